package history

import (
	"sort"
	"time"
	_ "time/tzdata" // the same zones on every machine, also where none are installed

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Limits of local time (ours, from watches seen).
const (
	minOffset    = -12 * time.Hour
	maxOffset    = 14 * time.Hour
	offsetStep   = 15 * time.Minute // all zones in use since 1972 keep quarter hours
	offsetSlack  = 90 * time.Second // local and UTC stamps are not always written in one second
	placeSlack   = 3 * time.Hour    // civil time strays at most this far from the place's
	nearMidnight = 2 * time.Hour
)

// setDays fills the sessions and gives each its local start and day: by the
// user's setting, the device, an explicit offset, the position, the neighbour
// in time, or last the machine.
func setDays(all []*session, o Options) {
	zones := locations{}
	var known, placed []*session // with a zone, with a position of their own; in order of start
	for _, s := range all {
		s.fill()
		if loc, src, ok := zones.own(s.Sum, o.Zone); ok {
			s.place(loc, src)
			known = append(known, s)
		}
		if s.Sum.Place != "" {
			placed = append(placed, s)
		}
	}
	for _, s := range all {
		there := nearest(placed, s.Sum.Start)
		switch {
		case s.Start.IsZero() && len(known) > 0:
			s.place(nearest(known, s.Sum.Start).Start.Location(), ZoneNeighbour)
		case s.Start.IsZero():
			s.place(fallback(o), ZoneMachine)
		case s.Zone == ZoneDevice && s.Sum.Place == "" && there != nil && inverted(s, there):
			s.place(there.Start.Location(), ZoneNeighbour)
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

// locations remembers loaded zones by name; nil for names the database lacks.
type locations map[string]*time.Location

func (l locations) load(name string) *time.Location {
	loc, ok := l[name]
	if !ok && name != "" {
		loc, _ = time.LoadLocation(name)
		l[name] = loc
	}
	return loc
}

// own is the zone that the session itself tells.
func (l locations) own(s *summary.Summary, setting *time.Location) (*time.Location, ZoneSource, bool) {
	if setting != nil {
		return setting, ZoneSetting, true
	}
	here := l.load(s.Place)
	off, ok := plausible(s, here)
	switch {
	case ok && s.Clock.Source == activity.ClockDevice:
		return time.FixedZone("", int(off.Seconds())), ZoneDevice, true
	case ok && s.Clock.Source == activity.ClockExplicit:
		return time.FixedZone("", int(off.Seconds())), ZoneExplicit, true
	case here != nil:
		return here, ZonePosition, true
	}
	return nil, 0, false
}

// plausible is the file's offset in quarter hours; ok is false when it is none
// that a clock could show, or more than 3 h from the time at the place.
func plausible(s *summary.Summary, here *time.Location) (off time.Duration, ok bool) {
	if s.Clock.Source == activity.ClockNone {
		return 0, false
	}
	off = s.Clock.Offset.Round(offsetStep)
	if (off-s.Clock.Offset).Abs() > offsetSlack || off < minOffset || off > maxOffset {
		return 0, false
	}
	if here == nil {
		return off, true
	}
	_, sec := s.Start.In(here).Zone()
	return off, (off - time.Duration(sec)*time.Second).Abs() <= placeSlack
}

// nearest is the session of known that starts closest to t; nil without any.
func nearest(known []*session, t time.Time) *session {
	i := sort.Search(len(known), func(i int) bool { return !known[i].Sum.Start.Before(t) })
	switch {
	case len(known) == 0:
		return nil
	case i == len(known):
		return known[i-1]
	case i > 0 && t.Sub(known[i-1].Sum.Start) <= known[i].Sum.Start.Sub(t):
		return known[i-1]
	}
	return known[i]
}

// inverted recognises the app that writes UTC − local: a session without a
// position whose offset is the negative of what its placed neighbour's clock shows.
func inverted(s, placed *session) bool {
	_, there := s.Sum.Start.In(placed.Start.Location()).Zone()
	_, here := s.Start.Zone()
	return here != 0 && here == -there
}
