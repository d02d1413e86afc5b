package season

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/unit"
)

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
	UnjudgedRun    // a run of which too little is known to call it easy or hard
	OtherLoad      // other sport, too hard or too long to be active recovery
	WithoutFile    // an index tells of an activity of which there is no file: no rest, and no more is known
	Followeds      // the number of kinds
)

// FollowedKinds are all kinds in the order in which they are shown.
var FollowedKinds = []Followed{
	RecoveryRun, EasyRun, ActiveRecovery, NoRecord, WithoutFile, HardRun, LongAgain, RaceRun, OtherLoad, UnjudgedRun, NotKnownYet,
}

// HardnessOrder are the kinds a session can be, the hardest last: of several
// sessions of a day the hardest decides, of equals the one that started first. A
// run always outranks another sport.
var HardnessOrder = []Followed{
	ActiveRecovery, OtherLoad, UnjudgedRun, RecoveryRun, EasyRun, HardRun, LongAgain, RaceRun,
}

// followedNames holds the name of each kind as the runner sees it.
var followedNames = [Followeds]string{
	NotKnownYet:    "not known yet",
	NoRecord:       "no record",
	RecoveryRun:    "recovery run",
	EasyRun:        "easy run",
	HardRun:        "steady or hard run",
	LongAgain:      "long run again",
	RaceRun:        "race",
	ActiveRecovery: "active recovery",
	UnjudgedRun:    "run, not judged",
	OtherLoad:      "other sport, hard or long",
	WithoutFile:    "recorded without a file",
}

// String returns the name shown to the runner.
func (f Followed) String() string { return followedNames[f] }

// Aftermath is what followed one long run, key workout or race.
type Aftermath struct {
	Run     int
	Days    [3]After // local day +1, +2, +3
	Within  After    // what started within 24 h of its end
	NextKey int      // the next key workout or race after it; -1 when none yet
	ToKey   int      // days until NextKey; -1
	Next    Punctuality
	// Overdue: no key workout came within 1.5 times the runner's usual gap
	// between key workouts, although the data reach so far. False when that gap is
	// not known.
	Overdue bool
}

// After is one day (or span) after a stressor.
type After struct {
	Kind   Followed
	Run    int            // the session that decided the kind: the hardest; -1 when none
	Others []int          // the other sessions of that day
	Sport  activity.Sport // of the deciding session
	Hours  float64        // from the stressor's end to the deciding session's start; NaN
}

// rank is a kind's place in HardnessOrder.
func (f Followed) rank() int { return slices.Index(HardnessOrder, f) }

// field is the season's runs, found by day.
type field struct {
	runs      []Run
	days      map[unit.Day][]int
	told      []history.Unrecorded // in order of start
	lastKnown unit.Day
}

// field is that of the runs, which may be judged otherwise than the season's own.
func (s *Season) field(runs []Run) *field {
	f := &field{runs: runs, days: map[unit.Day][]int{}, told: s.Told, lastKnown: s.LastKnown}
	for i := range runs {
		f.days[runs[i].Day] = append(f.days[runs[i].Day], i)
	}
	return f
}

// aftermaths is what followed each run that is asked for.
func (f *field) aftermaths(of func(*Run) bool) []Aftermath {
	var out []Aftermath
	for i := range f.runs {
		if of(&f.runs[i]) {
			out = append(out, f.aftermath(i))
		}
	}
	return out
}

func (f *field) aftermath(i int) Aftermath {
	a := Aftermath{Run: i, NextKey: -1, ToKey: -1}
	for d := range a.Days {
		a.Days[d] = f.onDay(i, f.runs[i].EndDay()+unit.Day(d+1))
	}
	a.Within = f.within(i)
	for k := i + 1; k < len(f.runs); k++ {
		if f.runs[k].IsKey() {
			a.NextKey, a.ToKey = k, int(f.runs[k].Day-f.runs[i].Day)
			break
		}
	}
	return a
}

// onDay is what came on a day after run i.
func (f *field) onDay(i int, day unit.Day) After {
	told := slices.ContainsFunc(f.told, func(t history.Unrecorded) bool { return t.Day == day })
	return f.decide(i, f.days[day], told, day <= f.lastKnown)
}

// freshAfter is how long the fatigue of a hard run lasts.
const freshAfter = classify.FreshAfter * time.Hour

// within is what started within 24 h of the end of run i.
func (f *field) within(i int) After {
	end := f.runs[i].End()
	until := end.Add(freshAfter)
	var found []int
	for k := i + 1; k < len(f.runs) && !f.runs[k].Sum.Start.After(until); k++ {
		if !f.runs[k].Sum.Start.Before(end) {
			found = append(found, k)
		}
	}
	told := slices.ContainsFunc(f.told, func(t history.Unrecorded) bool { return !t.Start.Before(end) && !t.Start.After(until) })
	return f.decide(i, found, told, unit.DayOf(until) <= f.lastKnown)
}

// decide names what came: the hardest of the sessions found. told says whether
// there was something of which there is no file, known whether the data reach to
// the end of the time looked at.
func (f *field) decide(i int, found []int, told, known bool) After {
	a := After{Kind: NotKnownYet, Run: -1, Hours: math.NaN()}
	switch {
	case told:
		a.Kind = WithoutFile
	case known:
		a.Kind = NoRecord
	}
	for _, k := range found {
		if kind := f.runs[k].Follows(); a.Run < 0 || kind.rank() > a.Kind.rank() {
			a.Kind, a.Run = kind, k
		}
	}
	if a.Run < 0 {
		return a
	}
	for _, k := range found {
		if k != a.Run {
			a.Others = append(a.Others, k)
		}
	}
	a.Sport = f.runs[a.Run].Sport
	a.Hours = f.runs[a.Run].Sum.Start.Sub(f.runs[i].Sum.End()).Hours()
	return a
}

// Aftermath is what followed a run; nil when the run is no stressor.
func (s *Season) Aftermath(run int) *Aftermath {
	for _, list := range [][]Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		at, ok := slices.BinarySearchFunc(list, run, func(a Aftermath, run int) int { return a.Run - run })
		if ok {
			return &list[at]
		}
	}
	return nil
}

// dayAfter finds for each session the stressor that ended on the calendar day before.
func (f *field) dayAfter() {
	ended := map[unit.Day][]int{}
	for i := range f.runs {
		ended[f.runs[i].EndDay()] = append(ended[f.runs[i].EndDay()], i)
	}
	for i := range f.runs {
		best := -1
		for _, k := range ended[f.runs[i].Day-1] {
			if f.runs[k].Stresses() && (best < 0 || f.runs[k].Follows().rank() > f.runs[best].Follows().rank()) {
				best = k
			}
		}
		f.runs[i].DayAfter = best
	}
}
