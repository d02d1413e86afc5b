package reconcile

import (
	"math"

	"dayafter/internal/activity"
)

// Limits of a jump in a column of distances. Ours, except for the record.
const (
	jumpSpeed = 12.5 // m/s; the fastest anybody ever ran (12.4, Berlin 2009)
	jumpWay   = 30.0 // m: a smaller step comes from late counting
	jumpShare = 0.01 // share of the distance: smaller jumps do not matter
	beside    = 0.05 // share by which positions must differ from a column with jumps
)

// repairColumn replaces the samples' distances by the positions, or else by the
// speeds, if they jump, and fills them where they are missing. It returns the metres
// of the jumps, which the file's total may contain.
func repairColumn(a *activity.Activity) (jumped float64) {
	c := &a.Samples
	if c.Dist == nil {
		return 0
	}
	own := span(c.Dist)
	if a.Sport.OnFoot() {
		jumped = jumps(c)
	}
	doubtful, patchy := jumped > jumpShare*own, !covers(c.T, c.Dist)
	if !doubtful && !patchy {
		return 0
	}
	other, what := substitute(a)
	if other == nil {
		return 0
	}
	sum := span(other)
	switch {
	case doubtful && math.Abs(sum/own-1) > beside && math.Abs(sum/(own-jumped)-1) <= beside:
		c.Dist = other
		a.Issues.Add(activity.Repaired, "distance-jumps", "the points' distance jumps by %s and ends at %s, the %s add up to %s: the %s count",
			km(jumped), km(own), what, km(sum), what)
		return jumped
	case patchy && sum > own:
		c.Dist = fill(c.Dist, other, calibration(c.Dist, other))
		a.Issues.Add(activity.Repaired, "distance-gaps", "the points' distance is missing in part and ends at %s: the %s fill it up to %s", km(own), what, km(span(c.Dist)))
	}
	return 0
}

// substitute returns the metres of the best source other than the samples' distance, with
// the source's name; nil if there is none.
func substitute(a *activity.Activity) (metres []float64, what string) {
	c := &a.Samples
	switch {
	case !a.Indoor && !a.Virtual && covers(c.T, c.Lat):
		return along(c), "positions"
	case covers(c.T, c.Speed):
		return integrate(c), "speeds"
	}
	return nil, ""
}

// jumps returns the metres by which the distance jumps faster than anybody runs.
func jumps(c *activity.Columns) float64 {
	sum, last := 0.0, -1
	for i, d := range c.Dist {
		if d != d {
			continue
		}
		if last >= 0 {
			step, dt := d-c.Dist[last], c.T[i]-c.T[last]
			if math.Abs(step) > jumpWay && math.Abs(step) > jumpSpeed*max(dt, 1) {
				sum += math.Abs(step)
			}
		}
		last = i
	}
	return sum
}

// farthest is the largest share by which two counts of the same seconds may differ. Beyond
// it, their ratio says nothing about other seconds. Ours.
const farthest = 0.1

// calibration returns the ratio of the metres in a column to the metres of another source,
// over the seconds in which both are known. It returns 1 if these seconds cover too short a
// distance, or if the two sources differ too much.
func calibration(dist, other []float64) float64 {
	own, others, last := 0.0, 0.0, -1
	for i, d := range dist {
		if d != d || other[i] != other[i] {
			last = -1
			continue
		}
		if last >= 0 {
			own, others = own+d-dist[last], others+other[i]-other[last]
		}
		last = i
	}
	if ratio := own / others; others >= leastWay && math.Abs(ratio-1) <= farthest {
		return ratio
	}
	return 1
}

// fill returns the column of distances with its gaps filled: in a gap, it adds the steps of
// the other source, multiplied by ratio.
func fill(dist, other []float64, ratio float64) []float64 {
	out := make([]float64, len(dist))
	reached, shift, last := 0.0, 0.0, math.NaN()
	for i, d := range dist {
		if d == d {
			shift = max(shift, reached-d) // the device did not count in the gap
			reached = d + shift
		} else if step := other[i] - last; step > 0 {
			reached += ratio * step
		}
		out[i] = reached
		if other[i] == other[i] {
			last = other[i]
		}
	}
	return out
}
