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

// Aftermath holds the days after one stressor and its next key workout.
type Aftermath struct {
	Run     int
	Days    [3]After // local day +1, +2, +3
	Within  After    // sessions that started within 24 h of the stressor's end
	NextKey int      // the next key workout or race after it; -1 when none yet
	ToKey   int      // days from the stressor's end until NextKey; -1 when none yet
	Key     int      // the first key workout or race from day +2 on, which Next judges; -1 when none yet
	Next    Punctuality
	Group   Group // how the answer counts day +1
}

// After is one day, or the 24 hours, after a stressor.
type After struct {
	Kind    Followed       // RecoveryRun if any session is a recovery run; otherwise the kind of the hardest session
	Run     int            // the session that decided the kind; -1 when none
	Hardest Followed       // the kind of the hardest session; Kind when there is no session
	Others  []int          // the other sessions of that day
	Sport   activity.Sport // sport of the deciding session
	Hours   float64        // from the stressor's end to the deciding session's start; NaN
}

// Sessions returns the sessions of the day, the deciding one first.
func (a *After) Sessions() []int {
	if a.Run < 0 {
		return nil
	}
	return append([]int{a.Run}, a.Others...)
}

// field indexes runs by their days, and holds the data about days without a session.
type field struct {
	runs      []Run
	days      map[unit.Day][]int // by the day on which they started
	ended     map[unit.Day][]int // by the day on which they ended
	away      []AwayDays
	blankRest bool
	noFile    []history.Unrecorded // in order of start
	lastKnown unit.Day
}

// field returns the index of runs. Their verdicts may differ from those of s.Runs.
func (s *Season) field(runs []Run) *field {
	f := &field{
		runs: runs, days: map[unit.Day][]int{}, ended: map[unit.Day][]int{},
		away: s.Away, blankRest: s.BlankRest, noFile: s.Unrecorded, lastKnown: s.LastKnown,
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

// aftermaths returns the aftermath of each run for which of returns true.
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

// blank describes a day, or 24 hours, in which no session started.
type blank struct {
	away, noFile bool
	over         bool // the data reach to the end of the day
	rest         bool // the user says that a day without a record is a day of rest
}

// BlankFacts lists what the rules ask about a day without a session. The workbook's
// table of days has a column for each.
var BlankFacts = rule.Facts[blank]{
	{Name: "Away", Of: func(b *blank) formula.Value { return rule.Count(count(b.away)) }},
	{Name: "Without a file", Of: func(b *blank) formula.Value { return rule.Count(count(b.noFile)) }},
	{Name: "Ahead", Of: func(b *blank) formula.Value { return rule.Count(count(!b.over)) }},
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

// onDay returns the given day after run i.
func (f *field) onDay(i int, day unit.Day) After {
	b := blank{
		away:   slices.ContainsFunc(f.away, func(a AwayDays) bool { return a.has(day) }),
		noFile: slices.ContainsFunc(f.noFile, func(t history.Unrecorded) bool { return t.Day == day }),
		over:   day <= f.lastKnown,
		rest:   f.blankRest,
	}
	return f.decide(i, f.days[day], b)
}

// freshAfter is the time that the fatigue of a hard run lasts.
const freshAfter = classify.FreshAfter * time.Hour

// within returns the 24 hours after the end of run i.
func (f *field) within(i int) After {
	end := f.runs[i].End()
	until := end.Add(freshAfter)
	var found []int
	for k := i + 1; k < len(f.runs) && !f.runs[k].Sum.Start.After(until); k++ {
		if !f.runs[k].Sum.Start.Before(end) && !f.runs[k].Verdict.Ignored {
			found = append(found, k)
		}
	}
	noFile := slices.ContainsFunc(f.noFile, func(t history.Unrecorded) bool { return !t.Start.Before(end) && !t.Start.After(until) })
	away := slices.ContainsFunc(f.away, func(a AwayDays) bool { return a.has(f.runs[i].EndDay() + 1) })
	return f.decide(i, found, blank{away, noFile, unit.DayOf(until) <= f.lastKnown, f.blankRest})
}

// decide returns the day after run i with the sessions found or, without any, the blank day
// b. Sessions on days away do not count.
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

// first returns the session that ranks highest by place; if there are several, the
// earliest.
func (f *field) first(found []int, place func(Followed) int) int {
	best := found[0]
	for _, k := range found[1:] {
		if place(f.runs[k].Follows()) > place(f.runs[best].Follows()) {
			best = k
		}
	}
	return best
}

// Aftermath returns the aftermath of a run; nil if the run is no stressor.
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
