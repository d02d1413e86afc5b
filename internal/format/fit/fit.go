// Package fit reads FIT files as watches write them, and as they survive uploads,
// empty batteries and bulk exports.
//
// A tolerant walk over the bytes repairs what the protocol allows, writes record
// messages straight into columns, and reads what tormoder/fit does not offer: the
// watch's heart-rate zones, workouts, developer fields, strap memories and ratings.
// It rewrites the other messages without faults for tormoder/fit, which decodes
// sessions, laps, events and devices. Package fit is no general FIT library: it skips
// what no later stage reads.
package fit

import (
	"fmt"

	"dayafter/internal/activity"
)

// Limits for one input, so that it cannot exhaust the machine. A day at 1 Hz has 86,400
// records; an ultramarathon of 100 hours has 360,000 in some 30-60 MB.
const (
	MaxBytes    = 128 << 20
	MaxMessages = 8_000_000 // in a FIT file, definitions included; a message can take a single byte
	MaxRecords  = 1_000_000 // 11 days at 1 Hz

	maxFiles           = 1_000     // chained ones
	maxDefinitions     = 4096      // different definitions in a FIT file; normal files have a few hundred at most
	maxSessions        = 200       // a triathlon has five, transitions included
	maxLibraryMessages = 20_000    // sessions, laps, timer events and the like
	maxSteps           = 1_000     // limit of the steps of a workout
	maxZoneNotes       = 2_000     // messages on zones; there is one for each lap and session
	maxBeats           = 1_000_000 // from the memory of a strap; 100 hours at 160/min
	maxResumes         = 64        // damaged places
)

// room is the number of files, records and so on that an input may still use.
type room struct{ files, records, sessions, messages, beats, resumes int }

// Decode reads a FIT file, or several chained FIT files, and returns one activity for
// each session in the order of the file. The issues of the file and of each activity
// report repairs and losses. The error wraps activity.ErrNotActivity if data is sound
// but holds no recording; any other error says why nothing could be read.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	if len(data) > MaxBytes {
		return nil, nil, fmt.Errorf("FIT file of %d bytes: more than %d", len(data), MaxBytes)
	}
	if !isHeader(data) {
		return nil, nil, errNoHeader
	}
	c := newChain()
	for len(data) > 0 && c.room.files > 0 {
		data = c.read(data)
	}
	if len(data) > 0 {
		c.issues.Add(activity.Partial, "fit-too-many", "more than %d recordings follow one another; the rest was left out", maxFiles)
	}
	as := c.activities()
	if len(as) == 0 {
		return nil, c.issues, c.whyNone()
	}
	return as, c.issues, nil
}

// chain collects what the FIT files of one input hold.
type chain struct {
	recordings []*recording
	others     []fileKind // kinds of the files that hold no recording
	issues     activity.Issues
	room       room
}

func newChain() *chain {
	return &chain{room: room{maxFiles, MaxRecords, maxSessions, maxLibraryMessages, maxBeats, maxResumes}}
}

// read reads the FIT file whose header is at the start of data and returns the rest
// of data, from the next header on. A file that holds only a chest strap's memory
// belongs to the recording before it.
func (c *chain) read(data []byte) (rest []byte) {
	c.room.files--
	kind, next := kindOf(data), closedLength(data)
	var r *recording
	if kind.recordsActivity() {
		var s *survey
		s, next = c.open(data)
		if s.id != nil {
			kind = kindIn(s.id) // the file_id may come later than kindOf looks
		}
		if kind.recordsActivity() {
			s.report(&c.issues)
			r = read(s, &c.room, &c.issues)
		}
	}
	switch {
	case r == nil || r.empty() && len(r.strap.beats) == 0:
		c.others = append(c.others, kind)
	case r.empty() && len(c.recordings) > 0:
		c.recordings[len(c.recordings)-1].strap.merge(&r.strap)
	default:
		c.recordings = append(c.recordings, r)
	}
	rest = data[next:]
	junk := findHeader(rest)
	if junk > 0 {
		c.issues.Add(activity.Note, "fit-trailing", "%d bytes after the recording are no FIT data and were left out", junk)
	}
	return rest[junk:]
}

// activities splits all recordings into their sessions.
func (c *chain) activities() []*activity.Activity {
	var as []*activity.Activity
	for _, r := range c.recordings {
		as = append(as, r.activities(&c.issues)...)
	}
	return as
}

// whyNone returns the error for a file without an activity.
func (c *chain) whyNone() error {
	for _, i := range c.issues {
		if i.Severity == activity.Partial {
			return fmt.Errorf("nothing of a recording could be read: %s", i)
		}
	}
	for _, k := range c.others {
		if !k.recordsActivity() {
			return notActivity(k)
		}
	}
	return notActivity(unknownKind)
}
