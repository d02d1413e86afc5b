package synth

import (
	"math"
	"time"

	"dayafter/internal/activity"
)

// Cut returns the part of an activity between two times in s, as if the watch had been
// started and saved there. gap is the time in s by which the part starts later.
func Cut(a *activity.Activity, from, to, gap float64) *activity.Activity {
	out := *a
	out.Start = a.Start.Add(time.Duration((from + gap) * float64(time.Second)))
	var keep []int
	for i, t := range a.Samples.T {
		if t >= from && t < to {
			keep = append(keep, i)
		}
	}
	out.Samples = picked(&a.Samples, keep)
	shift(out.Samples.T, from)
	if d := out.Samples.Dist; d != nil {
		shift(d, d[0])
	}
	out.Steps = nil
	cutLaps(&out, a, from, to)
	cutTotals(&out, to-from)
	return &out
}

// shift subtracts a value from every value of a column.
func shift(col []float64, by float64) {
	for i := range col {
		col[i] -= by
	}
}

// cutLaps keeps the laps and pauses within the part.
func cutLaps(out, a *activity.Activity, from, to float64) {
	out.Laps, out.Pauses = nil, nil
	for _, l := range a.Laps {
		if l.Start >= from && l.Start+l.Elapsed <= to {
			l.Start, l.Step = l.Start-from, -1
			out.Laps = append(out.Laps, l)
		}
	}
	for _, p := range a.Pauses {
		if p.From >= from && p.To < to {
			out.Pauses = append(out.Pauses, activity.Span{From: p.From - from, To: p.To - from})
		}
	}
}

// cutTotals computes the part's own totals.
func cutTotals(out *activity.Activity, elapsed float64) {
	t := &out.Totals
	t.Elapsed, t.Timer = elapsed, elapsed
	for _, p := range out.Pauses {
		t.Timer -= p.To - p.From
	}
	t.Distance = math.NaN()
	if d := out.Samples.Dist; d != nil {
		t.Distance = d[len(d)-1]
	}
	t.Ascent, t.Descent = climb(out.Samples.Ele)
	t.AvgHR, t.MaxHR = meanMax(out.Samples.HR)
	t.Calories = round(t.Timer/60*11, 1)
}
