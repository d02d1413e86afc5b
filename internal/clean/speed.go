package clean

import (
	"dayafter/internal/activity"
	"dayafter/internal/geo"
)

// Limits of a plausible speed in m/s. Ours, except for the records.
const (
	footLimit  = 8.5  // a second on foot; the 800 m record is run at 7.9
	sprint     = 12.5 // the fastest anybody ever ran (12.4, Berlin 2009)
	anyLimit   = 40   // on wheels
	rounding   = 1e-6 // more than the sums of a run's metres lose to rounding
	footMedian = 6.5  // a recording without a sport is on foot when its median is below
)

// Ranges in s around an impossible second. Ours.
const (
	sprintLongest = 20  // a sprint above footLimit lasts no longer
	jitterHalf    = 2   // watches count a second's metres into the next
	stall         = 120 // a watch that lost the satellites catches up within this time
	around        = 15  // range of the usual speed
	longRide      = 60  // number of impossible seconds from which an issue says so
	movingSpan    = 9   // span of the mean that separates moving from standing
)

// jitter is the largest ratio of the mean over a few seconds to the usual speed at
// which a fast second among them is explained by late counting.
const jitter = 1.5

// way holds the metres covered at each sample, from the best available source.
type way struct {
	metres []float64 // cumulative; NaN where unknown; nil without any source
	device bool      // counted by the device, not summed from positions
	added  float64   // m that crossGaps added
}

// Limits of the speed across a gap. Ours: the straight line across a gap is shorter
// than the path, and a stop inside a gap makes it slow.
const (
	steadySpeed = 0.2 // m/s: the slowest steady movement, as in steep terrain
	slowShare   = 0.5 // share of the speed around a gap: slower is a pause
	fastShare   = 1.5 // share of the speed around a gap: faster is a ride
	gapAround   = 60  // s on both sides of a gap
)

// pause reports whether the gap of dt seconds before sample i is a pause: the
// runner did not cross it at a speed that fits the speed around it.
func (w way) pause(t []float64, i int, dt float64) bool {
	if w.metres == nil {
		return dt > longBridge
	}
	v := (w.metres[i] - w.metres[i-1]) / dt
	if v >= PauseSpeed && (dt <= longBridge || w.device && v < footLimit) {
		return false
	}
	before, after := w.around(t, i)
	return !(v >= steadySpeed && v >= slowShare*(before+after)/2 && v <= fastShare*max(before, after))
}

// around returns the mean speeds before and after the gap before sample i.
func (w way) around(t []float64, i int) (before, after float64) {
	from, to := i-1, i
	for from > 0 && t[i-1]-t[from] < gapAround {
		from--
	}
	for to < len(t)-1 && t[to]-t[i] < gapAround {
		to++
	}
	before = (w.metres[i-1] - w.metres[from]) / (t[i-1] - t[from])
	after = (w.metres[to] - w.metres[i]) / (t[to] - t[i])
	if before != before {
		before = after
	}
	if after != after {
		after = before
	}
	return before, after
}

// counted returns the metres that the device counted in the gap before sample i, or
// 0.
func (w way) counted(i int) float64 {
	if !w.device {
		return 0
	}
	d := w.metres[i] - w.metres[i-1]
	if d > 0 && d < footLimit*longBridge {
		return d
	}
	return 0
}

// leastCovered is the share of the time that a column must cover to be a source. Ours.
const leastCovered = 0.5

// way returns the best source of distance: the device's count, else its speed, else
// the positions.
func (w *Workspace) way(a *activity.Activity) way {
	c := &a.Samples
	switch {
	case activity.Covers(c.T, c.Dist, leastCovered):
		return way{metres: c.Dist, device: true}
	case activity.Covers(c.T, c.Speed, leastCovered):
		return way{metres: w.fromSpeed(c), device: true}
	case !a.Indoor && activity.Covers(c.T, c.Lat, leastCovered):
		way := way{metres: geo.Along(w.arena.take(c.Len()), c.Lat, c.Lon)}
		way.added = way.crossGaps(c.T, a.Pauses)
		return way
	}
	return way{}
}

// fromSpeed integrates the device's speed. A sample's speed holds since the sample
// before it, but no longer than a bridged gap.
func (w *Workspace) fromSpeed(c *activity.Columns) []float64 {
	d := w.arena.take(c.Len())
	sum := 0.0
	for i, v := range c.Speed {
		if i > 0 {
			sum += stepBySpeed(c, i, v)
		}
		d[i] = sum
	}
	return d
}

// stepBySpeed returns the metres between sample i and the sample before it. Across
// a gap the positions decide, if they are known.
func stepBySpeed(c *activity.Columns, i int, v float64) float64 {
	dt := max(c.T[i]-c.T[i-1], 0)
	if dt > bridge && c.Lat != nil {
		if d := geo.Metres(c.Lat[i-1], c.Lon[i-1], c.Lat[i], c.Lon[i]); d == d {
			return d
		}
	}
	return max(v, 0) * min(dt, bridge)
}

// speed fills Speed, Standing, Moving and Distance.
func (w *Workspace) speed(a *activity.Activity, from way) {
	t := &w.track
	t.Moving = float64(t.seconds)
	if from.metres == nil || w.axis.seconds == 0 {
		return
	}
	t.Speed = w.perSecond(from)
	t.Repairs.SpeedPoints = repairSpeed(t.Speed, limit(a.Sport, t.Speed))
	if n := t.Repairs.SpeedPoints; n >= longRide {
		t.Issues.Add(activity.Repaired, "too-fast", "%d s faster than anybody runs are left out", n)
	}
	t.Standing, t.Moving, t.Distance = standing(t.Speed, t.Standing[:0])
	t.addEffort()
	t.MovingDistance = movingDistance(t)
	t.Distance += w.axis.shuffled
}

// perSecond returns the metres covered in each second of the series. It drops the
// metres covered in a pause and counts that run backwards.
func (w *Workspace) perSecond(from way) []float64 {
	out := w.arena.take(w.axis.seconds)
	clear(out)
	last := -1
	for i, at := range w.axis.at {
		d := from.metres[i]
		if d != d || w.axis.slot[i] < 0 {
			continue
		}
		if last >= 0 && at > w.axis.at[last] {
			distribute(out, w.axis.at[last], at, max(d-from.metres[last], 0))
		}
		last = i
	}
	return out
}

// distribute spreads metres evenly over the time between two moments.
func distribute(out []float64, from, to, metres float64) {
	k, end := int(from), int(to)
	if float64(k) == from && to == from+1 {
		if k < len(out) {
			out[k] += metres
		}
		return
	}
	v := metres / (to - from)
	for ; k <= end && k < len(out); k++ {
		out[k] += v * (min(to, float64(k+1)) - max(from, float64(k)))
	}
}

// limit returns the speed above which a second is implausible.
func limit(s activity.Sport, speed []float64) float64 {
	switch s {
	case activity.Run, activity.Walk, activity.Hike:
		return footLimit
	case activity.Unknown:
		if median(speed) < footMedian {
			return footLimit
		}
	}
	return anyLimit
}

// median returns the median speed of the moving seconds to the next 0.1 m/s, or 0 if
// nothing moved.
func median(speed []float64) float64 {
	var seconds [10*anyLimit + 1]int
	n := 0
	for _, v := range speed {
		if v >= PauseSpeed {
			seconds[int(min(v, anyLimit)*10)]++
			n++
		}
	}
	for k, c := range seconds {
		if n -= 2 * c; n <= 0 {
			return float64(k) / 10
		}
	}
	return 0
}

// repairSpeed puts impossible seconds right and returns how many of them were
// replaced, their metres lost. Metres that a watch counted late are spread over
// where they belong; a sprint is clipped to the limit; anything else is given the
// speed that is usual around it.
func repairSpeed(s []float64, limit float64) int {
	roundOff(s, limit)
	n := 0
	for k := range s {
		if s[k] <= limit {
			continue
		}
		usual := usualSpeed(s, k, limit)
		if spreadCatchUp(s, k, limit, usual) || averageJitter(s, k, limit, usual) {
			continue
		}
		n += replaceImpossible(s, k, limit, usual)
	}
	return n
}

// roundOff sets the speeds that only a rounding error puts above the limit to the limit.
// Metres per second are differences of sums, so 17 m in 2 s can give 8.500000000000001.
func roundOff(s []float64, limit float64) {
	for k, v := range s {
		if v > limit && v < limit+rounding {
			s[k] = limit
		}
	}
}

// usualSpeed returns the mean of the plausible moving seconds around second k, or 0
// if there are none.
func usualSpeed(s []float64, k int, limit float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range s[max(0, k-around):min(len(s), k+around+1)] {
		if v >= PauseSpeed && v <= limit {
			sum, n = sum+v, n+1
		}
	}
	return sum / max(n, 1)
}

// spreadCatchUp distributes the metres of second k over the standstill before it, as far
// back as needed to get down to the usual speed. It reports whether the result is
// plausible.
func spreadCatchUp(s []float64, k int, limit, usual float64) bool {
	from := k
	for from > 0 && k-from < stall && s[from-1] < 0.1 && s[k] > usual*float64(k-from+1) {
		from--
	}
	each := s[k] / float64(k-from+1)
	if each > limit {
		return false
	}
	for j := from; j <= k; j++ {
		s[j] = each
	}
	return true
}

// averageJitter averages the seconds around k and reports whether their mean is plausible.
func averageJitter(s []float64, k int, limit, usual float64) bool {
	part := s[max(0, k-jitterHalf):min(len(s), k+jitterHalf+1)]
	sum := 0.0
	for _, v := range part {
		sum += v
	}
	mean := sum / float64(len(part))
	if mean > limit || mean > jitter*usual {
		return false
	}
	for j := range part {
		part[j] = mean
	}
	return true
}

// replaceImpossible replaces a sprint that begins at k by the limit, and any other stretch of
// impossible seconds by the usual speed. It returns the length of the stretch.
func replaceImpossible(s []float64, k int, limit, usual float64) int {
	end, fastest := k, 0.0
	for end < len(s) && s[end] > limit {
		fastest = max(fastest, s[end])
		end++
	}
	v := usual
	if fastest <= sprint && end-k > jitterHalf && end-k <= sprintLongest {
		v = limit
	}
	if end-k > sprintLongest {
		v = 0 // a ride, not a run
	}
	for j := k; j < end; j++ {
		s[j] = v
	}
	return end - k
}

// standing returns the seconds that lie in a mean of movingSpan seconds below
// PauseSpeed, the number of the other seconds, and the total of metres.
func standing(s []float64, still []bool) (which []bool, moving, metres float64) {
	const half = movingSpan / 2
	sum := 0.0
	for _, v := range s[:min(half, len(s))] {
		sum += v
	}
	for k, v := range s {
		if k+half < len(s) {
			sum += s[k+half]
		}
		if k > half {
			sum -= s[k-half-1]
		}
		width := min(k+half, len(s)-1) - max(k-half, 0) + 1
		is := sum < PauseSpeed*float64(width)
		still = append(still, is)
		if !is {
			moving++
		}
		metres += v
	}
	return still, moving, metres
}
