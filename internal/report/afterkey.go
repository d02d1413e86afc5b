package report

import (
	"fmt"
	"math"
	"slices"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// afterKeyTable returns a row for each key workout and race, with the columns of Long runs.
func (b *builder) afterKeyTable() *Table {
	after := slices.Concat(b.season.KeyRuns, b.season.RaceRuns)
	slices.SortFunc(after, func(x, y season.Aftermath) int { return x.Run - y.Run })
	t := newTable("AfterKey", "After key workouts and races (not updated by your edits)", Grid, len(after))
	t.day("Date", "", func(i int) unit.Day { return b.run(after[i].Run).Day })
	t.text("Class", "", func(i int) string { return b.run(after[i].Run).Verdict.Class.String() }).as(Pale)
	t.text("Kind", "", func(i int) string {
		if r := b.run(after[i].Run); !r.IsRace() {
			return r.Verdict.Kind.String()
		}
		return season.RaceRun.String()
	})
	t.text("Day +1", "what came on the next calendar day", func(i int) string { return after[i].Days[0].Kind.String() }).as(Class)
	t.number("Hours until", Decimal, "from its end to the start of that session", func(i int) float64 { return round(after[i].Days[0].Hours, 1) }).in("h")
	b.dayAfterKey(t, after)
	for day := 2; day <= aftermathDays; day++ {
		kind := fmt.Sprintf("Day +%d", day)
		t.text(kind, "what came on that calendar day", func(i int) string { return after[i].Days[day-1].Kind.String() }).as(Pale)
		t.text(fmt.Sprintf("+%d was", day), "hours from its end to that session, and its figures", func(i int) string { return b.hoursTo(&after[i].Days[day-1]) }).as(Detail)
	}
	t.text("Within 24 h", "what started within 24 h of its end", func(i int) string { return after[i].Within.Kind.String() }).as(Pale)
	t.text("Within 24 h was", "hours from its end to that session, and its figures", func(i int) string { return b.hoursTo(&after[i].Within) }).as(Detail)
	t.number("Days to key", Count, "until the next key workout or race", func(i int) float64 { return atLeastZero(after[i].ToKey) })
	t.number("Days to race", Count, "to the next race that the runner named", func(i int) float64 {
		return atLeastZero(b.run(after[i].Run).DaysTo)
	}).as(optional(b.season.RaceDays))
	return t
}

// dayAfterKey adds the figures of the session that decided day +1.
func (b *builder) dayAfterKey(t *Table, after []season.Aftermath) {
	number := func(name string, q Quantity, note string, of func(r *season.Run) float64) *Column {
		return t.number(name, q, note, func(i int) float64 {
			if run := after[i].Days[0].Run; run >= 0 {
				return of(b.run(run))
			}
			return math.NaN()
		})
	}
	word := func(name, note string, of func(r *season.Run) string) *Column {
		return t.text(name, note, func(i int) string {
			if run := after[i].Days[0].Run; run >= 0 {
				return of(b.run(run))
			}
			return ""
		})
	}
	number("+1 distance", Distance, "of that session", func(r *season.Run) float64 { return r.Sum.Distance }).in(b.units.DistanceName())
	number("+1 time", Duration, "its moving time", func(r *season.Run) float64 { return r.Sum.Moving })
	number("+1 pace", Pace, "of a run", ofRun(func(r *season.Run) float64 { return r.Sum.Speed() })).in(b.perDistance())
	number("+1 HR", HeartRate, "", func(r *season.Run) float64 { return math.Round(r.Sum.AvgHR) }).in("bpm")
	number("+1 % LTHR", Share, "", ofRun(func(r *season.Run) float64 { return round(r.Audit.OfLTHR, 3) }))
	word("How easy", "how easy the run was, unless it was itself long, key or a race", easeOf).as(Pale)
	word("+1 class", "", judgedWord).as(Detail)
	word("+1 sport", "", func(r *season.Run) string { return r.Sport.String() }).as(Detail)
	number("+1 GAP", Pace, "its hill-adjusted pace", ofRun(func(r *season.Run) float64 { return r.Sum.GAPSpeed })).in(b.perDistance()).as(Detail)
	number("+1 above ceiling", Duration, "its time at or above the easy limit", ofRun(func(r *season.Run) float64 { return r.Audit.Above })).as(Detail)
	word("+1 title", "the runner's own title", func(r *season.Run) string { return b.clean.text(r.Intent.Title) }).as(Detail)
	all := b.sessionsByDay()
	t.text("+1 all", "all sessions of that day, where there is more than one", func(i int) string { return all[b.run(after[i].Run).Day+1] }).as(Detail)
}
