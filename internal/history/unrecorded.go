package history

import (
	"cmp"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Unrecorded is an activity that an export's index lists and whose file is missing or
// cannot be read. It is not judged and does not count as a run, but its day is no rest day.
type Unrecorded struct {
	File  string    // name as in its Entry
	Start time.Time // in the zone of the nearest session
	Day   unit.Day
	Sport activity.Sport // Unknown if the index has none
}

// unrecorded returns the activities that only indexes list, each once. It leaves out an
// activity whose recording was read from another place or in another format.
func unrecorded(files []summary.File, recs []*record, sessions []*session, o Options) []Unrecorded {
	var out []Unrecorded
	for i := range files {
		if files[i].IndexEntry == nil || len(files[i].Summaries) > 0 || files[i].IndexEntry.Start.IsZero() {
			continue
		}
		if u := unrecordedOf(&files[i], sessions, o); !recorded(u.Start, recs) {
			out = append(out, u)
		}
	}
	slices.SortFunc(out, func(a, b Unrecorded) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.File, b.File)) })
	return slices.CompactFunc(out, func(a, b Unrecorded) bool {
		return a.Start.Sub(b.Start).Abs() <= copyStart && a.Sport == b.Sport
	})
}

// unrecordedOf returns the index entry of f in the zone of the nearest session.
func unrecordedOf(f *summary.File, sessions []*session, o Options) Unrecorded {
	loc := o.Zone
	if loc == nil {
		loc = fallback(o)
		if s := nearest(sessions, f.IndexEntry.Start); s != nil {
			loc = s.Start.Location()
		}
	}
	at := f.IndexEntry.Start.In(loc)
	if t := f.IndexEntry.Start; f.IndexEntry.Local {
		at = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, loc)
	}
	return Unrecorded{
		File: f.Name, Start: at, Day: unit.DayOf(at), Sport: f.Stated.Sport,
	}
}

// recorded reports whether a recording covers the time or begins close to it.
// recs are ordered by start.
func recorded(at time.Time, recs []*record) bool {
	for _, r := range recs {
		if r.start().After(at.Add(copyStart)) {
			return false
		}
		if covering(r) && !r.end().Before(at) || r.start().Sub(at).Abs() <= copyStart {
			return true
		}
	}
	return false
}
