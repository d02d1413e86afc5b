package synth

import (
	"math"

	"dayafter/internal/activity"
)

// contradictions lists the recordings whose sources disagree. The totals state the distance
// that counts.
func contradictions() []Damage {
	return []Damage{
		{Name: "calibrated treadmill", Issue: "distance-scaled", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return scaleTotals(withoutPlace(a), factor(size))
		}},
		{Name: "corrected outdoors by one factor", Issue: "distance-scaled", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			out := scaleTotals(withoutPlace(a), factor(size))
			out.Indoor, out.Samples.Speed = false, nil
			return out
		}},
		{Name: "speeds without distances", Issue: "distance-scaled", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			out := withoutPlace(a)
			out.Samples.Dist = nil
			multiply(out.Samples.Speed, factor(size))
			return out
		}},
		{Name: "distances missing from the middle on", Issue: "distance-gaps", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			out := clone(a)
			n := out.Samples.Len()
			for i := n/4 + int(size*float64(n)/2); i < n; i++ {
				out.Samples.Dist[i] = math.NaN()
			}
			return out
		}},
		{Name: "distances missing in the middle", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			out := clone(a)
			n := out.Samples.Len()
			for i := n / 5; i < n/3+int(size*float64(n)/2); i++ {
				out.Samples.Dist[i] = math.NaN()
			}
			return out
		}},
		{Name: "metres counted late", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			out := clone(a)
			d := out.Samples.Dist
			for i := 60; i+4 < len(d); i += 120 + int(100*size) {
				d[i+1], d[i+2], d[i+3] = d[i], d[i], d[i]
			}
			return out
		}},
	}
}

// factor returns a factor by which a person may correct a distance: 4 to 20 % more or less.
func factor(size float64) float64 {
	if size < 0.5 {
		return 0.8 + 0.32*size
	}
	return 1.04 + 0.32*(size-0.5)
}

// withoutPlace returns a copy of a as a treadmill records it.
func withoutPlace(a *activity.Activity) *activity.Activity {
	out := clone(a)
	out.Indoor = true
	out.Samples.Lat, out.Samples.Lon, out.Samples.Ele = nil, nil, nil
	return out
}

// withoutBody returns a copy of a without heart rate and steps.
func withoutBody(a *activity.Activity) *activity.Activity {
	out := clone(a)
	out.Samples.HR, out.Samples.Cadence = nil, nil
	out.Totals.AvgHR, out.Totals.MaxHR = math.NaN(), math.NaN()
	for i := range out.Laps {
		out.Laps[i].AvgHR, out.Laps[i].MaxHR = math.NaN(), math.NaN()
	}
	return out
}

// scaleTotals multiplies the distances of a and its laps, and returns a.
func scaleTotals(a *activity.Activity, factor float64) *activity.Activity {
	a.Totals.Distance *= factor
	for i := range a.Laps {
		a.Laps[i].Distance *= factor
	}
	return a
}

func multiply(col []float64, factor float64) {
	for i := range col {
		col[i] *= factor
	}
}
