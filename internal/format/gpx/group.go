package gpx

import (
	"cmp"
	"math"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
)

// trackApart is the longest time in s between tracks of one activity. Ours: nobody who pauses a
// run for four hours ends the track. A gap between the segments of one track is left to extent,
// which knows whether a run follows or only a point.
const trackApart = 4 * 3600.0

// activities builds activities from the samples.
func (r *reader) activities(doc document) []*activity.Activity {
	r.dropStrays()
	r.order()
	var out []*activity.Activity
	for from := 0; from < len(r.parts); {
		to := r.groupEnd(doc.tracks, from)
		out = append(out, r.activity(doc, r.parts[from:to]))
		from = to
	}
	return out
}

// groupEnd returns the index after the last part that belongs to the same activity
// as the part at from.
func (r *reader) groupEnd(tracks tracks, from int) int {
	end, sport := r.end(from), tracks.sport(r.parts[from])
	for to := from + 1; to < len(r.parts); to++ {
		next := tracks.sport(r.parts[to])
		if r.parts[to].track != r.parts[to-1].track {
			if r.samples.T[r.parts[to].from]-end > trackApart {
				return to
			}
			if sport != next && sport != activity.Unknown && next != activity.Unknown {
				return to
			}
		}
		end = max(end, r.end(to))
		if sport == activity.Unknown {
			sport = next
		}
	}
	return len(r.parts)
}

// end returns the time of the last sample of a part.
func (r *reader) end(part int) float64 { return r.samples.T[r.parts[part].to-1] }

// order sorts the parts by time and reverses those that run backwards. Programs
// export the newest lap first, or a track from its end.
func (r *reader) order() {
	if slices.IsSorted(r.samples.T) {
		return
	}
	for _, p := range r.parts {
		if mostlyBackwards(r.samples.T[p.from:p.to]) {
			r.issues.Add(activity.Repaired, "gpx-reversed", "a segment ran backwards in time: reversed")
			r.samples.Reverse(p.from, p.to)
		}
	}
	first := func(p part) float64 { return r.samples.T[p.from] }
	byTime := func(a, b part) int { return cmp.Compare(first(a), first(b)) }
	if slices.IsSortedFunc(r.parts, byTime) {
		return
	}
	r.issues.Add(activity.Repaired, "gpx-part-order", "segments were not in the order of time: sorted")
	slices.SortStableFunc(r.parts, byTime)
	r.rearrange(nil)
}

// dropStrays removes samples that lie weeks away from all others, as receivers write
// them before their clock is set.
func (r *reader) dropStrays() {
	strays := r.samples.Strays()
	if len(strays) == 0 {
		return
	}
	r.issues.AddCount(activity.Partial, "time-stray", len(strays), "points lay weeks away from all others: left out")
	r.rearrange(strays)
}

// rearrange puts the samples in the order of the parts and removes those at the
// ascending indices leftOut. It removes a part that becomes empty.
func (r *reader) rearrange(leftOut []int) {
	indices := make([]int, 0, len(r.samples.T))
	parts := r.parts[:0]
	for _, p := range r.parts {
		from := len(indices)
		for k := p.from; k < p.to; k++ {
			if _, out := slices.BinarySearch(leftOut, k); !out {
				indices = append(indices, k)
			}
		}
		if p.from, p.to = from, len(indices); p.to > p.from {
			parts = append(parts, p)
		}
	}
	r.parts = parts
	r.samples.Pick(indices)
}

// mostlyBackwards reports whether t ends before it began and more steps go back than forth.
func mostlyBackwards(t []float64) bool {
	if t[len(t)-1] > t[0] {
		return false
	}
	balance := 0
	for i := 1; i < len(t); i++ {
		balance += cmp.Compare(t[i], t[i-1])
	}
	return balance < 0
}

// activity builds one activity from neighbouring parts.
func (r *reader) activity(doc document, parts []part) *activity.Activity {
	a := activity.New(activity.Unknown, time.Time{})
	a.Samples = r.samples.Slice(parts[0].from, parts[len(parts)-1].to)
	breaks := r.breaks(parts)
	a.Issues.ReportRejoined(a.Samples.RejoinClock())
	if n := a.Samples.DropBackwards(); n > 0 {
		a.Issues.AddCount(activity.Partial, "gpx-time-order", n, "points ran backwards in time: left out")
	}
	first := a.Samples.T[0]
	a.Samples.Rebase(first)
	for i := range breaks {
		breaks[i].From, breaks[i].To = breaks[i].From-first, breaks[i].To-first
	}
	a.Start = instant.After(r.base, first)
	a.Clock = parts[0].clock
	a.Pauses = activity.Pauses(a.Samples.T, breaks)
	if !addsUp(a.Samples.Dist) {
		a.Samples.Dist = nil
		a.Issues.Add(activity.Partial, "gpx-distance", "the distances in the file did not add up: left out")
	}
	describe(a, doc, parts)
	return a
}

// addsUp reports whether dist counts from the start, because some programs write the
// distance from point to point. It allows one step back in a hundred.
func addsUp(dist []float64) bool {
	last, first, back := math.NaN(), math.NaN(), 0
	for _, d := range dist {
		switch {
		case math.IsNaN(d):
			continue
		case math.IsNaN(first):
			first = d
		case d < last:
			back++
		}
		last = d
	}
	return dist == nil || last > first && back*100 <= len(dist)
}

// breaks returns the stretches between the parts.
func (r *reader) breaks(parts []part) []activity.Span {
	var out []activity.Span
	for i := 1; i < len(parts); i++ {
		from, to := r.samples.T[parts[i-1].to-1], r.samples.T[parts[i].from]
		if to > from {
			out = append(out, activity.Span{From: from, To: to})
		}
	}
	return out
}
