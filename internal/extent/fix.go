package extent

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
)

// Limits of stray fixes. Ours: a receiver reports its last known place until it
// finds the satellites, which takes seconds to minutes.
const (
	fixWithin = 300  // s from the start or the end
	fixJump   = 1000 // m
	fixSpeed  = 70   // m/s; 250 km/h

	// A degree is 111.2 km at most, so nearer positions are never fixJump apart.
	fixNear = fixJump / 112_000.0 // degrees of latitude and longitude together
)

// moveStrayFixes moves positions at the start and the end that an impossible jump separates
// from the next positions. It keeps the samples, because the runner ran during this time,
// and the shape of their path.
func moveStrayFixes(a *activity.Activity) {
	c := &a.Samples
	if c.Lat == nil {
		return
	}
	dropFarFixes(a)
	n := c.Len()
	head := strayFixes(c, func(i int) int { return i })
	tail := strayFixes(c, func(i int) int { return n - 1 - i })
	if head+tail == 0 || head+tail >= n/2 {
		return
	}
	away := 0.0
	if head > 0 {
		away = moveFixes(c, 0, head, lastFix(c, head), head)
	}
	if tail > 0 {
		away = max(away, moveFixes(c, n-tail, n, firstFix(c, n-tail), n-1-tail))
	}
	a.Issues.Add(activity.Repaired, "stray-fix", "%d positions at the start or the end lay %.0f km away from the run: corrected", head+tail, away/1000)
}

// lastFix returns the index of the last position before sample i.
func lastFix(c *activity.Columns, i int) int {
	for i--; c.Lat[i] != c.Lat[i]; i-- {
	}
	return i
}

// firstFix returns the index of the first position from sample i on.
func firstFix(c *activity.Columns, i int) int {
	for ; c.Lat[i] != c.Lat[i]; i++ {
	}
	return i
}

// moveFixes moves the positions of the samples from (inclusive) to (exclusive) so that the
// position of sample stray becomes that of sample right. It returns the distance.
func moveFixes(c *activity.Columns, from, to, stray, right int) float64 {
	lat, lon := c.Lat[stray], c.Lon[stray]
	narrower := math.Cos(lat*math.Pi/180) / math.Cos(c.Lat[right]*math.Pi/180)
	for k := from; k < to; k++ {
		c.Lat[k] += c.Lat[right] - lat
		c.Lon[k] = c.Lon[right] + (c.Lon[k]-lon)*narrower
	}
	return geo.Metres(lat, lon, c.Lat[right], c.Lon[right])
}

// strayFixes returns the number of samples between one end of the recording and an impossible
// jump of the position; 0 without a jump. at maps a count from that end to the index of a
// sample.
func strayFixes(c *activity.Columns, at func(int) int) int {
	last, first := -1, at(0)
	for k := range c.T {
		i := at(k)
		if math.Abs(c.T[i]-c.T[first]) > fixWithin && last >= 0 {
			return 0
		}
		if c.Lat[i] != c.Lat[i] || c.Lon[i] != c.Lon[i] {
			continue
		}
		if last >= 0 {
			if jumps(c, min(last, i), max(last, i)) {
				return k
			}
		}
		last = i
	}
	return 0
}

// dropFarFixes removes positions within the run that lie an impossible jump away from the
// path, if the path continues after them. It keeps the samples, so the run continues across
// them.
func dropFarFixes(a *activity.Activity) {
	c := &a.Samples
	dropped, away, last := 0, 0.0, -1
	for i := 0; i < c.Len(); i++ {
		if c.Lat[i] != c.Lat[i] {
			continue
		}
		if last >= 0 && jumps(c, last, i) {
			if back := backFrom(c, last, i); back > i {
				away = max(away, geo.Metres(c.Lat[last], c.Lon[last], c.Lat[i], c.Lon[i]))
				dropped += forgetFixes(c, i, back)
				i = back
			}
		}
		last = i
	}
	if dropped > 0 {
		a.Issues.Add(activity.Repaired, "far-fix", "%d positions during the run lay %.0f km away from it: left out", dropped, away/1000)
	}
}

// jumps reports whether the distance between two samples is too great for the time between
// them.
func jumps(c *activity.Columns, i, k int) bool {
	if math.Abs(c.Lat[k]-c.Lat[i])+math.Abs(c.Lon[k]-c.Lon[i]) < fixNear {
		return false
	}
	d := geo.Metres(c.Lat[i], c.Lon[i], c.Lat[k], c.Lon[k])
	return d > fixJump && d > fixSpeed*(c.T[k]-c.T[i])
}

// backFrom returns the index of the first sample within fixWithin after sample i whose
// position can be reached from the position of sample last, but not from the positions
// between them; 0 if there is none.
func backFrom(c *activity.Columns, last, i int) int {
	before := i
	for k := i + 1; k < c.Len() && c.T[k]-c.T[i] <= fixWithin; k++ {
		if c.Lat[k] != c.Lat[k] {
			continue
		}
		if jumps(c, before, k) && !jumps(c, last, k) {
			return k
		}
		before = k
	}
	return 0
}

// forgetFixes makes the positions of samples unknown and returns how many were known.
func forgetFixes(c *activity.Columns, from, to int) (n int) {
	for k := from; k < to; k++ {
		if c.Lat[k] == c.Lat[k] {
			n++
		}
		c.Lat[k], c.Lon[k] = math.NaN(), math.NaN()
	}
	return n
}
