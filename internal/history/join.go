package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// session is a Session under construction.
type session struct {
	Session
	parts  []*record
	copies []*record // duplicates of the parts
	where  string    // see placeOf
}

// join groups the recordings that stay into sessions, in order of start. Runs at most
// gap apart, with no other sport between them, form one session.
func join(recs []*record, gap time.Duration) []*session {
	var all []*session
	var last *session
	for _, r := range recs {
		if r.copyOf != nil {
			continue
		}
		if last == nil || !continues(last, r, gap) {
			last = &session{}
			all = append(all, last)
		}
		r.leaveOutShared(last.parts)
		last.parts = append(last.parts, r)
		r.session = last
	}
	for _, r := range recs {
		if r.copyOf != nil {
			r.session = r.copyOf.session
			r.session.copies = append(r.session.copies, r)
		}
	}
	return all
}

// continues reports whether r is a further part of s. Only recorded runs are joined. A ride
// to a place and the ride back are two sessions, and two rows of a list stay two sessions.
func continues(s *session, r *record, gap time.Duration) bool {
	if r.sport != activity.Run || s.parts[0].sport != activity.Run || r.listOnly() || s.parts[0].listOnly() {
		return false
	}
	end := s.parts[0].end()
	for _, p := range s.parts[1:] {
		if p.end().After(end) {
			end = p.end()
		}
	}
	return r.start().Sub(end) <= gap
}

// leastShared is the time in s that two parts must share to be cut. Ours: watches write some
// seconds more.
const leastShared = 30

// leaveOutShared cuts from the start of r what earlier parts of its session recorded as well,
// as when a phone took over before the watch ran out.
func (r *record) leaveOutShared(parts []*record) {
	shared, by := 0.0, ""
	for _, p := range parts {
		if s := p.end().Sub(r.start()).Seconds(); s > shared && covering(p) {
			shared, by = s, p.name
		}
	}
	if shared < leastShared || shared >= seconds(r) || r.sum.Trace.Speed == nil {
		return
	}
	rest := r.sum.Crop(shared, seconds(r))
	r.notes.Add(activity.Note, "shared", "its first %s were recorded by %s, too: counted once", unit.Spoken(shared), by)
	r.sum = &rest
}

// finish returns the sessions with their intents.
func finish(all []*session) []Session {
	out := make([]Session, len(all))
	for i, s := range all {
		s.Intent = intentOf(s)
		out[i] = s.Session
	}
	return out
}

// fill sets the values of s except its day and key.
func (s *session) fill() {
	s.Sport = s.parts[0].sport
	for _, p := range s.parts {
		sum := p.sum
		if b := s.borrow(p); b != nil {
			sum = b
		}
		s.Files = append(s.Files, p.name)
		s.Parts = append(s.Parts, sum)
	}
	s.Sum = s.Parts[0]
	if len(s.Parts) > 1 {
		s.Sum = joined(s.Parts)
	}
	s.where = placeOf(s.Sum)
}

// joined returns the Summary of all parts together.
func joined(parts []*summary.Summary) *summary.Summary {
	sums := make([]summary.Summary, len(parts))
	for i, p := range parts {
		sums[i] = *p
	}
	all := summary.Join(sums)
	return &all
}

// borrow returns a copy of the Summary of p, in which missing title, notes, place, clock and
// heart rate come from copies of p or from the export's index. It returns nil if these have
// none of them.
func (s *session) borrow(p *record) *summary.Summary {
	sum := *p.sum
	fillMissing(&sum, p, nil)
	for _, c := range s.copies {
		if c.copyOf == p {
			fillMissing(&sum, c, c.sum)
			if !p.hasHR() && sum.BorrowHeart(c.sum) {
				p.notes.Add(activity.Note, "heart-from", "its heart rate comes from %s", c.name)
			}
		}
	}
	if sum.Title == p.sum.Title && sum.Clock == p.sum.Clock && sum.Place == p.sum.Place && sum.HRShare == p.sum.HRShare &&
		same(sum.Rating.RPE, p.sum.Rating.RPE) && same(sum.AvgTemp, p.sum.AvgTemp) {
		return nil
	}
	borrowed := sum // copies sum only if something is missing
	return &borrowed
}

// same reports whether a and b are equal or both NaN.
func same(a, b float64) bool { return a == b || a != a && b != b }

// fillMissing sets the missing values of sum from another Summary, which may be nil, and
// from the index entry of r.
func fillMissing(sum *summary.Summary, r *record, from *summary.Summary) {
	if from != nil {
		sum.Title = cmp.Or(sum.Title, from.Title)
		sum.Place = cmp.Or(sum.Place, from.Place)
		if sum.Clock.Source == activity.ClockNone {
			sum.Clock = from.Clock
		}
	}
	sum.Title = cmp.Or(sum.Title, r.stated.Title)
	if r.entry != nil {
		sum.Rating.RPE = unit.FirstKnown(sum.Rating.RPE, r.entry.RPE)
		sum.AvgTemp = unit.FirstKnown(sum.AvgTemp, r.entry.Temp)
	}
}

// setKeys sets the key of every session from its start and sport: "2026-03-01T07:00:05Z
// run". Sessions that share both get a counter, in order.
func setKeys(all []*session) {
	seen := make(map[string]int, len(all))
	for _, s := range all {
		key := fmt.Sprintf("%s %s", s.Sum.Start.UTC().Format(time.RFC3339), s.Sport)
		seen[key]++
		if n := seen[key]; n > 1 {
			key = fmt.Sprintf("%s %d", key, n)
		}
		s.Key = key
	}
}

// partNames returns the names of the session's parts without that of r, for reasons.
func (s *session) partNames(r *record) string {
	var names []string
	for _, p := range s.parts {
		if p != r && !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	return strings.Join(names, ", ")
}
