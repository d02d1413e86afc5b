// Package season computes the answer: what came the day after each long run, whether it was
// easy, whether the weeks keep the rules, and how the next key workout went. Package report
// puts the answer into words and tables. Package season reads no file and does not classify
// runs: it takes sessions, verdicts and zones from the packages below.
package season

import (
	"slices"
	"time"

	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/morning"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Options are the settings of Analyse.
type Options struct {
	// From and To are the season's first and last day; 0 means that Span chooses it.
	// Sessions outside count only in the load and in the comparisons over all years.
	From, To  unit.Day
	WeekStart time.Weekday // default Monday
	Races     []Race       // stated by the user
	Female    bool         // TRIMP with Banister's exponent for women
	Resamples int          // number of resamples of every bootstrap and permutation; 0 leaves both out

	// Away lists spans of days that are left out of all counts.
	Away []AwayDays
	// Mornings lists the measurements on waking, as morning.Merge returns them.
	Mornings []morning.Morning
	// BlankDaysRest says that the runner always wears the watch, so that a day without
	// a record is a day without a session.
	BlankDaysRest bool

	// Rejudge judges the sessions of the season with thresholds multiplied by shift; the
	// result is parallel to all sessions. If nil, Sensitivity stays empty.
	Rejudge func(shift float64) []classify.Verdict
}

// AwayDays is a span of days that the user marked.
type AwayDays struct {
	From, To unit.Day // both included
}

// has reports whether the day lies in the span.
func (a *AwayDays) has(day unit.Day) bool { return day >= a.From && day <= a.To }

// IsAway reports whether the user marked the day as away.
func (s *Season) IsAway(day unit.Day) bool {
	return slices.ContainsFunc(s.Away, func(a AwayDays) bool { return a.has(day) })
}

// Defaults returns the settings of a user who states none.
func Defaults() Options { return Options{WeekStart: time.Monday, Resamples: 2000} }

// Season holds the whole answer. Every index of a run is an index into Runs; -1 stands for
// no run.
type Season struct {
	From, To  unit.Day
	Clipped   bool     // sessions before From or after To were left out
	LastYear  bool     // the season is only the last year, because the user named no days and the files reach further back
	LastKnown unit.Day // the last day with data, To at most; later days are not known yet
	WeekStart time.Weekday
	Away      []AwayDays
	BlankRest bool              // a day without a record is a day of rest
	Mornings  []morning.Morning // mornings of all days, including those outside the span

	Runs       []Run                // every session from From to To in order of start, all sports
	Unrecorded []history.Unrecorded // activities on the days of the season that have no file, in order of start
	LongRuns   []Aftermath          // aftermath of every run of class long, including races
	KeyRuns    []Aftermath          // aftermath of every run of class key that is no race
	RaceRuns   []Aftermath          // aftermath of every race, whatever its class

	Weeks    []Week
	Blocks   []Block  // four weeks each: recovery runs against key workouts
	Hard     HardEasy // hard and easy days in sequence
	Answer   Answer
	Slow     SlowEnough
	Next     NextKeys
	Load     LoadSeries
	RaceDays []RaceDay // the races that the user named, in order of day
	Shifts   Sensitivity

	earlier, later []Run // sessions within easyReach of the season, in order of start

	runOf []int // for each session of the history, its run; -1 outside the span
}

// Run is one session of the season, of any sport, with everything that is known about it.
type Run struct {
	*history.Session
	Verdict classify.Verdict // its Stressor is an index into Season.Runs; -1 when fresh or before From
	Zones   zone.Set         // zones of its day
	Stated  bool             // whether it is a race that the user named
	DaysTo  int              // days to the next race that the user named; -1 when there is none

	Audit    Audit    // how easy it was; of every session of sport run
	Early    float64  // %, by which heart rate in minutes 5 to 15 lay below the usual one at that speed; NaN
	Work     Work     // work of every key workout, race and long run with quality
	Before   Fatigue  // the last stressor before it
	Stress   Stress   // load of the session
	Form     Form     // form of its day
	DayAfter int      // the hardest stressor that ended on the calendar day before; -1 if there is none
	Called   Intended // the title, and whether the run was what the title says

	role  role
	index int // index of its session in the history
}
