package clean

import "dayafter/internal/activity"

// Limits of a plausible speed in m/s. Ours, except for the records.
const (
	footLimit  = 8.5 // a second on foot; the 800 m record is run at 7.9
	anyLimit   = 40  // on wheels
	footMedian = 6.5 // a recording without a sport is on foot when its median is below
)

// Numbers of seconds. Ours.
const (
	longRide   = 60 // number of impossible seconds from which an issue says so
	movingSpan = 9  // span of the mean that separates moving from standing
)

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
// metres covered in a pause and counts that run backwards, and reads the first of several
// samples with one time.
func (w *Workspace) perSecond(from way) []float64 {
	out := w.arena.take(w.axis.seconds)
	clear(out)
	last := -1
	for i, at := range w.axis.at {
		d := from.metres[i]
		if d != d || w.axis.slot[i] < 0 || last >= 0 && w.axis.times[i] == w.axis.times[last] {
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
