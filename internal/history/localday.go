package history

import (
	"sort"
	"time"
	_ "time/tzdata" // the same zones on every machine, even if it has none installed

	"dayafter/internal/unit"
)

// Limits of local time (ours, from the watches we have seen).
const (
	minOffset    = -12 * time.Hour
	maxOffset    = 14 * time.Hour
	offsetStep   = 15 * time.Minute // all zones in use since 1972 keep quarter hours
	offsetSlack  = 90 * time.Second // local time and UTC are not always written in the same second
	placeSlack   = 3 * time.Hour    // largest difference between a clock and the time at the place
	nearMidnight = 2 * time.Hour
)

// setDays fills the sessions and sets the local start and day of each: from the user's
// setting, the device, an explicit offset, the position, the nearest session in time or, at
// last, the machine.
func setDays(all []*session, o Options) {
	for _, s := range all {
		s.fill()
	}
	zones := locations{}
	clocks := clocksOf(all, zones)
	var zoned, placed []*session // with a zone or a position of their own; in order of start
	for _, s := range all {
		if loc, src, ok := s.ownZone(zones, clocks, o.Zone); ok {
			s.place(loc, src)
			zoned = append(zoned, s)
		}
		if s.where != "" {
			placed = append(placed, s)
		}
	}
	for _, s := range all {
		switch {
		case s.Start.IsZero() && len(zoned) > 0:
			s.place(nearest(zoned, s.Sum.Start).Start.Location(), ZoneNeighbour)
		case s.Start.IsZero():
			s.place(fallback(o), ZoneMachine)
		case s.Zone == ZoneDevice || s.Zone == ZoneExplicit:
			s.checkClock(nearest(placed, s.Sum.Start), clocks)
		}
	}
}

func fallback(o Options) *time.Location {
	if o.Fallback != nil {
		return o.Fallback
	}
	return time.UTC
}

// place sets the local start, the day and whether the day is a guess.
func (s *session) place(loc *time.Location, src ZoneSource) {
	s.Start, s.Zone = s.Sum.Start.In(loc), src
	s.Day = unit.DayOf(s.Start)
	s.Guessed = src >= ZoneNeighbour && closeToMidnight(s.Start)
}

func closeToMidnight(t time.Time) bool {
	clock := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	return clock < nearMidnight || clock > 24*time.Hour-nearMidnight
}

// locations holds loaded zones by name, nil for names that the database does not have.
type locations map[string]*time.Location

func (l locations) load(name string) *time.Location {
	loc, ok := l[name]
	if !ok && name != "" {
		loc, _ = time.LoadLocation(name)
		l[name] = loc
	}
	return loc
}

// nearest returns the session that starts closest to t, or nil if there is none.
func nearest(all []*session, t time.Time) *session {
	i := sort.Search(len(all), func(i int) bool { return !all[i].Sum.Start.Before(t) })
	switch {
	case len(all) == 0:
		return nil
	case i == len(all):
		return all[i-1]
	case i > 0 && t.Sub(all[i-1].Sum.Start) <= all[i].Sum.Start.Sub(t):
		return all[i-1]
	}
	return all[i]
}
