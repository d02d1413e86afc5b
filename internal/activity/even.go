package activity

import "math"

// maxEven is the longest duration in s of an activity that gets samples: nobody enters a run
// of more than two days.
const maxEven = 48 * 3600

// evenStep is the time in s between the samples of an activity without a recording.
const evenStep = 5

// AddEvenPace gives an activity without samples those of an even pace over its totals, so that
// later stages can judge it by its pace. It reports whether it did.
func (a *Activity) AddEvenPace() bool {
	timer, distance := a.Totals.Timer, a.Totals.Distance
	if a.Samples.Len() > 0 || !(distance > 0) || !(timer > 0 && timer <= maxEven) {
		return false
	}
	n := int(math.Ceil(timer / evenStep))
	for k := range n + 1 {
		t := min(float64(k*evenStep), timer)
		a.Samples.T = append(a.Samples.T, t)
		a.Samples.Dist = append(a.Samples.Dist, distance*t/timer)
	}
	return true
}
