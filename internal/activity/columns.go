package activity

import (
	"math"
	"slices"
)

// Sample is one moment of a recording: a row of Columns before it is stored.
// T is s since whatever the recording counts from; missing values are NaN.
type Sample struct {
	T                           float64
	Lat, Lon, Ele               float64
	Dist, Speed                 float64
	HR, Cadence, Power, Celsius float64
}

// NoSample is a Sample in which everything is missing.
func NoSample() Sample {
	n := math.NaN()
	return Sample{n, n, n, n, n, n, n, n, n, n}
}

// Bounds of what can be measured on foot or wheels. Ours, wide on purpose: what is
// merely unlikely is for a later station to judge.
const (
	maxHeartRate = 300    // beats/min
	minElevation = -1000  // m
	maxElevation = 10_000 // m
)

// DropImpossible makes values missing that nobody can have had and says whether
// there were any. A heart rate of 0 is how devices write a missing one.
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

// DropImpossiblePlace makes a position missing that is incomplete or nowhere on
// earth, and says whether there was any part of it. 0,0 is what receivers write
// without a fix.
func (s *Sample) DropImpossiblePlace() bool {
	if math.Abs(s.Lat) <= 90 && math.Abs(s.Lon) <= 180 && (s.Lat != 0 || s.Lon != 0) {
		return false
	}
	written := isNumber(s.Lat) || isNumber(s.Lon)
	s.Lat, s.Lon = math.NaN(), math.NaN()
	return written
}

// Append stores a sample. A column is made when its first value comes.
func (c *Columns) Append(s *Sample) {
	n := len(c.T)
	c.T = append(c.T, s.T)
	add(&c.Lat, s.Lat, n)
	add(&c.Lon, s.Lon, n)
	add(&c.Ele, s.Ele, n)
	add(&c.Dist, s.Dist, n)
	add(&c.Speed, s.Speed, n)
	add(&c.HR, s.HR, n)
	add(&c.Cadence, s.Cadence, n)
	add(&c.Power, s.Power, n)
	add(&c.Temp, s.Celsius, n)
}

// Grow makes room for n samples in all, in the columns in use.
func (c *Columns) Grow(n int) {
	for _, column := range c.all() {
		if k := n - len(*column); *column != nil && k > 0 {
			*column = slices.Grow(*column, k)
		}
	}
}

// add puts v behind the n values of column, which may be nil so far.
func add(column *[]float64, v float64, n int) {
	if *column == nil {
		if math.IsNaN(v) {
			return
		}
		*column = slices.Repeat([]float64{math.NaN()}, n)
	}
	*column = append(*column, v)
}

// all lists the columns, T first.
func (c *Columns) all() [11]*[]float64 {
	return [11]*[]float64{
		&c.T, &c.Lat, &c.Lon, &c.Ele, &c.Dist, &c.Speed, &c.HR, &c.Cadence, &c.Power, &c.Temp, &c.Core,
	}
}

// Slice is the samples from (inclusive) to (exclusive). It shares memory with c;
// a column without a value in the stretch is nil.
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

// nilIfEmpty is column, or nil when it holds no value.
func nilIfEmpty(column []float64) []float64 {
	if slices.ContainsFunc(column, isNumber) {
		return column
	}
	return nil
}

func isNumber(v float64) bool { return !math.IsNaN(v) }

// Pick rearranges c so that it holds the samples at the indices, in their order.
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

// Reverse turns round the samples from (inclusive) to (exclusive).
func (c *Columns) Reverse(from, to int) {
	for _, column := range c.all() {
		if *column != nil {
			slices.Reverse((*column)[from:to])
		}
	}
}

// Rebase counts T from the moment start instead of from where it counted.
func (c *Columns) Rebase(start float64) {
	for i := range c.T {
		c.T[i] -= start
	}
}

// DropBackwards leaves out the fewest samples whose absence lets T never run
// backwards and returns how many they were. One clock jump far ahead costs one
// sample, not all that follow it.
func (c *Columns) DropBackwards() int {
	if slices.IsSorted(c.T) {
		return 0
	}
	keep := longestAscent(c.T)
	dropped := len(c.T) - len(keep)
	c.Pick(keep)
	return dropped
}

// What makes samples strays. Ours: a clock that is not set is years off, and a
// recording is hours long; a log of many activities is no recording with strays.
const (
	strayAway  = 30 * 86400.0 // s from the median sample
	strayShare = 20           // at most one sample in so many
)

// Strays are the indices, ascending, of the few times that lie weeks away from all
// others; none when they are not few.
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

// DropStrays leaves out the Strays and returns how many they were.
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

// longestAscent is the indices of a longest non-decreasing subsequence, found by
// patience sorting in n log n (Fredman 1975, Discrete Mathematics 11, 29-35).
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
