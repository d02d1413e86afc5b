package season

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Today describes the runner's situation at one moment, and what fits next.
type Today struct {
	Day   unit.Day
	Fits  Fit
	Why   TodayWhy
	Last  int     // the last session; -1 without one
	Hours float64 // hours since the end of Last

	Tired     bool    // Hard ended less than 24 hours before or on the calendar day before
	Hard      int     // the last long run, key workout or race; -1
	HardHours float64 // hours from the end of Hard; NaN

	PerWeek float64 // usual runs a week: median of Weeks whole weeks; NaN if too few are known
	Weeks   int
	Rule    Rule // rule of a week with PerWeek runs

	Week    *Week   // this week so far; nil before its first session
	LastKey int     // the last key workout or race; -1
	Gap     float64 // usual days between key workouts; NaN
	ToKey   int     // days to the next key workout, negative if overdue; 0 if unknown
	ByDay   bool    // ToKey counts to the next usual weekday of key workouts, otherwise to the end of Gap

	LastRace  int      // -1
	EasyUntil unit.Day // the last of the easy days after LastRace; 0 without one

	Race   *Race // the next named race; nil
	ToRace int   // days to Race
	// RaceFirst reports whether no key workout fits before Race: ToKey is after it or within
	// raceSoon days before it.
	RaceFirst bool

	Spike   Spike
	Targets Targets
}

// Fit is the kind of day that fits.
type Fit uint8

// Fits.
const (
	FitsUnclear Fit = iota // too little is known
	FitsNothing            // the runner has run today
	FitsRace
	FitsRest
	FitsRecoveryRun
	FitsEasyRun
	FitsKey
)

// String returns the stable name used in JSON.
func (f Fit) String() string {
	return [...]string{"unclear", "done", "race", "rest", "recovery run", "easy run", "key workout"}[f]
}

// TodayWhy names the rule that chose the Fit.
type TodayWhy uint8

// Rules, see todayRules.
const (
	TodayNoRuns TodayWhy = iota // the files hold no run before today
	TodayGone                   // the last run is too long ago
	TodayRaceToday
	TodayRanToday
	TodayLongRace // tired after a long race
	TodayFewWeeks // too few whole weeks to know the number of runs a week
	TodayTiredBase
	TodayTiredFew  // three runs a week or fewer
	TodayTiredFour // four runs a week
	TodayTired     // five runs a week or more
	TodayRaceSoon
	TodayAfterRace // the easy days after a race
	TodayKeyDue
	TodayKeyLater
	TodayKeyUnknown // the usual gap between key workouts is not known
)

// String returns the stable name used in JSON.
func (w TodayWhy) String() string {
	return [...]string{
		"no runs", "last run long ago", "race today", "ran today", "tired after a long race", "few weeks", "base training", "tired, up to 3 runs a week",
		"tired, 4 runs a week", "tired", "race soon", "after a race", "key workout due", "key workout later", "usual gap unknown",
	}[w]
}

// Limits of today. Ours.
const (
	goneDays   = 14 // days without a run after which earlier habits no longer count
	raceSoon   = 3  // days before a race without key work
	usualWeeks = 8  // number of whole weeks that give the usual number of runs
	leastWeeks = 3
	longRace   = 21000 // m: after a half marathon or more, no run fits the next day
)

// todayRule is one row of the decision table. The first row that holds decides.
type todayRule struct {
	why  TodayWhy
	fits Fit
	when func(*Today, *Season) bool
}

// todayRules returns the decision table. The rows about tired legs are Fitzgerald's
// rules for the number of runs a week.
func todayRules() []todayRule {
	tired := func(t *Today, low, high Rule) bool { return t.Tired && t.Rule >= low && t.Rule <= high }
	const most = Rules - 1
	return []todayRule{
		{TodayNoRuns, FitsUnclear, func(_ *Today, s *Season) bool { return s.LastRunDay() == 0 }},
		{TodayRaceToday, FitsRace, func(t *Today, s *Season) bool { return t.Race != nil && t.ToRace == 0 && !s.racedOn(t.Day) }},
		{TodayRanToday, FitsNothing, func(t *Today, s *Season) bool { return s.ranOn(t.Day) }},
		{TodayGone, FitsUnclear, func(t *Today, s *Season) bool { return t.Day-s.LastRunDay() > goneDays }},
		{TodayRaceSoon, FitsEasyRun, func(t *Today, s *Season) bool { return t.Race != nil && t.ToRace <= raceSoon && !t.Tired }},
		{TodayLongRace, FitsRest, func(t *Today, s *Season) bool {
			return t.Tired && t.Hard == t.LastRace && s.Runs[t.Hard].Sum.Distance >= longRace
		}},
		{TodayFewWeeks, FitsUnclear, func(t *Today, _ *Season) bool { return math.IsNaN(t.PerWeek) }},
		{TodayTiredBase, FitsEasyRun, func(t *Today, s *Season) bool { return t.Tired && s.inBase() }},
		{TodayTiredFew, FitsRest, func(t *Today, s *Season) bool { return tired(t, NoRule, ThreeOrLess) }},
		{TodayTiredFour, FitsRecoveryRun, func(t *Today, s *Season) bool { return tired(t, Four, Four) }},
		{TodayTired, FitsRecoveryRun, func(t *Today, s *Season) bool { return tired(t, Five, most) }},
		{TodayAfterRace, FitsEasyRun, func(t *Today, _ *Season) bool { return t.EasyUntil >= t.Day }},
		{TodayKeyUnknown, FitsEasyRun, func(t *Today, _ *Season) bool { return math.IsNaN(t.Gap) && !t.ByDay }},
		{TodayKeyDue, FitsKey, func(t *Today, _ *Season) bool { return t.ToKey <= 0 }},
		{TodayKeyLater, FitsEasyRun, func(*Today, *Season) bool { return true }},
	}
}

// At describes the moment now, in the runner's time zone. The season must hold no later
// session.
func (s *Season) At(now time.Time) Today {
	t := Today{Day: unit.DayOf(now), Last: s.lastSession(), Hours: math.NaN(), Hard: -1, HardHours: math.NaN(), LastKey: -1, LastRace: -1, Gap: s.Next.Gap.Days}
	if t.Last >= 0 {
		t.Hours = now.Sub(s.Runs[t.Last].Sum.End()).Hours()
	}
	for i := range s.Runs {
		if s.Runs[i].Stresses() {
			t.Hard, t.HardHours = i, now.Sub(s.Runs[i].Sum.End()).Hours()
		}
		if s.Runs[i].IsKey() {
			t.LastKey = i
		}
		if s.Runs[i].IsRace() {
			t.LastRace, t.EasyUntil = i, s.Runs[i].Day+easyDaysAfter(&s.Runs[i])
		}
	}
	if s.Next.Gap.N == 0 {
		t.Gap = math.NaN()
	}
	t.Tired = t.Hard >= 0 && (t.HardHours < 24 || s.Runs[t.Hard].EndDay() == t.Day-1)
	s.setUsual(&t)
	s.setNext(&t)
	t.Spike = s.spike(t.Day)
	for _, r := range todayRules() {
		if r.when(&t, s) {
			t.Why, t.Fits = r.why, r.fits
			break
		}
	}
	switch {
	case t.Fits == FitsEasyRun && !t.Tired && t.Why != TodayAfterRace:
		t.Targets = s.freshTargets(t.Day)
	case t.Hard >= 0 && s.Runs[t.Hard].Verdict.Class == classify.Long:
		t.Targets = s.targetsAfterLong(t.Day)
	default:
		t.Targets = s.targets(t.Day)
	}
	return t
}

// mile is the racing distance in m for each easy day after a race. The rule is Jack
// Foster's, who ran a marathon in 2:11 at the age of 41.
const mile = 1609.344

// easyDaysAfter returns the number of easy days after a race.
func easyDaysAfter(r *Run) unit.Day { return unit.Day(unit.OrZero(r.Sum.Distance) / mile) }

// setUsual finds this week and the usual number of runs in the last whole weeks.
func (s *Season) setUsual(t *Today) {
	start := t.Day.WeekStart(s.WeekStart)
	var runs []float64
	for i := range s.Weeks {
		switch w := &s.Weeks[i]; {
		case w.Start == start:
			t.Week = w
		case w.Start >= start-7*usualWeeks && w.Start >= s.From:
			runs = append(runs, float64(w.Runs))
		}
	}
	t.Weeks, t.PerWeek = len(runs), math.NaN()
	if t.Weeks >= leastWeeks {
		t.PerWeek = stat.Median(runs)
		t.Rule = RuleOf(int(math.Round(t.PerWeek)))
	}
}

// setNext counts the days to the next key workout and the next race.
func (s *Season) setNext(t *Today) {
	if t.LastKey >= 0 {
		s.setNextKey(t)
	}
	for i := range s.RaceDays {
		if r := &s.RaceDays[i]; r.Day >= t.Day {
			t.Race, t.ToRace = &r.Race, int(r.Day-t.Day)
			t.RaceFirst = t.ToKey >= t.ToRace-raceSoon
			return
		}
	}
}

// setNextKey counts the days to the next key workout. Usual weekdays take precedence over
// the usual gap, as in the answer.
func (s *Season) setNextKey(t *Today) {
	usual := s.Next.Schedule.Weekdays
	if len(usual) == 0 {
		if !math.IsNaN(t.Gap) {
			due := max(s.Runs[t.LastKey].Day+unit.Day(math.Round(t.Gap)), t.EasyUntil+1)
			t.ToKey = int(due - t.Day)
		}
		return
	}
	due := max(t.Day, t.EasyUntil+1)
	if t.Tired {
		due = max(due, t.Day+1)
	}
	for !slices.Contains(usual, due.Weekday()) {
		due++
	}
	t.ByDay, t.ToKey = true, int(due-t.Day)
}

// lastSession returns the last session that counts; -1 without one.
func (s *Season) lastSession() int {
	last := len(s.Runs) - 1
	for last >= 0 && s.Runs[last].Verdict.Ignored {
		last--
	}
	return last
}

// racedOn reports whether a named race of the day is over: its run was hard. An easy run on
// that day may be the warm-up.
func (s *Season) racedOn(day unit.Day) bool {
	hard := []classify.Class{classify.Long, classify.Key}
	return slices.ContainsFunc(s.RaceDays, func(r RaceDay) bool {
		return r.Day == day && r.Run >= 0 && slices.Contains(hard, s.Runs[r.Run].Verdict.Class)
	})
}

func (s *Season) ranOn(day unit.Day) bool { return s.LastRunDay() == day }

// LastRunDay returns the day of the last run; 0 without a run.
func (s *Season) LastRunDay() unit.Day {
	for i := len(s.Runs) - 1; i >= 0; i-- {
		if s.Runs[i].IsRun() {
			return s.Runs[i].Day
		}
	}
	return 0
}

// inBase reports whether the last week is base training.
func (s *Season) inBase() bool {
	return len(s.Weeks) > 0 && s.Weeks[len(s.Weeks)-1].Base
}
