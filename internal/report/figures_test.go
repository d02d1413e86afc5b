package report

import (
	"math"
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// TestMeasures checks that each sport has its own terms and that unknown figures are left
// out.
func TestMeasures(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		sport                activity.Sport
		distance, moving, hr float64
		units                unit.System
		want                 string
	}{
		{activity.Run, 9700, 2999, 148.6, unit.Metric, "9.7 km in 49:59, 5:09 /km, HR 149"},
		{activity.Run, 9700, 2999, nan, unit.Imperial, "6.0 mi in 49:59, 8:18 /mi"},
		{activity.Ride, 30000, 3600, 127, unit.Metric, "30.0 km in 1:00:00, 30.0 km/h, HR 127"},
		{activity.Swim, 1500, 1875, nan, unit.Metric, "1.5 km in 31:15, 2:05 /100 m"},
		{activity.Walk, 4000, 2700, 100, unit.Metric, "4.0 km in 45:00, 11:15 /km, HR 100"},
		{activity.Strength, nan, 2099, 103, unit.Metric, "34:59, HR 103"},
		{activity.Yoga, 0, 2400, nan, unit.Metric, "40:00"},
		{activity.Swim, nan, nan, nan, unit.Metric, "nothing was measured"},
	} {
		x := &summary.Summary{Distance: c.distance, Moving: c.moving, AvgHR: c.hr}
		if got := Measures(x, c.sport, c.units); got != c.want {
			t.Errorf("%s: %q, want %q", c.sport, got, c.want)
		}
	}
}
