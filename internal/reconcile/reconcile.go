// Package reconcile resolves contradictions between the sources of one activity
// before any later stage sees them: the session's total, the laps, the distances of
// the samples, the speeds and the positions. Each contradiction is resolved once, in
// a fixed order, and reported as one issue with both values and the reason.
//
// The order of the distances: a total that a person corrected, then the samples'
// distance, the laps, the integrated speed, the positions.
package reconcile

import (
	"math"

	"dayafter/internal/activity"
)

// Limits of agreement. Ours: watches round their counts and end them some seconds apart,
// which explains 1 %.
const (
	agree     = 0.01 // share by which two totals may differ
	lapAgree  = 0.02 // share by which the factor of a lap may differ from that of the total: laps are short, and their ends lie between samples
	plausible = 2.0  // largest factor by which a person corrects a distance
	witness   = 0.03 // share by which positions may differ from the distance that they confirm
	leastWay  = 200  // m: shorter activities are not compared
)

// Resolve makes the distances of an activity agree. If another source is more reliable than
// the samples' distances, it replaces or scales these, and the distances of the laps with
// them.
func Resolve(a *activity.Activity) {
	if a.Samples.Len() < 2 || a.Virtual && a.Samples.Dist == nil {
		return
	}
	repairSpeeds(a)
	jumped := repairColumn(a)
	s := sourcesOf(a)
	total, name := s.total()
	if !(total >= leastWay) {
		return
	}
	switch {
	case jumped > 0 && math.Abs((total-jumped)/s.records-1) <= beside: // the total contains the jumps
	case s.records >= leastWay:
		resolveRecords(a, &s, total, name)
	case s.speed() >= leastWay:
		scaleSubstitute(a, &s, s.speed(), integrate(&a.Samples), total, "speeds", name)
	case s.positions() >= leastWay:
		scaleSubstitute(a, &s, s.positions(), along(&a.Samples), total, "positions", name)
	}
	spreadLate(a, total)
}

// resolveRecords decides between the samples' distance and the file's total.
func resolveRecords(a *activity.Activity, s *sources, total float64, name string) {
	factor := total / s.records
	if math.Abs(factor-1) <= agree {
		return
	}
	reason := ""
	switch {
	case factor > plausible || factor < 1/plausible:
	case s.near(s.speed(), total) && !s.near(s.speed(), s.records):
		reason = "the speeds agree with it"
	case a.Indoor:
		reason = "a distance indoors is corrected when the run is saved"
	case constantFactor(a, s.records, total):
		reason = "it differs by the same factor in every lap, as when the distance was corrected"
	case s.near(s.positions(), total) && !s.near(s.positions(), s.records):
		reason = "the positions agree with it"
	}
	if reason == "" {
		a.Void.Distance = true
		a.Issues.Add(activity.Note, "distance-total",
			"%s says %s, the points add up to %s: the points count, %s", name, km(total), km(s.records), s.whyRecords())
		return
	}
	scale(a, factor, s.records)
	a.Issues.Add(activity.Repaired, "distance-scaled",
		"%s says %s, the points add up to %s: %s counts, because %s", name, km(total), km(s.records), name, reason)
}

// scaleSubstitute sets the samples' distances, which the file lacks, to those of another
// source, scaled to the file's total.
func scaleSubstitute(a *activity.Activity, s *sources, sum float64, metres []float64, total float64, what, name string) {
	factor := total / sum
	if math.Abs(factor-1) <= agree {
		return
	}
	contradicted := what == "speeds" && s.near(s.positions(), sum) && !s.near(s.positions(), total)
	if factor > plausible || factor < 1/plausible || contradicted {
		a.Void.Distance = true
		a.Issues.Add(activity.Note, "distance-total", "%s says %s, the %s add up to %s: the %s count, because %s",
			name, km(total), what, km(sum), what, "the total contradicts the rest of the file")
		return
	}
	for i := range metres {
		metres[i] *= factor
	}
	a.Samples.Dist = metres
	a.Issues.Add(activity.Repaired, "distance-scaled", "%s says %s, the %s add up to %s: %s counts, because the points hold no distance",
		name, km(total), what, km(sum), name)
}

// scale multiplies the samples' distances by a factor, and those of the laps if they
// were counted in the same way.
func scale(a *activity.Activity, factor, records float64) {
	dist := make([]float64, len(a.Samples.Dist))
	for i, d := range a.Samples.Dist {
		dist[i] = d * factor
	}
	a.Samples.Dist = dist
	if math.Abs(lapSum(a)/records-1) > agree {
		return
	}
	laps := make([]activity.Lap, len(a.Laps))
	for i, l := range a.Laps {
		l.Distance *= factor
		laps[i] = l
	}
	a.Laps = laps
}

// constantFactor reports whether each of several laps differs from the samples by
// the factor by which the total differs, rather than not at all.
func constantFactor(a *activity.Activity, records, total float64) bool {
	n := 0
	for _, l := range a.Laps {
		d := between(&a.Samples, l.Start, l.Start+l.Elapsed)
		if !(d >= leastWay) || !(l.Distance > 0) {
			continue
		}
		off := math.Abs(l.Distance/d/(total/records) - 1)
		if off > lapAgree || off > math.Abs(l.Distance/d-1) {
			return false
		}
		n++
	}
	return n >= 2
}
