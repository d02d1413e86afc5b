package extent

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// window returns a copy of a with only the samples from (inclusive) to (exclusive),
// and the laps and pauses between them. Times count from the first sample kept. The
// file's totals no longer describe the copy.
func window(a *activity.Activity, from, to int) *activity.Activity {
	out := *a
	c := &a.Samples
	first, last := c.T[from], c.T[to-1]
	if from == 0 {
		first = 0 // the session may start before its first sample
	}
	out.Samples = c.Slice(from, to)
	out.Samples.T = slices.Clone(out.Samples.T)
	if first > 0 {
		out.Samples.Rebase(first)
		out.Start = a.Start.Add(time.Duration(first * float64(time.Second)))
	}
	out.Laps = lapsBetween(a.Laps, first, last)
	out.Pauses = pausesBetween(a.Pauses, first, last)
	out.Void = activity.Void{Distance: true, Others: true}
	return &out
}

// lapsBetween returns the laps that overlap a stretch, cut at its ends and counted
// from its start. A cut lap loses its distance and heart rate, which describe all
// of it.
func lapsBetween(laps []activity.Lap, from, to float64) []activity.Lap {
	var out []activity.Lap
	for _, l := range laps {
		end := l.Start + unit.FirstKnown(l.Elapsed, unit.OrZero(l.Timer))
		if l.Start >= to || end <= from && l.Start < from {
			continue
		}
		start, stop := max(l.Start, from), min(end, to)
		if start > l.Start || stop < end-1 {
			l.Elapsed = stop - start
			l.Timer = min(unit.FirstKnown(l.Timer, l.Elapsed), l.Elapsed)
			l.Distance, l.AvgHR = math.NaN(), math.NaN()
		}
		l.Start = start - from
		out = append(out, l)
	}
	return out
}

// pausesBetween returns the pauses inside a stretch, cut at its ends and counted
// from its start.
func pausesBetween(pauses []activity.Span, from, to float64) []activity.Span {
	var out []activity.Span
	for _, p := range pauses {
		p.From, p.To = max(p.From, from)-from, min(p.To, to)-from
		if p.To > p.From {
			out = append(out, p)
		}
	}
	return out
}
