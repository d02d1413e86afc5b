// Package season answers the question: what came the day after each long run,
// was it easy, do the weeks keep the rules, and how did the next key workout go.
// It computes; report puts it into words and tables.
package season

import (
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Options are the settings of Analyse.
type Options struct {
	From, To  unit.Day     // the season's first and last day; 0: chosen from the data, see Span
	WeekStart time.Weekday // default Monday
	Races     []Race       // stated by the user
}

// Defaults are the settings used when the user says nothing.
func Defaults() Options { return Options{WeekStart: time.Monday} }

// Race is a race the user named.
type Race struct {
	Day  unit.Day
	Name string
}

// Run is one session of the season, any sport, with all that is known of it.
type Run struct {
	*history.Session
	Verdict classify.Verdict // for other sports: Class Unknown, Stressor and HoursSince filled
	Zones   zone.Set         // of its day
	DaysTo  int              // days to the next race; -1 when none is known
}

// Season is the whole answer. Indices called Run point into Runs.
type Season struct {
	From, To  unit.Day
	Clipped   bool // older or newer sessions were left out by the default span
	WeekStart time.Weekday
	Runs      []Run // every session from From to To in order, all sports
	LongRuns  []Aftermath
	KeyRuns   []Aftermath
	Weeks     []Week
	Answer    Answer
}

// Followed is what came on a day after a stressor.
type Followed uint8

// Kinds of day after.
const (
	NotKnownYet Followed = iota // the data end before that day is over
	NoRecord                    // no file: rest, or a watch not worn
	RecoveryRun
	EasyRun
	HardRun // steady or hard, key workouts included
	LongAgain
	RaceRun
	ActiveRecovery // low-intensity other sport; which one is in the sessions
)

// FollowedKinds are all kinds in the order in which they are shown.
var FollowedKinds = []Followed{RecoveryRun, EasyRun, ActiveRecovery, NoRecord, HardRun, LongAgain, RaceRun, NotKnownYet}

// String is the name shown to the runner.
func (f Followed) String() string {
	return [...]string{
		"not known yet", "no record", "recovery run", "easy run", "steady or hard run",
		"long run again", "race", "active recovery",
	}[f]
}

// Aftermath is what followed one long run, key workout or race.
type Aftermath struct {
	Run     int
	Days    [3]After // local day +1, +2, +3
	Within  After    // what started within 24 h of its end
	NextKey int      // the next key workout or race after it; -1 when none yet
	ToKey   int      // days until NextKey; -1
}

// After is one day (or span) after a stressor.
type After struct {
	Kind   Followed
	Run    int            // the session that decided the kind: the hardest; -1 when none
	Others []int          // the other sessions of that day
	Sport  activity.Sport // of the deciding session
	Hours  float64        // from the stressor's end to the deciding session's start; NaN
}

// Week is one calendar week.
type Week struct {
	Start    unit.Day
	Runs     int
	Moving   map[classify.Class]float64 // s
	Distance map[classify.Class]float64 // m
	Count    map[classify.Class]int
}

// Answer is the question answered in numbers.
type Answer struct {
	Long   int              // long runs whose next day is known
	Counts map[Followed]int // of day +1 of all long runs
}
