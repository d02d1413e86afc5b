package history

import (
	"cmp"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Told is an activity that an export's index tells of and no recording shows:
// entered by hand, or its file is lost. It is never judged and never counted as a
// run; it says that the day was no day of rest.
type Told struct {
	File     string    // as in its Entry
	Start    time.Time // in the zone of the nearest session
	Day      unit.Day
	Guessed  bool           // the day hangs on a guess: starts within 2 h of midnight
	Sport    activity.Sport // Unknown when the index does not say
	Distance float64        // m; NaN when the index has none
	Moving   float64        // s; NaN when the index has none
}

// told lists what only indexes tell of. An activity of which a recording was read
// all the same, from another place or in another format, is not among them, and
// one of which two indexes tell is there once.
func told(files []summary.File, recs []*record, sessions []*session, o Options) []Told {
	var out []Told
	for i := range files {
		if files[i].Told == nil {
			continue
		}
		if t := toldOf(&files[i], sessions, o); !recorded(t.Start, recs) {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b Told) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.File, b.File)) })
	return slices.CompactFunc(out, func(a, b Told) bool { return a.Start.Sub(b.Start).Abs() <= copyStart && a.Sport == b.Sport })
}

func toldOf(f *summary.File, sessions []*session, o Options) Told {
	loc := o.Zone
	if loc == nil {
		loc = fallback(o)
		if s := nearest(sessions, f.Told.Start); s != nil {
			loc = s.Start.Location()
		}
	}
	at := f.Told.Start.In(loc)
	if t := f.Told.Start; f.Told.Local {
		at = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, loc)
	}
	return Told{
		File: f.Name, Start: at, Day: unit.DayOf(at), Guessed: o.Zone == nil && !f.Told.Local && closeToMidnight(at),
		Sport: f.Stated.Sport, Distance: f.Told.Distance, Moving: f.Told.Moving,
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
