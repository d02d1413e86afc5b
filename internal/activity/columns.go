package activity

import (
	"math"
	"slices"
)

// Bounds of possible values on foot or wheels. Ours, wide on purpose: a later
// stage judges values that are merely unlikely.
const (
	maxHeartRate = 300    // beats/min
	minElevation = -1000  // m
	maxElevation = 10_000 // m
)

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
