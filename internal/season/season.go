// Package season answers the question: what came the day after each long run,
// was it easy, do the weeks keep the rules, and how did the next key workout go.
// It computes; report puts it into words and tables. It reads no file and judges
// no run: sessions, verdicts and zones come from below.
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
	// From and To are the season's first and last day; 0: chosen from the data, see
	// Span. Sessions outside count only in the load and in the comparisons over all years.
	From, To  unit.Day
	WeekStart time.Weekday // default Monday
	Races     []Race       // stated by the user
	Female    bool         // TRIMP with Banister's exponent for women
	Resamples int          // of every bootstrap and permutation; 0 leaves both out

	// Away lists spans of days that leave all counts.
	Away []AwayDays
	// Mornings lists what was measured on waking, as morning.Merge returns it.
	Mornings []morning.Morning
	// BlankDaysRest says that the runner always wears the watch, so that a day without
	// a record is a day without a session.
	BlankDaysRest bool

	// Rejudge judges the sessions of the season with thresholds multiplied by shift; the
	// result is parallel to all sessions. If nil, Sensitivity stays empty.
	Rejudge func(shift float64) []classify.Verdict
}

// AwayDays is a span of days that the user marked, with its reason: "sick".
type AwayDays struct {
	From, To unit.Day // both included
	Why      string
}

// has reports whether the day lies in the span.
func (a *AwayDays) has(day unit.Day) bool { return day >= a.From && day <= a.To }

// IsAway reports whether the user marked the day as away.
func (s *Season) IsAway(day unit.Day) bool {
	return slices.ContainsFunc(s.Away, func(a AwayDays) bool { return a.has(day) })
}

// Defaults returns the settings used when the user says nothing.
func Defaults() Options { return Options{WeekStart: time.Monday, Resamples: 2000} }

// Season is the whole answer. Every index called or documented as a run points
// into Runs; -1 is none.
type Season struct {
	From, To  unit.Day
	Clipped   bool     // sessions before From or after To were left out
	LastYear  bool     // Clipped by default: the files reach further back than a year
	LastKnown unit.Day // the last day with data, To at most: what came after it is not known yet
	WeekStart time.Weekday
	Away      []AwayDays
	BlankRest bool              // a day without a record is a day of rest
	Mornings  []morning.Morning // of all days, also outside the span

	Runs       []Run                // every session from From to To in order of start, all sports
	Unrecorded []history.Unrecorded // activities on the days of the season that have no file, in order of start
	LongRuns   []Aftermath          // of every run of class long, races among them included
	KeyRuns    []Aftermath          // of every run of class key that is no race
	RaceRuns   []Aftermath          // of every race, whatever its class

	Weeks    []Week
	Blocks   []Block  // four weeks each: recovery runs against key workouts
	Hard     HardEasy // hard and easy days in sequence
	Answer   Answer
	Slow     SlowEnough
	Next     NextKeys
	Load     LoadSeries
	RaceDays []RaceDay // stated by the user, in order of day
	Shifts   Sensitivity

	runOf []int // by session of the history: the run; -1 outside the span
}

// Run is one session of the season, any sport, with all that is known of it.
type Run struct {
	*history.Session
	Verdict classify.Verdict // its Stressor is an index into Season.Runs; -1 when fresh or before From
	Zones   zone.Set         // of its day
	Stated  bool             // it is a race that the user named
	DaysTo  int              // days to the next race that the user named; -1 when there is none

	Audit    Audit    // how easy it was; of every session of sport run
	Early    float64  // %, by which heart rate in minutes 5 to 15 lay below the usual one at that speed; NaN
	Work     Work     // of every key workout, race and long run with quality
	Before   Fatigue  // the last stressor before it
	Stress   Stress   // its load
	Form     Form     // of its day
	DayAfter int      // the stressor on whose next calendar day it lies; -1. Of several the hardest
	Called   Intended // what the runner called it, and whether it went so

	role  role
	index int // of its session in the history
}
