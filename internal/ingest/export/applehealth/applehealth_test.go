package applehealth

import (
	"math"
	"testing"
	"time"

	"dayafter/internal/activity"
)

func TestHeartRateBetweenBeats(t *testing.T) {
	rec := &Records{beats: []beat{{100, 120}, {110, 130}, {200, 150}}}
	for _, c := range []struct{ at, want float64 }{
		{99, math.NaN()}, {100, 120}, {105, 125}, {110, 130}, {111, math.NaN()}, {199, math.NaN()}, {200, 150}, {201, math.NaN()},
	} {
		a := activity.New(activity.Run, time.Unix(int64(c.at), 0))
		a.Samples.T = []float64{0}
		hr, n := rec.along(a)
		if got := hr[0]; got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) || (n == 1) == math.IsNaN(c.want) {
			t.Errorf("at %g: %g, want %g", c.at, got, c.want)
		}
	}
}
