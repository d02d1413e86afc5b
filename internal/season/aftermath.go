package season

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/formula"
	"dayafter/internal/history"
	"dayafter/internal/rule"
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
	Away           // the user marked the day as away: ill, hurt or without a watch
	Rest           // no file, and the user says that such a day is a day of rest
	Followeds      // the number of kinds
)

// FollowedKinds are all kinds in the order in which they are shown.
var FollowedKinds = []Followed{
	RecoveryRun, EasyRun, ActiveRecovery, Rest, NoRecord, WithoutFile, HardRun, LongAgain, RaceRun, OtherLoad, UnjudgedRun, NotKnownYet, Away,
}

// DecidingOrder lists the kinds a session can be in the order in which they decide a day
// after, the last first: a recovery run decides whatever else the day brought, because
// the question asks whether one came. Otherwise the hardest session decides.
var DecidingOrder = append(slices.DeleteFunc(slices.Clone(HardnessOrder),
	func(f Followed) bool { return f == RecoveryRun }), RecoveryRun)

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
	HardRun:        "hard run",
	LongAgain:      "long run again",
	RaceRun:        "race",
	ActiveRecovery: "active recovery",
	UnjudgedRun:    "run, not judged",
	OtherLoad:      "other sport, hard or long",
	WithoutFile:    "recorded without a file",
	Away:           "away",
	Rest:           "rest",
}

// String returns the name shown to the runner.
func (f Followed) String() string { return followedNames[f] }

// Aftermath is what followed one long run, key workout or race.
type Aftermath struct {
	Run     int
	Days    [3]After // local day +1, +2, +3
	Within  After    // what started within 24 h of its end
	NextKey int      // the next key workout or race after it; -1 when none yet
	ToKey   int      // days from its end until NextKey; -1
	Key     int      // the first key workout or race after the next day, which Next is about; -1 when none yet
	Next    Punctuality
	Group   Group // how the answer counts day +1
}

// After is one day (or span) after a stressor.
type After struct {
	Kind    Followed       // recovery run when any session is one, else that of the hardest session
	Run     int            // the session that decided the kind; -1 when none
	Hardest Followed       // the kind of the hardest session; Kind when there is no session
	Others  []int          // the other sessions of that day
	Sport   activity.Sport // of the deciding session
	Hours   float64        // from the stressor's end to the deciding session's start; NaN
}

// Sessions returns the sessions of the day, the deciding one first.
func (a *After) Sessions() []int {
	if a.Run < 0 {
		return nil
	}
	return append([]int{a.Run}, a.Others...)
}

// rank returns a kind's place in HardnessOrder.
func (f Followed) rank() int { return slices.Index(HardnessOrder, f) }

// decides returns a kind's place in DecidingOrder.
func (f Followed) decides() int { return slices.Index(DecidingOrder, f) }

// field is the season's runs, found by day.
type field struct {
	runs      []Run
	days      map[unit.Day][]int // by the day on which they started
	ended     map[unit.Day][]int // by the day on which they ended
	away      []AwayDays
	blankRest bool
	told      []history.Unrecorded // in order of start
	lastKnown unit.Day
}

// field returns the runs on their days. They may be judged otherwise than the season's.
func (s *Season) field(runs []Run) *field {
	f := &field{
		runs: runs, days: map[unit.Day][]int{}, ended: map[unit.Day][]int{},
		away: s.Away, blankRest: s.BlankRest, told: s.Told, lastKnown: s.LastKnown,
	}
	for i := range runs {
		if runs[i].Verdict.Ignored {
			continue
		}
		f.days[runs[i].Day] = append(f.days[runs[i].Day], i)
		f.ended[runs[i].EndDay()] = append(f.ended[runs[i].EndDay()], i)
	}
	return f
}

// aftermaths returns what followed each run that is asked for.
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
	a := Aftermath{Run: i, NextKey: -1, ToKey: -1, Key: -1}
	for d := range a.Days {
		a.Days[d] = f.onDay(i, f.runs[i].EndDay()+unit.Day(d+1))
	}
	a.Within = f.within(i)
	for k := i + 1; k < len(f.runs); k++ {
		if !f.runs[k].IsKey() {
			continue
		}
		days := int(f.runs[k].Day - f.runs[i].EndDay())
		if a.NextKey < 0 {
			a.NextKey, a.ToKey = k, max(0, days)
		}
		if days > 1 {
			a.Key = k
			break
		}
	}
	return a
}

// blank holds what is known of a span in which no session started.
type blank struct{ away, told, known, rest bool }

// BlankFacts lists what the rules ask about a day without a session. The workbook's
// table of days has a column for each.
var BlankFacts = rule.Facts[blank]{
	{Name: "Away", Of: func(b *blank) formula.Value { return rule.Count(count(b.away)) }},
	{Name: "Without a file", Of: func(b *blank) formula.Value { return rule.Count(count(b.told)) }},
	{Name: "Ahead", Of: func(b *blank) formula.Value { return rule.Count(count(!b.known)) }},
	{Name: "Blank rests", Of: func(b *blank) formula.Value { return rule.Count(count(b.rest)) }},
}

// BlankRule decides the kind of a day without a session.
var BlankRule = rule.Decide(BlankFacts, Followed.String,
	rule.Row[Followed]{When: `[Away]>0`, Then: Away},
	rule.Row[Followed]{When: `[Without a file]>0`, Then: WithoutFile},
	rule.Row[Followed]{When: `[Ahead]>0`, Then: NotKnownYet},
	rule.Row[Followed]{When: `[Blank rests]>0`, Then: Rest},
	rule.Row[Followed]{Then: NoRecord},
)

// onDay returns what came on a day after run i.
func (f *field) onDay(i int, day unit.Day) After {
	b := blank{
		away:  slices.ContainsFunc(f.away, func(a AwayDays) bool { return a.has(day) }),
		told:  slices.ContainsFunc(f.told, func(t history.Unrecorded) bool { return t.Day == day }),
		known: day <= f.lastKnown,
		rest:  f.blankRest,
	}
	return f.decide(i, f.days[day], b)
}

// freshAfter is how long the fatigue of a hard run lasts.
const freshAfter = classify.FreshAfter * time.Hour

// within returns what started within 24 h of the end of run i.
func (f *field) within(i int) After {
	end := f.runs[i].End()
	until := end.Add(freshAfter)
	var found []int
	for k := i + 1; k < len(f.runs) && !f.runs[k].Sum.Start.After(until); k++ {
		if !f.runs[k].Sum.Start.Before(end) && !f.runs[k].Verdict.Ignored {
			found = append(found, k)
		}
	}
	told := slices.ContainsFunc(f.told, func(t history.Unrecorded) bool { return !t.Start.Before(end) && !t.Start.After(until) })
	away := slices.ContainsFunc(f.away, func(a AwayDays) bool { return a.has(f.runs[i].EndDay() + 1) })
	return f.decide(i, found, blank{away, told, unit.DayOf(until) <= f.lastKnown, f.blankRest})
}

// decide returns what came of the sessions found. Sessions of days away do not count.
func (f *field) decide(i int, found []int, b blank) After {
	kind := BlankRule.Of(&b)
	a := After{Kind: kind, Run: -1, Hardest: kind, Hours: math.NaN()}
	if b.away || len(found) == 0 {
		return a
	}
	a.Run = f.first(found, Followed.decides)
	a.Kind = f.runs[a.Run].Follows()
	a.Hardest = f.runs[f.first(found, Followed.rank)].Follows()
	for _, k := range found {
		if k != a.Run {
			a.Others = append(a.Others, k)
		}
	}
	a.Sport = f.runs[a.Run].Sport
	a.Hours = f.runs[a.Run].Sum.Start.Sub(f.runs[i].Sum.End()).Hours()
	return a
}

// first returns the session with the highest place; of equals the earliest.
func (f *field) first(found []int, place func(Followed) int) int {
	best := found[0]
	for _, k := range found[1:] {
		if place(f.runs[k].Follows()) > place(f.runs[best].Follows()) {
			best = k
		}
	}
	return best
}

// Aftermath returns what followed a run; nil when the run is no stressor.
func (s *Season) Aftermath(run int) *Aftermath {
	for _, list := range [][]Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		at, ok := slices.BinarySearchFunc(list, run, func(a Aftermath, run int) int { return a.Run - run })
		if ok {
			return &list[at]
		}
	}
	return nil
}

// dayAfter finds for each session the hard run that ended on the calendar day before.
func (f *field) dayAfter() {
	for i := range f.runs {
		best := -1
		if f.runs[i].Verdict.Ignored {
			f.runs[i].DayAfter = best
			continue
		}
		for _, k := range f.ended[f.runs[i].Day-1] {
			if f.runs[k].Stresses() && (best < 0 || f.runs[k].Follows().rank() > f.runs[best].Follows().rank()) {
				best = k
			}
		}
		f.runs[i].DayAfter = best
	}
}
