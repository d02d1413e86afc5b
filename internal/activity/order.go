package activity

import (
	"math"
	"slices"
)

// DropBackwards removes the fewest samples that leave T in ascending order and
// returns their number. A single clock jump far ahead costs one sample instead of
// every later sample.
func (c *Columns) DropBackwards() int {
	if slices.IsSorted(c.T) {
		return 0
	}
	keep := longestAscent(c.T)
	dropped := len(c.T) - len(keep)
	c.Pick(keep)
	return dropped
}

// Limits for stray samples. Ours: an unset clock is years off, and a recording is
// hours long. A log of many activities is not a recording with strays.
const (
	strayAway  = 30 * 86400.0 // s from the median sample
	strayShare = 20           // one sample in this many may be a stray, at most
)

// Strays returns the ascending indices of the few samples that lie weeks away from the
// others in time. It returns nil if there are many, and leaves out samples at the start from
// which the runner went on: their clock was corrected later.
func (c *Columns) Strays() []int {
	t := c.T
	if len(t) < strayShare || slices.Max(t)-slices.Min(t) <= strayAway {
		return nil
	}
	sorted := slices.Sorted(slices.Values(t))
	median := sorted[len(sorted)/2]
	var strays []int
	for i, v := range t {
		if math.Abs(v-median) > strayAway {
			strays = append(strays, i)
		}
	}
	if len(strays)*strayShare > len(t) {
		return nil
	}
	return strays[c.HeadThatGoesOn(strays):]
}

// HeadThatGoesOn returns how many of the samples at ascending indices are the first samples
// of the recording; 0 if the recording goes on from another place after them.
func (c *Columns) HeadThatGoesOn(indices []int) int {
	n := 0
	for n < len(indices) && indices[n] == n {
		n++
	}
	if n == 0 || n == len(c.T) || !c.goesOn(n) {
		return 0
	}
	return n
}

// DropStrays removes the samples that Strays finds and returns their number.
func (c *Columns) DropStrays() int {
	strays := c.Strays()
	if len(strays) == 0 {
		return 0
	}
	keep := make([]int, 0, len(c.T))
	for i := range c.T {
		if _, stray := slices.BinarySearch(strays, i); !stray {
			keep = append(keep, i)
		}
	}
	c.Pick(keep)
	return len(strays)
}

// longestAscent returns the indices of a longest non-decreasing subsequence, found
// by patience sorting in n log n (Fredman 1975, Discrete Mathematics 11, 29-35).
func longestAscent(t []float64) []int {
	tails := make([]int, 0, len(t)) // tails[k]: index of the smallest end of an ascent of k+1
	before := make([]int, len(t))   // index of the predecessor in the ascent that ends here
	for i, v := range t {
		k, _ := slices.BinarySearchFunc(tails, v, func(j int, v float64) int {
			if t[j] <= v {
				return -1
			}
			return 1
		})
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	keep := make([]int, len(tails))
	for k, i := len(tails)-1, tails[len(tails)-1]; k >= 0; k, i = k-1, before[i] {
		keep[k] = i
	}
	return keep
}
