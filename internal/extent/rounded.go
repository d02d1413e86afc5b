package extent

import (
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// Limits of rounded times. Ours: devices write a moment twice now and then, and two samples a
// second are no loss.
const (
	roundedShare = 0.6  // least share of steps of 0 s among all steps; three samples for each time have 0.67
	roundedMost  = 60.0 // s: programs round to the second or to the minute
)

// spreadRounded spreads the samples of a recording whose times are rounded, so that many
// samples share each time, over the time until the next one.
func spreadRounded(a *activity.Activity) {
	t := a.Samples.T
	if !rounded(t) {
		return
	}
	gap, size := usualGroup(t)
	gap = min(gap, roundedMost)
	for from := 0; from < len(t); {
		to := groupEnd(t, from)
		step := gap / size
		if to < len(t) {
			step = min(step, (t[to]-t[from])/float64(to-from))
		}
		for k := from + 1; k < to; k++ {
			t[k] += step * float64(k-from)
		}
		from = to
	}
	a.Issues.Add(activity.Repaired, "rounded-times", "many points share each time, because the file rounds times to %s: spread evenly", unit.Spoken(gap))
}

// rounded reports whether most steps between samples take no time, while the recording does.
func rounded(t []float64) bool {
	n := 0
	for i := 1; i < len(t); i++ {
		if t[i] == t[i-1] {
			n++
		}
	}
	return n < len(t)-1 && float64(n) >= roundedShare*float64(len(t)-1)
}

// usualGroup returns the median time in s from one group of samples with the same time to the
// next, and the median size of a group.
func usualGroup(t []float64) (gap, size float64) {
	var gaps, sizes []float64
	for from := 0; from < len(t); {
		to := groupEnd(t, from)
		if to < len(t) {
			gaps, sizes = append(gaps, t[to]-t[from]), append(sizes, float64(to-from))
		}
		from = to
	}
	slices.Sort(gaps)
	slices.Sort(sizes)
	return gaps[len(gaps)/2], sizes[len(sizes)/2]
}

// groupEnd returns the index after the last sample that has the time of sample from.
func groupEnd(t []float64, from int) int {
	to := from + 1
	for to < len(t) && t[to] == t[from] {
		to++
	}
	return to
}
