package history

import (
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// placeOf returns the time zone of the start position, or "" if there is none or if the
// position is virtual.
func placeOf(s *summary.Summary) string {
	if s.Indoor || s.Virtual || activity.IsVirtualWorld(s.Device) {
		return ""
	}
	return s.Place
}

// clocks holds the clock of each device, to find those that do not follow the runner's
// local time.
type clocks map[string]*deviceClock

// deviceClock describes a device's clock from all its recordings.
type deviceClock struct {
	offset    time.Duration // offset in the first recording
	changes   bool          // other recordings have another offset, so the clock follows the runner
	disproved bool          // a position contradicts the time of a clock that never changes
}

// deviceOf identifies the device or the app that wrote a recording.
func deviceOf(s *summary.Summary) string { return s.Device + "\x00" + s.Serial + "\x00" + s.Format }

// clocksOf returns the clocks of all devices.
func clocksOf(all []*session, zones locations) clocks {
	c := clocks{}
	for _, s := range all {
		if s.Sum.Clock.Source == activity.ClockNone {
			continue
		}
		off := s.Sum.Clock.Offset.Round(offsetStep)
		if d := c[deviceOf(s.Sum)]; d == nil {
			c[deviceOf(s.Sum)] = &deviceClock{offset: off}
		} else if d.offset != off {
			d.changes = true
		}
	}
	for _, s := range all {
		here := zones.load(s.where)
		if d := c[deviceOf(s.Sum)]; d != nil && here != nil && s.Sum.Clock.Source != activity.ClockNone {
			d.disproved = d.disproved || d.doubted(s.Sum, here)
		}
	}
	return c
}

// doubted reports whether a clock that never changes is wrong for a zone in a known way: it
// shows UTC, or standard time in summer.
func (d *deviceClock) doubted(s *summary.Summary, here *time.Location) bool {
	if d.changes {
		return false
	}
	place, other := offsetAt(s.Start, here), offsetAt(s.Start.AddDate(0, 6, 0), here)
	return d.offset != place && (d.offset == 0 || d.offset == other && other < place)
}

// offsetAt returns the offset from UTC of a zone at a time.
func offsetAt(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

// ownZone returns the zone that the setting or the session itself gives.
func (s *session) ownZone(zones locations, c clocks, setting *time.Location) (*time.Location, ZoneSource, bool) {
	if setting != nil {
		return setting, ZoneSetting, true
	}
	here := zones.load(s.where)
	off, ok := plausible(s.Sum, here)
	if d := c[deviceOf(s.Sum)]; here != nil && d != nil && s.Sum.Clock.Source != activity.ClockNone && (!ok || d.doubted(s.Sum, here)) {
		ok = false
		s.note("clock-place", "the local time in the file is %s, which is not the time at the place of the start: the time at the place counts", offsetName(s.Sum.Clock.Offset))
	}
	switch {
	case ok && s.Sum.Clock.Source == activity.ClockDevice:
		return time.FixedZone("", int(off.Seconds())), ZoneDevice, true
	case ok && s.Sum.Clock.Source == activity.ClockExplicit:
		return time.FixedZone("", int(off.Seconds())), ZoneExplicit, true
	case here != nil:
		return here, ZonePosition, true
	}
	return nil, 0, false
}

// checkClock compares the clock of a session without a position with the nearest session
// with a position, and takes that session's zone if the clock is wrong in a known way.
func (s *session) checkClock(there *session, c clocks) {
	if s.where != "" || there == nil {
		return
	}
	d, loc := c[deviceOf(s.Sum)], there.Start.Location()
	switch {
	case inverted(s, there):
	case d.offset == 0 && d.disproved && !d.changes:
	case d.offset != 0 && there.near(s) && d.doubted(s.Sum, loc):
	default:
		return
	}
	s.note("clock-neighbour", "the local time in the file is %s, which other recordings contradict: the time zone of %s counts",
		offsetName(s.Sum.Clock.Offset), there.Files[0])
	s.place(loc, ZoneNeighbour)
}

// maxStay is the time for which we assume that a runner stays in one time zone (ours).
const maxStay = 14 * 24 * time.Hour

// near reports whether two sessions start within maxStay of each other.
func (s *session) near(other *session) bool {
	return s.Sum.Start.Sub(other.Sum.Start).Abs() <= maxStay
}

// inverted reports whether s, which has no position, comes from an app that writes
// UTC − local: its offset is the negative of its neighbour's.
func inverted(s, placed *session) bool {
	_, there := s.Sum.Start.In(placed.Start.Location()).Zone()
	_, here := s.Start.Zone()
	return s.Zone == ZoneDevice && here != 0 && here == -there
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
	return off, (off - offsetAt(s.Start, here)).Abs() <= placeSlack
}

// offsetName returns an offset from UTC in words: "UTC+01:00".
func offsetName(off time.Duration) string {
	return time.Time{}.In(time.FixedZone("", int(off.Seconds()))).Format("UTC-07:00")
}

// note adds an issue to the first part of s.
func (s *session) note(code, format string, args ...any) {
	s.parts[0].notes.Add(activity.Note, code, format, args...)
}
