package fit

import (
	"slices"
	"time"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// recording holds the content of the messages of one FIT file before it is split into
// sessions.
type recording struct {
	columns *columns
	id      tormoder.FileIdMsg
	summary *tormoder.ActivityFile // sessions, laps, timer events, devices
	ratings []activity.Rating      // one for each session message
	sport   tormoder.Sport         // sport of the profile chosen on the watch; SportInvalid if unknown
	sub     tormoder.SubSport
	zones   zones
	workout workout
	strap   strap
	serial  string // hash of the device's serial number; "" if unknown
	whole   bool   // the whole file could be read
}

// read walks over the surveyed file a second time and reads its messages.
func read(s *survey, room *room, issues *activity.Issues) *recording {
	for _, d := range s.layouts {
		if d.global == tormoder.MesgNumRecord {
			d.compile(s.developers)
		}
	}
	r := &recording{
		columns: newColumns(min(s.records, room.records), s.layouts),
		strap:   strap{room: room.beats},
		sport:   tormoder.SportInvalid,
		sub:     tormoder.SubSportInvalid,
		whole:   s.stop == atEnd,
	}
	if s.id != nil {
		r.serial = serialIn(s.id)
	}
	library := newLibraryFile(s.id, room)
	c := cursor{body: s.body, layouts: s.layouts, jumps: s.jumps}
	lost, lastRecord := 0, false // bytes skipped before this message, and whether the message before it was a record
	for m := (message{}); c.next(&m); {
		c.stamp(&m)
		if c.lost > lost && lastRecord {
			r.columns.drop()
		}
		lost, lastRecord = c.lost, m.global == tormoder.MesgNumRecord
		if m.global == tormoder.MesgNumRecord {
			r.record(&m, issues)
			continue
		}
		r.readOther(&m)
		if library.add(&m) && m.global == tormoder.MesgNumSession {
			r.ratings = append(r.ratings, ratingIn(&m))
		}
	}
	if library.dropped {
		issues.Add(activity.Partial, "fit-too-many", "the file holds more laps and events than a watch can write; the rest was left out")
	}
	var err error
	if r.summary, r.id, err = library.decode(); err != nil {
		issues.Add(activity.Partial, "fit-summary", "sessions and laps could not be read (%v); they were rebuilt from the points", err)
		r.summary = &tormoder.ActivityFile{}
	}
	slices.SortStableFunc(r.summary.Events, func(a, b *tormoder.EventMsg) int { return a.Timestamp.Compare(b.Timestamp) })
	room.records -= len(r.columns.time)
	room.beats -= len(r.strap.beats)
	r.columns.repair(issues)
	return r
}

// record stores a record message, or reports why it cannot.
func (r *recording) record(m *message, issues *activity.Issues) {
	switch {
	case m.time == 0:
		issues.Add(activity.Partial, "fit-timeless", "points without a time were left out")
	case len(m.plan) == 0 && !m.timed:
		issues.Add(activity.Note, "fit-empty-sample", "points without any value were left out")
	case len(r.columns.time) == cap(r.columns.time):
		issues.Add(activity.Partial, "fit-too-long", "the file holds more than %d points; the rest was left out", MaxRecords)
	default:
		r.columns.add(m)
	}
}

// empty reports whether the recording has neither samples nor sessions.
func (r *recording) empty() bool { return len(r.columns.time) == 0 && len(r.summary.Sessions) == 0 }

// readOther reads the messages besides records that tormoder does not read for us.
func (r *recording) readOther(m *message) {
	switch m.global {
	case tormoder.MesgNumSport:
		if v, ok := m.number(0); ok {
			r.sport = tormoder.Sport(v)
		}
		if v, ok := m.number(1); ok {
			r.sub = tormoder.SubSport(v)
		}
	case tormoder.MesgNumWorkout, tormoder.MesgNumWorkoutStep:
		r.workout.read(m)
	case tormoder.MesgNumHr:
		r.strap.read(m)
	case tormoder.MesgNumTimeInZone, tormoder.MesgNumZonesTarget, tormoder.MesgNumUserProfile, tormoder.MesgNumHrZone:
		r.zones.read(m)
	}
}

// Fields of the session message that tormoder does not know, FIT profile, message 18.
const (
	sessionFeel = 192 // workout_feel, 0..100
	sessionRPE  = 193 // workout_rpe, 0..100 for 0..10
)

// ratingIn returns the runner's answers at the end of a session.
func ratingIn(m *message) activity.Rating {
	return activity.Rating{RPE: m.value(sessionRPE) / 10, Feel: m.value(sessionFeel)}
}

// epoch is FIT's: 1989-12-31T00:00:00Z, in Unix time.
const epoch = 631065600

// since returns t in s since FIT's epoch; 0 if t is missing.
func since(t time.Time) uint32 {
	if tormoder.IsBaseTime(t) {
		return 0
	}
	return uint32(t.Unix() - epoch)
}

// at returns the time s seconds after FIT's epoch.
func at(s uint32) time.Time { return time.Unix(epoch+int64(s), 0).UTC() }
