package summary

import (
	"testing"

	"dayafter/internal/activity"
)

// mountain returns a run up a mountain that takes the given seconds, at a speed and a climb
// rate in m/s, followed by as many seconds at 3 m/s on the flat.
func mountain(seconds int, speed, rate float64) *activity.Activity {
	a := simulate(2*seconds, 0)
	c := &a.Samples
	dist, ele := 0.0, 500.0
	for k := range c.T {
		c.Dist[k], c.Ele[k], c.Lat[k] = dist, ele, 47+dist/111195
		if k < seconds {
			dist, ele = dist+speed, ele+rate
		} else {
			dist += 3
		}
	}
	return a
}

func TestSteepClimbingIsCounted(t *testing.T) {
	for _, c := range []struct {
		name string
		a    *activity.Activity
		want int // s
	}{
		{"600 m/h at 0.62 m/s", mountain(3600, 0.62, 0.167), 3600},
		{"1,000 m/h at 0.8 m/s", mountain(1800, 0.8, 0.278), 1800},
		{"walking up 300 m/h", mountain(3600, 1.2, 0.083), 0},
		{"a bank of two minutes", mountain(120, 1, 0.25), 0},
	} {
		sum := 0
		for _, v := range condensed(c.a, "fit").Trace.Steep.AppendTo(nil) {
			sum += int(v)
		}
		if sum < c.want-60 || sum > c.want+60 {
			t.Errorf("%s: %d s, want %d", c.name, sum, c.want)
		}
	}
}
