package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Measures returns a session's known figures in the terms of its sport: "9.7 km in 49:59, 5:08 /km, HR 149".
func Measures(x *summary.Summary, sport activity.Sport, u unit.System) string {
	distance, moving := u.Distance(x.Distance), unit.Clock(x.Moving)
	parts := []string{distance + " in " + moving, Rate(x, sport, u), "HR " + Beats(x.AvgHR)}
	if !(x.Distance > 0) {
		parts[0] = moving
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return strings.Contains(s, unit.Missing) })
	return cmp.Or(strings.Join(parts, ", "), "nothing was measured")
}

// Rate returns a session's mean speed over moving time: km/h for a ride, time per 100 m
// for a swim, time per km otherwise.
func Rate(x *summary.Summary, sport activity.Sport, u unit.System) string {
	speed := x.Speed()
	switch sport {
	case activity.Ride:
		return u.Speed(speed)
	case activity.Swim:
		return u.SwimPace(speed)
	}
	return u.Pace(speed)
}

// Beats returns a heart rate without its unit.
func Beats(hr float64) string {
	if math.IsNaN(hr) {
		return unit.Missing
	}
	return fmt.Sprintf("%.0f", hr)
}
