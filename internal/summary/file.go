package summary

import (
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/morning"
)

// File is the result of one input: the Summaries of its activities, or the reason
// why there are none. Every input becomes exactly one File; no input is dropped silently.
type File struct {
	Name    string   // as the user typed it; archive members as archive.zip!member
	Size    int64    // bytes, decompressed
	SHA256  [32]byte // hash of the decompressed content; zero when it could not be read
	Format  string   // "fit", "gpx", "tcx", "polar"; for other content its kind ("zip", "html", "pickle", "empty", "unknown")
	Outcome Outcome
	Reason  string          // why there is no activity; "" if there is one
	Issues  activity.Issues // issues of the file as a whole; a Summary carries its own

	Summaries  []Summary
	Mornings   []morning.Morning // measurements on waking, in no order; never cached
	Stated     Stated            // words and flags of an export's index about this file
	IndexEntry *IndexEntry       // the numbers of an export's index; nil if no index lists this input
}

// Outcome is the result of reading one input.
type Outcome uint8

// Outcomes.
const (
	Read        Outcome = iota // at least one activity
	NotActivity                // sound, but no recorded activity
	Failed                     // unreadable
)

// IndexEntry holds the numbers that an export's index states about an activity. The runner
// may have corrected them on the vendor's site. A value is NaN if the index has none.
type IndexEntry struct {
	Start    time.Time // UTC; if Local, the local time written as UTC; zero if unknown
	Local    bool
	ByHand   bool    // the runner entered the activity by hand, without a recording
	Elapsed  float64 // s, pauses included
	Timer    float64 // s, without the pauses of the watch
	Moving   float64 // s
	Distance float64 // m
	RPE      float64 // perceived exertion, 1..10
	Temp     float64 // °C
}

// Stated is what an export's index (Strava's activities.csv, Runkeeper's
// cardioActivities.csv, Garmin's summarizedActivities.json) states about a file. It shows
// the runner's intent and is never evidence.
type Stated struct {
	Title    string
	Sport    activity.Sport // Unknown when the index says nothing
	Long     bool           // flagged as long run
	Workout  bool           // flagged as workout
	Race     bool           // flagged as competition
	Recovery bool           // flagged as recovery
}
