package history

import (
	"fmt"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// A runner can correct an activity on a site: change its sport, distance and time, or crop
// it. The export's index then differs from the file. A value of the index counts if it
// differs from every value that the file states. Limits (ours):
const (
	correctedDistance = 0.02 // the distance that a site computes is within 1 % of the watch's
	// correctedTime is larger because sites have their own rule for standing still.
	correctedTime = 0.05
	croppedTime   = 60.0 // a crop removes at least this many seconds …
	croppedShare  = 0.02 // … and this share
	// cropAgreement is the largest relative difference between the distance in the index and
	// the distance of a piece of the recording that may be the piece that the runner kept.
	cropAgreement = 0.05
)

// applyIndex sets the sport that the index states, and replaces the Summary of r if a
// person corrected it in the index. The index describes the whole file, so it cannot
// correct a file with several activities. Totals are corrected for runs only, because sites
// have rules of their own for the time of other sports.
func (r *record) applyIndex(activities []summary.Summary) {
	r.applySport(activities)
	if r.entry == nil || r.sport != activity.Run || r.listOnly() || len(activities) > 1 {
		return
	}
	// Some sites state only the time without pauses.
	if longer := unit.FirstKnown(r.entry.Elapsed, r.entry.Timer) - r.sum.Elapsed; longer > max(croppedTime, croppedShare*r.sum.Elapsed) {
		return // the index describes a recording from which nothing was trimmed
	}
	r.applyCrop()
	r.applyTotals()
}

// applySport sets the sport that the index states.
func (r *record) applySport(activities []summary.Summary) {
	stated := r.stated.Sport
	if stated == activity.Unknown || stated == r.sport {
		return
	}
	for i := range activities {
		if activities[i].Sport != r.sum.Sport {
			return // a multisport file
		}
	}
	if r.sport != activity.Unknown && r.sport != activity.Other {
		r.notes.Add(activity.Note, "index-sport", "recorded as %s, but listed as %s in the export's index: the index counts, because a person can correct it there", r.sport, stated)
	}
	r.sport = stated
}

// applyCrop cuts r to the piece that the index describes, if its elapsed time is shorter
// than every duration of the file.
func (r *record) applyCrop() {
	e, s := r.entry, r.sum
	if !(e.Elapsed > 0) || !(s.Elapsed-e.Elapsed > max(croppedTime, croppedShare*s.Elapsed)) || agreesWithAny(e.Elapsed, croppedShare, durations(s)) {
		return
	}
	best, diff := summary.Summary{}, math.Inf(1)
	for _, from := range cropStarts(e, s) {
		c := s.Crop(from, from+e.Elapsed)
		if d := math.Abs(c.Distance-e.Distance) / e.Distance; d < diff {
			best, diff = c, d
		}
	}
	if diff > cropAgreement {
		return
	}
	r.notes.Add(activity.Note, "index-crop", "the recording lasts %s and %s, %s and %s in the export's index: the index counts, because a person can crop a recording there",
		unit.Clock(s.Elapsed), kilometres(s.Distance), unit.Clock(e.Elapsed), kilometres(e.Distance))
	r.sum = &best
}

// cropStarts returns the offsets in s at which the kept piece may begin: the start that the
// index states, the start of the recording, and the start of a piece that reaches to the
// end.
func cropStarts(e *summary.IndexEntry, s *summary.Summary) []float64 {
	last := s.Elapsed - e.Elapsed
	starts := []float64{0, last}
	if at := e.Start.Sub(s.Start).Seconds(); !e.Start.IsZero() && !e.Local && at > 0 && at < last {
		starts = append([]float64{at}, starts...)
	}
	return starts
}

// applyTotals sets the distance and the time that a person corrected in the index.
func (r *record) applyTotals() {
	distance, moving := r.correctedDistance(), r.correctedTime()
	if math.IsNaN(distance) && math.IsNaN(moving) {
		return
	}
	s := r.sum.Rescale(distance, moving)
	switch {
	case math.IsNaN(moving):
		r.notes.Add(activity.Note, "index-distance", "the recording has %s, the export's index %s: the index counts, because a person can correct it there",
			kilometres(r.sum.Distance), kilometres(distance))
	case math.IsNaN(distance):
		r.notes.Add(activity.Note, "index-time", "the recording has %s of moving time, the export's index %s: the index counts, because a person can correct it there",
			unit.Clock(r.sum.Moving), unit.Clock(moving))
	default:
		r.notes.Add(activity.Note, "index-totals", "the recording has %s in %s, the export's index %s in %s: the index counts, because a person can correct it there",
			kilometres(r.sum.Distance), unit.Clock(r.sum.Moving), kilometres(distance), unit.Clock(moving))
	}
	r.sum = &s
}

// correctedDistance returns the distance that a person corrected, or NaN.
func (r *record) correctedDistance() float64 {
	d := r.entry.Distance
	if !(d > 0) || agreesWithAny(d, correctedDistance, []float64{r.sum.Distance, r.sum.Totals.Distance}) {
		return math.NaN()
	}
	return d
}

// correctedTime returns the moving time that a person corrected, or NaN. It returns NaN if
// the index has a timer time, because its moving time then comes from the site's own rule.
func (r *record) correctedTime() float64 {
	t := unit.FirstKnown(r.entry.Timer, r.entry.Moving)
	if !(t > 0) || agreesWithAny(t, correctedTime, durations(r.sum)) {
		return math.NaN()
	}
	return t
}

// durations returns the durations that the file states, in s.
func durations(s *summary.Summary) []float64 {
	return []float64{s.Moving, s.Timer, s.Elapsed, s.Totals.Timer, s.Totals.Elapsed}
}

// agreesWithAny reports whether v is within a share of one of the values.
func agreesWithAny(v, share float64, values []float64) bool {
	for _, x := range values {
		if within(v, x, share) {
			return true
		}
	}
	return false
}

// kilometres returns a distance in words.
func kilometres(m float64) string { return fmt.Sprintf("%.2f km", m/1000) }
