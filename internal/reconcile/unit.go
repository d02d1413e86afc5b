package reconcile

import (
	"math"

	"dayafter/internal/activity"
)

// speedUnits lists the units in which programs write speeds instead of in m/s, with their
// number in 1 m/s.
var speedUnits = []struct {
	name string
	in   float64
}{{"km/h", 3.6}, {"mph", 2.2369}}

// repairSpeeds converts speeds that are written in another unit than m/s. Only recordings
// whose distance follows from the speeds need it; their positions, or else their total, show
// the unit.
func repairSpeeds(a *activity.Activity) {
	c := &a.Samples
	if covers(c.T, c.Dist) || !covers(c.T, c.Speed) {
		return
	}
	s := sourcesOf(a)
	way, what := s.positions(), "the length of the GPS track"
	if way != way {
		way, what = s.total()
	}
	if !(way >= leastWay) {
		return
	}
	for _, u := range speedUnits {
		if math.Abs(s.speed()/way/u.in-1) > beside {
			continue
		}
		speed := make([]float64, c.Len())
		for i, v := range c.Speed {
			speed[i] = v / u.in
		}
		c.Speed = speed
		a.Issues.Add(activity.Repaired, "speed-unit", "the speeds are in %s and not in m/s, as %s shows: converted", u.name, what)
		return
	}
}
