package summary

import (
	"time"

	"dayafter/internal/activity"
)

// File is the result of one input: the Summaries of its activities, or the reason
// why there are none. Every input becomes exactly one File; no input is dropped silently.
type File struct {
	Name    string   // as the user typed it; archive members as archive.zip!member
	Size    int64    // bytes, decompressed
	SHA256  [32]byte // of the decompressed content; zero when it could not be read
	Format  string   // "fit", "gpx", "tcx", "polar"; what it was sniffed as otherwise ("zip", "html", "pickle", "empty", "unknown")
	Outcome Outcome
	Reason  string          // why there is no activity; "" when there is
	Issues  activity.Issues // of the file as a whole; a Summary carries its own

	Summaries  []Summary
	Stated     Stated      // what an export's index states about this file
	IndexEntry *IndexEntry // the activity that only an export's index describes; nil for every other input
}

// Outcome is the result of reading one input.
type Outcome uint8

// Outcomes.
const (
	Read        Outcome = iota // at least one activity
	NotActivity                // sound, but no recorded activity
	Failed                     // unreadable
)

// IndexEntry describes an activity that an export's index lists and no file recorded:
// the runner entered it by hand, or its file is lost.
type IndexEntry struct {
	Start    time.Time // UTC; with Local the runner's clock, written as if it were UTC
	Local    bool      // the index has local times without a zone
	Distance float64   // m; NaN when the index has none
	Moving   float64   // s; NaN when the index has none
}

// Stated is what an export's index (Strava's activities.csv, Runkeeper's
// cardioActivities.csv, Garmin's summarizedActivities.json) says of a file:
// intent, never evidence.
type Stated struct {
	Title    string
	Notes    string
	Sport    activity.Sport // Unknown when the index says nothing
	Long     bool           // flagged as long run
	Workout  bool           // flagged as workout
	Race     bool           // flagged as competition
	Recovery bool           // flagged as recovery
}
