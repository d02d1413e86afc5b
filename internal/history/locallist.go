package history

import (
	"slices"
	"time"

	"dayafter/internal/activity"
)

// placeLocal sets the time in UTC of activities in lists that state local time. It uses the
// user's zone, or the zone of the recording that starts closest. The local time is certain,
// so the day is no guess.
func placeLocal(recs []*record, o Options) {
	listed := slices.DeleteFunc(slices.Clone(recs), func(r *record) bool { return !r.listOnly() || r.entry == nil || !r.entry.Local })
	if len(listed) == 0 {
		return
	}
	zones := zonesByStart(recs, o)
	for _, r := range listed {
		loc := fallback(o)
		least := time.Duration(1<<63 - 1)
		for _, z := range zones {
			if gap := r.sum.Start.Sub(z.start).Abs(); gap < least {
				loc, least = z.loc, gap
			}
		}
		sum := *r.sum
		t := sum.Start
		sum.Start = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, loc).UTC()
		sum.Clock = activity.Clock{Offset: t.Sub(sum.Start), Source: activity.ClockExplicit}
		r.sum = &sum
	}
}

// zoned is the start of a recording with its zone.
type zoned struct {
	start time.Time
	loc   *time.Location
}

// zonesByStart returns the zones of the recordings that have a clock or a position.
func zonesByStart(recs []*record, o Options) []zoned {
	var out []zoned
	zones := locations{}
	for _, r := range recs {
		here := zones.load(placeOf(r.sum))
		off, ok := plausible(r.sum, here)
		switch {
		case r.listOnly():
		case o.Zone != nil:
			out = append(out, zoned{r.start(), o.Zone})
		case here != nil:
			out = append(out, zoned{r.start(), here})
		case ok:
			out = append(out, zoned{r.start(), time.FixedZone("", int(off.Seconds()))})
		}
	}
	return out
}
