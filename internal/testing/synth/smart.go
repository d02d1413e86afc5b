package synth

import (
	"math"

	"dayafter/internal/activity"
)

// Smart thins an activity as watches with smart recording do: it keeps a sample if heart
// rate or speed has changed, at every start or end of a lap or pause, and after at most 8
// s.
func Smart(a *activity.Activity) *activity.Activity {
	keep := smartKeep(a)
	out := *a
	out.Samples = picked(&a.Samples, keep)
	return &out
}

// picked returns the kept samples.
func picked(c *activity.Columns, keep []int) activity.Columns {
	return activity.Columns{
		T: pick(c.T, keep), Lat: pick(c.Lat, keep), Lon: pick(c.Lon, keep), Ele: pick(c.Ele, keep),
		Dist: pick(c.Dist, keep), Speed: pick(c.Speed, keep), HR: pick(c.HR, keep),
		Cadence: pick(c.Cadence, keep), Power: pick(c.Power, keep), Temp: pick(c.Temp, keep),
	}
}

// smartKeep returns the indices of the samples to keep.
func smartKeep(a *activity.Activity) []int {
	c := &a.Samples
	border := map[float64]bool{}
	for _, l := range a.Laps {
		border[l.Start], border[l.Start+l.Elapsed-1] = true, true
	}
	for _, p := range a.Pauses {
		border[p.From-1], border[p.To] = true, true
	}
	keep := []int{0}
	for i := 1; i < c.Len(); i++ {
		k := keep[len(keep)-1]
		if i == c.Len()-1 || border[c.T[i]] || c.T[i]-c.T[k] >= 8 ||
			changed(c.HR, k, i, 2) || changed(c.Speed, k, i, 0.25) {
			keep = append(keep, i)
		}
	}
	return keep
}

// changed reports whether a column differs by more than limit between two samples.
func changed(col []float64, i, j int, limit float64) bool {
	return col != nil && math.Abs(col[i]-col[j]) > limit
}

// pick returns the kept part of a column; nil for nil.
func pick(col []float64, keep []int) []float64 {
	if col == nil {
		return nil
	}
	out := make([]float64, len(keep))
	for k, i := range keep {
		out[k] = col[i]
	}
	return out
}
