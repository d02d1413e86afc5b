// Package history turns the Summaries of many files into one runner's sessions in order. It
// sets duplicates aside, joins warm-up, session and cool-down, and finds the local day of
// each session. It does not judge runs.
package history

import (
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Options are the settings of Build.
type Options struct {
	Zone     *time.Location // the runner's zone if the user set it; nil otherwise
	Fallback *time.Location // the machine's zone, used last and flagged; UTC if nil
	JoinGap  time.Duration  // longest time between parts of one session
}

// Defaults returns the settings for a user who sets none. Runners save warm-up, session
// and cool-down separately. 45 minutes bridge the pauses between these parts and do not
// join two runs of a day (ours).
func Defaults() Options { return Options{JoinGap: 45 * time.Minute} }

// Build returns one runner's history from all files, whatever their order. Sessions point
// to the Summaries in files. A session that was joined, or took values from a copy, has a
// Summary of its own.
func Build(files []summary.File, o Options) *History {
	recs := gather(files, o)
	markDuplicates(recs)
	findRides(recs)
	sessions := join(recs, o.JoinGap)
	setDays(sessions, o)
	setKeys(sessions)
	return &History{Sessions: finish(sessions), Entries: entries(files, recs), Unrecorded: unrecorded(files, recs, sessions, o), own: countOwn(files)}
}

// countOwn returns the number of files that this program wrote.
func countOwn(files []summary.File) int {
	n := 0
	for i := range files {
		if files[i].Format == format.Own {
			n++
		}
	}
	return n
}

// History holds everything that was read, in order of start.
type History struct {
	Sessions   []Session
	Entries    []Entry      // one for each activity and for each input without any, in order of file name
	Unrecorded []Unrecorded // in order of start

	own int // files that this program wrote
}

// Session is one training session, usually from one file, sometimes of several parts.
type Session struct {
	Key     string           // unique, and the same whenever the program runs: start in UTC and sport
	Sum     *summary.Summary // summary of all parts together
	Sport   activity.Sport
	Start   time.Time // in the session's own zone: an IANA location or a fixed offset
	Day     unit.Day  // the runner's calendar day on which it started
	Zone    ZoneSource
	Guessed bool     // the day is a guess: the session starts within 2 h of midnight in a guessed zone
	Files   []string // names of its parts' files, in order of start
	Intent  Intent
	Parts   []*summary.Summary // of the pieces that were recorded one after another
}

// End returns the time at which the session ended, in its own zone.
func (s *Session) End() time.Time { return s.Sum.End().In(s.Start.Location()) }

// EndDay returns the runner's calendar day on which the session ended. Days after the
// session count from this day, because a long run can last into the next day.
func (s *Session) EndDay() unit.Day { return unit.DayOf(s.End()) }

// Intent is the kind of session that the runner named in titles, flags of an index or a
// planned workout. It is shown beside the class and never changes the class.
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

// String returns one lower-case word.
func (z ZoneSource) String() string {
	return [...]string{"setting", "device", "explicit", "position", "neighbour", "machine"}[z]
}

// Entry says how one activity of an input, or an input without an activity, was used.
type Entry struct {
	File    string
	Part    int // index of the activity within its file
	Status  Status
	Reason  string // if joined, with which file; if a duplicate, of which file and by which rule; otherwise, why it is not used
	Session int    // index into History.Sessions of its session, or of the session it duplicates; -1 without
	Issues  activity.Issues
	Sum     *summary.Summary // nil without an activity
	Shifted bool             // a duplicate that was written with another time zone
}

// Status says how an activity was used.
type Status uint8

// Statuses. A joined activity is used as part of a session and counts as a run.
const (
	Used Status = iota
	Joined
	Duplicate
	OtherSport
	NotActivity
	Failed
)

// String returns the word used in JSON.
func (s Status) String() string {
	return [...]string{"used", "joined", "duplicate", "other-sport", "not-activity", "failed"}[s]
}
