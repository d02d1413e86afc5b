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
	placeSlack   = 3 * time.Hour    // between a clock and the time at the place
	nearMidnight = 2 * time.Hour
)

// setDays fills the sessions and sets the local start and day of each: by the user's
// setting, the device, an explicit offset, the position, the neighbour in time, or last
// the machine.
func setDays(all []*session, o Options) {
	zones := locations{}
	var zoned, placed []*session // with a zone or a position of their own; in order of start
	for _, s := range all {
		s.fill()
		if loc, src, ok := zones.own(s.Sum, o.Zone); ok {
			s.place(loc, src)
			zoned = append(zoned, s)
		}
		if s.Sum.Place != "" {
			placed = append(placed, s)
		}
	}
	for _, s := range all {
		there := nearest(placed, s.Sum.Start)
		switch {
		case s.Start.IsZero() && len(zoned) > 0:
			s.place(nearest(zoned, s.Sum.Start).Start.Location(), ZoneNeighbour)
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

// own returns the zone that the setting or the session itself gives.
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

// plausible returns the file's offset in quarter hours. ok is false if no clock shows
// such an offset, or if it is more than placeSlack from the time at the place.
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

// inverted reports whether s, which has no position, comes from an app that writes
// UTC − local: its offset is the negative of its neighbour's.
func inverted(s, placed *session) bool {
	_, there := s.Sum.Start.In(placed.Start.Location()).Zone()
	_, here := s.Start.Zone()
	return here != 0 && here == -there
}
