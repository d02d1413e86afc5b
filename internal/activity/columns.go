package activity

import (
	"math"
	"slices"
)

// Sample is one moment of a recording: a row of Columns before it is stored.
// T is in s since the zero of the recording; missing values are NaN.
type Sample struct {
	T                           float64
	Lat, Lon, Ele               float64
	Dist, Speed                 float64
	HR, Cadence, Power, Celsius float64
}

// NoSample returns a Sample in which every value is missing.
func NoSample() Sample {
	n := math.NaN()
	return Sample{n, n, n, n, n, n, n, n, n, n}
}

// Bounds of possible values on foot or wheels. Ours, wide on purpose: a later
// stage judges values that are merely unlikely.
const (
	maxHeartRate = 300    // beats/min
	minElevation = -1000  // m
	maxElevation = 10_000 // m
)

// DropImpossible sets impossible values to missing and reports whether there were
// any. Devices write a missing heart rate as 0.
func (s *Sample) DropImpossible() bool {
	if s.HR == 0 {
		s.HR = math.NaN()
	}
	bad := false
	for _, v := range [...]*float64{&s.Dist, &s.Speed, &s.HR, &s.Cadence, &s.Power} {
		if *v < 0 {
			*v, bad = math.NaN(), true
		}
	}
	if s.HR > maxHeartRate {
		s.HR, bad = math.NaN(), true
	}
	if s.Ele < minElevation || s.Ele > maxElevation {
		s.Ele, bad = math.NaN(), true
	}
	return bad
}

// DropImpossiblePlace sets an incomplete or impossible position to missing and
// reports whether the file had written one. Receivers write 0,0 without a fix.
func (s *Sample) DropImpossiblePlace() bool {
	if math.Abs(s.Lat) <= 90 && math.Abs(s.Lon) <= 180 && (s.Lat != 0 || s.Lon != 0) {
		return false
	}
	written := isNumber(s.Lat) || isNumber(s.Lon)
	s.Lat, s.Lon = math.NaN(), math.NaN()
	return written
}

// Append stores a sample. Append makes a column when the column's first value
// arrives.
func (c *Columns) Append(s *Sample) {
	n := len(c.T)
	c.T = append(c.T, s.T)
	appendValue(&c.Lat, s.Lat, n)
	appendValue(&c.Lon, s.Lon, n)
	appendValue(&c.Ele, s.Ele, n)
	appendValue(&c.Dist, s.Dist, n)
	appendValue(&c.Speed, s.Speed, n)
	appendValue(&c.HR, s.HR, n)
	appendValue(&c.Cadence, s.Cadence, n)
	appendValue(&c.Power, s.Power, n)
	appendValue(&c.Temp, s.Celsius, n)
}

// Grow makes room for n samples in total in the columns in use.
func (c *Columns) Grow(n int) {
	for _, column := range c.all() {
		if k := n - len(*column); *column != nil && k > 0 {
			*column = slices.Grow(*column, k)
		}
	}
}

// appendValue appends v to a column of n values. The column is nil as long as every value is
// missing.
func appendValue(column *[]float64, v float64, n int) {
	if *column == nil {
		if math.IsNaN(v) {
			return
		}
		*column = slices.Repeat([]float64{math.NaN()}, n)
	}
	*column = append(*column, v)
}

// all returns the columns, T first.
func (c *Columns) all() [11]*[]float64 {
	return [11]*[]float64{
		&c.T, &c.Lat, &c.Lon, &c.Ele, &c.Dist, &c.Speed, &c.HR, &c.Cadence, &c.Power, &c.Temp, &c.Core,
	}
}

// Slice returns the samples from (inclusive) to (exclusive). The result shares
// memory with c; a column without a value in that stretch is nil.
func (c *Columns) Slice(from, to int) Columns {
	out := *c
	for _, column := range out.all() {
		if *column == nil {
			continue
		}
		*column = nilIfEmpty((*column)[from:to:to])
	}
	return out
}

// nilIfEmpty returns column, or nil if every value is missing.
func nilIfEmpty(column []float64) []float64 {
	if slices.ContainsFunc(column, isNumber) {
		return column
	}
	return nil
}

func isNumber(v float64) bool { return !math.IsNaN(v) }

// Covers reports whether the known values of a column differ and reach over at least a share of
// the time of the recording.
func Covers(ts, column []float64, share float64) bool {
	first, last, varies := -1, -1, false
	for i, v := range column {
		if v != v {
			continue
		}
		if first < 0 {
			first = i
		}
		last, varies = i, varies || v != column[first]
	}
	return varies && ts[last]-ts[first] >= share*(ts[len(ts)-1]-ts[0])
}

// Pick reduces c to the samples at the given indices, in that order.
func (c *Columns) Pick(indices []int) {
	for _, column := range c.all() {
		if *column == nil {
			continue
		}
		picked := make([]float64, len(indices))
		for i, k := range indices {
			picked[i] = (*column)[k]
		}
		*column = nilIfEmpty(picked)
	}
}

// Reverse reverses the samples from (inclusive) to (exclusive).
func (c *Columns) Reverse(from, to int) {
	for _, column := range c.all() {
		if *column != nil {
			slices.Reverse((*column)[from:to])
		}
	}
}

// Rebase changes T so that it counts from the moment start.
func (c *Columns) Rebase(start float64) {
	for i := range c.T {
		c.T[i] -= start
	}
}

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

// Strays returns the ascending indices of the few times that lie weeks away from the
// others. It returns nil if there are many.
func Strays(t []float64) []int {
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
	return strays
}

// DropStrays removes the samples that Strays finds and returns their number.
func (c *Columns) DropStrays() int {
	strays := Strays(c.T)
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
