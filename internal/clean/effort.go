package clean

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
)

// Limits of slow movement. Ours: a runner who climbs 600 m an hour, keeps stepping or gets
// steadily further away is moving, however slowly.
const (
	slowWindow  = 60   // s over which slow movement is judged
	slowHop     = 15   // s between the starts of windows
	slowSpan    = 300  // s over which the position must get further away
	slowAway    = 25.0 // m by which it must get further away
	netShare    = 0.6  // share of the path that must be net displacement
	climbGained = 10.0 // m in a window; 600 m/h
	climbPath   = 9.0  // m of path in a window of climbing
	shortSpeed  = 0.35 // m/s in a slow stretch shorter than a window
	walkSpeed   = 1.1  // m/s around such a stretch
	slowCadence = 60.0 // steps/min
	cadenceLong = 15   // s of steps in a row
	cadenceHold = 10   // s that a value of the cadence holds
	cadenceStop = 30   // s without any change: a frozen value
)

// addEffort marks slow seconds as moving if the runner steps, climbs or gets steadily
// further away, and updates Moving.
func (t *Track) addEffort() {
	if t.Speed == nil || t.Activity.Sport == activity.Ride {
		return
	}
	for from := 0; from < len(t.Standing); {
		if !t.Standing[from] {
			from++
			continue
		}
		to := from
		for to < len(t.Standing) && t.Standing[to] {
			to++
		}
		t.moveSteps(from, to)
		t.moveSlowly(from, to)
		from = to
	}
	t.Moving = 0
	for _, still := range t.Standing {
		if !still {
			t.Moving++
		}
	}
}

// moveSteps marks the seconds of a slow stretch in which the runner keeps stepping.
func (t *Track) moveSteps(from, to int) {
	if t.Cadence == nil {
		return
	}
	start, c := from, cadence{value: math.NaN()}
	for k := from; k < to; k++ {
		if !c.steps(t.Cadence[k]) {
			t.moveStepping(start, k)
			start = k + 1
		}
	}
	t.moveStepping(start, to)
}

// moveStepping marks a stretch of steps, if it is long enough.
func (t *Track) moveStepping(from, to int) {
	if to-from >= cadenceLong {
		t.setMoving(from, to)
	}
}

// cadence holds the last known cadence of a stretch.
type cadence struct {
	value float64 // steps/min; NaN if none is known
	age   int     // s since value was recorded
	same  int     // s since value changed
}

// steps reports whether the runner takes steps in the next second, given the cadence that
// is recorded for it; NaN for none.
func (c *cadence) steps(recorded float64) bool {
	c.age, c.same = c.age+1, c.same+1
	if recorded == recorded {
		if recorded != c.value {
			c.same = 0
		}
		c.value, c.age = recorded, 0
	}
	return c.value >= slowCadence && c.age <= cadenceHold && c.same < cadenceStop
}

// moveSlowly marks the seconds of a slow stretch in which the runner climbs or gets
// steadily further away.
func (t *Track) moveSlowly(from, to int) {
	if to-from < slowWindow {
		path := sumOfSpeed(t.Speed[from:to])
		if path >= shortSpeed*float64(to-from) && t.slowAround(from, to) && t.advances(from, to, path) {
			t.setMoving(from, to)
		}
		return
	}
	for k := from; ; k += slowHop {
		k = min(k, to-slowWindow)
		path := sumOfSpeed(t.Speed[k : k+slowWindow])
		climbs := t.Ele != nil && path >= climbPath && math.Abs(t.Ele[k+slowWindow-1]-t.Ele[k]) >= climbGained
		if climbs || path >= steadySpeed*slowWindow && t.advances(k, k+slowWindow, path) && t.getsAway(from, to, k) {
			t.setMoving(k, k+slowWindow)
		}
		if k == to-slowWindow {
			return
		}
	}
}

// slowAround reports whether the runner is slow before and after a stretch too, as on a
// steep climb, but not at a traffic light.
func (t *Track) slowAround(from, to int) bool {
	around := t.Speed[max(0, from-slowWindow):min(len(t.Speed), to+slowWindow)]
	return sumOfSpeed(around) <= walkSpeed*float64(len(around))
}

// advances reports whether most of the path between two seconds is net displacement.
// Without positions, it reports whether each quarter of the time covers at least half of
// its share of the path.
func (t *Track) advances(from, to int, path float64) bool {
	if net := t.net(from, to-1); net == net {
		return net >= netShare*path && net >= steadySpeed*float64(to-from)*netShare
	}
	quarter := (to - from) / 4
	for q := range 4 {
		part := t.Speed[from+q*quarter : from+(q+1)*quarter]
		if sumOfSpeed(part) < path/8 {
			return false
		}
	}
	return true
}

// getsAway reports whether the positions around a window move on over minutes, unlike the
// positions of a receiver that lies still.
func (t *Track) getsAway(from, to, k int) bool {
	i := max(from, k+slowWindow/2-slowSpan/2)
	j := min(to, i+slowSpan) - 1
	net := t.net(i, j)
	return net != net || net >= min(slowAway, steadySpeed*float64(j-i))
}

// net returns the distance between the positions at two seconds; NaN if unknown.
func (t *Track) net(from, to int) float64 {
	if t.Lat == nil {
		return math.NaN()
	}
	return geo.Metres(t.Lat[from], t.Lon[from], t.Lat[to], t.Lon[to])
}

func (t *Track) setMoving(from, to int) {
	for k := from; k < to; k++ {
		t.Standing[k] = false
	}
}

func sumOfSpeed(s []float64) float64 {
	sum := 0.0
	for _, v := range s {
		sum += v
	}
	return sum
}

// movingDistance returns the metres of the moving seconds.
func movingDistance(t *Track) float64 {
	sum := 0.0
	for k, v := range t.Speed {
		if !t.Standing[k] {
			sum += v
		}
	}
	return sum
}

// reportCrossed reports the long gaps that the runner crossed, and the metres by which the
// path across them is longer than the straight line.
func (w *Workspace) reportCrossed(added float64) {
	n, long := w.axis.crossed, math.Ceil(w.axis.crossing/60)
	switch {
	case n > 0 && added > 0:
		w.track.Issues.AddCount(activity.Note, "gap-crossed", n,
			"a gap in the recording, crossed at a speed that fits the run: counted as moving, %.0f min in all, at the speed around the gap (%.2f km more than the straight line)", long, added/1000)
	case n > 0:
		w.track.Issues.AddCount(activity.Note, "gap-crossed", n,
			"a gap in the recording, crossed at a speed that fits the run: counted as moving, %.0f min in all", long)
	}
}

// places fills the positions, and Ele with the jumps that hillSeries removes later.
func (w *Workspace) places(a *activity.Activity) {
	if a.Indoor {
		return
	}
	t := &w.track
	t.Lat, t.Lon = w.spread(a.Samples.Lat), w.spread(a.Samples.Lon)
	interpolate(t.Lat, longBridge)
	interpolate(t.Lon, longBridge)
	t.Ele = w.spread(a.Samples.Ele)
	fillHoles(t.Ele)
}
