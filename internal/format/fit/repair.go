package fit

import (
	"math"
	"slices"

	"dayafter/internal/activity"
)

// repair removes values that devices write for "unknown", and impossible ones: a heart rate
// of 0 or less, a position of exactly 0/0 or with one coordinate, an impossible time. It
// sorts the samples by time, adds the fractional cadence to the cadence, and drops columns
// without a value.
func (c *columns) repair(issues *activity.Issues) {
	dropNonPositive(c.values[heartRate])
	if c.values[latitude] == nil || c.values[longitude] == nil {
		c.values[latitude], c.values[longitude] = nil, nil
	}
	dropHalfFixes(c.values[latitude], c.values[longitude])
	addFraction(c.values[cadence], c.values[fraction])
	c.values[fraction] = nil
	c.dropImpossible(issues)
	c.sort(issues)
}

func dropNonPositive(vs []float64) {
	for i, v := range vs {
		if v <= 0 {
			vs[i] = math.NaN()
		}
	}
}

// dropHalfFixes removes positions that lack a coordinate, lie outside the globe or are exactly 0/0.
func dropHalfFixes(lat, lon []float64) {
	for i := range lat {
		if !(math.Abs(lat[i]) <= 90 && math.Abs(lon[i]) <= 180) || lat[i] == 0 && lon[i] == 0 {
			lat[i], lon[i] = math.NaN(), math.NaN()
		}
	}
}

func addFraction(cadence, fraction []float64) {
	if cadence == nil {
		return
	}
	for i, v := range fraction {
		if !math.IsNaN(v) {
			cadence[i] += v
		}
	}
}

// farthest is the longest time in s between the middle sample and any other:
// MaxRecords at 1 Hz.
const farthest = MaxRecords

// dropImpossible removes samples whose times are too far from the times of the others.
func (c *columns) dropImpossible(issues *activity.Issues) {
	if len(c.time) == 0 {
		return
	}
	sorted := c.time
	if !slices.IsSorted(sorted) {
		sorted = slices.Sorted(slices.Values(sorted))
	}
	possible, _ := slices.BinarySearch(sorted, activity.EndSecond-epoch)
	middle := int64(sorted[possible/2]) // the median of the possible times, if there are any
	if int64(sorted[len(sorted)-1])-middle <= farthest && middle-int64(sorted[0]) <= farthest {
		return
	}
	var keep, leftOut []int
	for i, t := range c.time {
		if d := int64(t) - middle; -farthest <= d && d <= farthest {
			keep = append(keep, i)
		} else {
			leftOut = append(leftOut, i)
		}
	}
	head := c.view().HeadThatGoesOn(leftOut) // their clock was corrected later
	if head == len(leftOut) {
		return
	}
	keep = append(slices.Clone(leftOut[:head]), keep...)
	issues.Add(activity.Partial, "fit-time", "points with impossible times were left out: %d of %d", len(c.time)-len(keep), len(c.time))
	c.pick(keep)
}

// sort sorts the samples by time. Samples of the same second keep their order.
func (c *columns) sort(issues *activity.Issues) {
	if slices.IsSorted(c.time) {
		return
	}
	issues.ReportRejoined(c.rejoinClock())
	if slices.IsSorted(c.time) {
		return
	}
	keep := make([]int, len(c.time))
	for i := range keep {
		keep[i] = i
	}
	slices.SortStableFunc(keep, func(a, b int) int { return int(int64(c.time[a]) - int64(c.time[b])) })
	issues.Add(activity.Repaired, "fit-order", "points were not in the order of time; they were sorted")
	c.pick(keep)
}

// rejoinClock corrects the times after a clock was set back during the recording. It returns
// the seconds by which the clock was set back.
func (c *columns) rejoinClock() float64 {
	base, view := float64(c.time[0]), c.view()
	moved := view.RejoinClock()
	if moved != 0 && base+view.T[0] >= 1 {
		for i, t := range view.T {
			c.time[i] = uint32(t + base)
		}
	}
	return moved
}

// view returns the times since the first sample, the positions and the distances.
func (c *columns) view() *activity.Columns {
	view := activity.Columns{
		T:   make([]float64, len(c.time)),
		Lat: c.values[latitude], Lon: c.values[longitude], Dist: c.values[distance],
	}
	for i, t := range c.time {
		view.T[i] = float64(t) - float64(c.time[0])
	}
	return &view
}

// pick reduces the samples to those at the indices, in that order.
func (c *columns) pick(indices []int) {
	time := make([]uint32, len(indices))
	for i, k := range indices {
		time[i] = c.time[k]
	}
	c.time = time
	for q, vs := range c.values {
		if vs == nil {
			continue
		}
		picked := make([]float64, len(indices))
		for i, k := range indices {
			picked[i] = vs[k]
		}
		c.values[q] = picked
	}
}

// startAtZero makes the distance of a later session start at 0 if the watch went on
// counting from the session before it.
func (c *columns) startAtZero(dist []float64, from int) {
	before := latest(c.values[distance][:from])
	k := slices.IndexFunc(dist, finite)
	if !(before > 0) || k < 0 || dist[k] < before {
		return
	}
	for i := range dist {
		dist[i] -= before
	}
}

// latest returns the last value that is not missing; NaN if there is none.
func latest(vs []float64) float64 {
	for i := len(vs) - 1; i >= 0; i-- {
		if !math.IsNaN(vs[i]) {
			return vs[i]
		}
	}
	return math.NaN()
}

// window returns the samples from (inclusive) to (exclusive) as columns of an
// activity that begins at start. It shares memory with c. A quantity without a value
// is nil.
func (c *columns) window(from, to int, start uint32) activity.Columns {
	t := make([]float64, 0, to-from)
	for _, s := range c.time[from:to] {
		t = append(t, float64(int64(s)-int64(start)))
	}
	var v [columnCount][]float64
	for q, vs := range c.values {
		if vs != nil {
			v[q] = vs[from:to]
		}
	}
	all := activity.Columns{
		T: t, Lat: v[latitude], Lon: v[longitude], Ele: v[altitude], Dist: v[distance], Speed: v[speed],
		HR: v[heartRate], Cadence: v[cadence], Power: v[power], Temp: v[temperature], Core: v[coreTemperature],
	}
	return all.Slice(0, to-from)
}
