// Package history turns the Summaries of many files into one runner's sessions
// in order: duplicates set aside, warm-up, session and cool-down joined, each on
// its local day. It judges nothing.
package history

import (
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Options are the settings of Build.
type Options struct {
	Zone     *time.Location // the runner's zone, when set by hand; nil
	Fallback *time.Location // the machine's zone, used last and flagged; UTC when nil
	JoinGap  time.Duration  // parts of one session lie at most this far apart
}

// Defaults are the settings used when the user says nothing. Runners save
// warm-up, session and cool-down separately; 45 minutes bridges the pauses
// between them and parts no two runs of a day (ours).
func Defaults() Options { return Options{JoinGap: 45 * time.Minute} }

// Build makes one runner's history of all files, whatever their order. The
// Summaries stay with files: sessions point into them, and a session that was
// joined or has borrowed from a copy holds a Summary of its own.
func Build(files []summary.File, o Options) *History {
	recs := gather(files)
	markDuplicates(recs)
	sessions := join(recs, o.JoinGap)
	setDays(sessions, o)
	setKeys(sessions)
	return &History{Sessions: finish(sessions), Entries: entries(files, recs), Told: told(files, recs, sessions, o)}
}

// History is everything that was read, in order of start.
type History struct {
	Sessions []Session
	Entries  []Entry // one an activity and one an input without any, in order of file name
	Told     []Told  // in order of start
}

// Session is one training session: usually one file, sometimes several parts.
type Session struct {
	Key     string           // stable over runs of the program, unique: start in UTC and sport
	Sum     *summary.Summary // of all parts together
	Sport   activity.Sport
	Start   time.Time // in the session's own zone: an IANA location or a fixed offset
	Day     unit.Day  // the runner's calendar day it started on
	Zone    ZoneSource
	Guessed bool     // the day hangs on a guess: starts within 2 h of midnight in a guessed zone
	Files   []string // names of its parts' files, in order of start
	Intent  Intent
	Parts   []Part
}

// End is when the session ended, in its own zone.
func (s *Session) End() time.Time { return s.Sum.End().In(s.Start.Location()) }

// Part is one recorded piece of a session.
type Part struct {
	File  string
	Start time.Time
	Sum   *summary.Summary
}

// Intent is what the runner called it, in titles, index flags or a planned
// workout. It is shown beside the class and never decides it.
type Intent struct {
	Title                           string
	Long, Key, Race, Easy, Recovery bool
}

// ZoneSource says how a session's local day was found.
type ZoneSource uint8

// Zone sources, in the order in which they are tried.
const (
	ZoneSetting   ZoneSource = iota // the user's setting
	ZoneDevice                      // FIT local timestamp
	ZoneExplicit                    // an offset in the file's times
	ZonePosition                    // the start position
	ZoneNeighbour                   // the nearest session with a known zone
	ZoneMachine                     // the machine's zone: a guess
)

// String is one lower-case word.
func (z ZoneSource) String() string {
	return [...]string{"setting", "device", "explicit", "position", "neighbour", "machine"}[z]
}

// Entry says what became of one activity of one input, or of an input that gave none.
type Entry struct {
	File    string
	Part    int // index of the activity within its file
	Status  Status
	Reason  string // for joined: with what; for duplicates: of what and by which rule; else why not
	Session int    // index into History.Sessions: the session it is (part of), or is a duplicate of; -1
	Issues  activity.Issues
	Sum     *summary.Summary // nil when there is no activity
}

// Status is what became of an activity.
type Status uint8

// Statuses. Joined counts as a run in totals: it is used, as part of a session.
const (
	Used Status = iota
	Joined
	Duplicate
	OtherSport
	NotActivity
	Failed
)

// String is the word used in JSON.
func (s Status) String() string {
	return [...]string{"used", "joined", "duplicate", "other-sport", "not-activity", "failed"}[s]
}
