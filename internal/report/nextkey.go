package report

import (
	"fmt"
	"math"
	"slices"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

func (b *builder) nextKeySheet() *Sheet {
	return &Sheet{
		Name:   "Next key",
		About:  "The next key workout or race after each long run, by what came the day after. Not updated by your edits.",
		Tables: slices.Concat([]*Table{b.nextKeyWords(), b.onTimeWords(), b.onTimeTable()}, filled(b.hardScheduleTable()), b.comparedTables(), b.doseTables(), []*Table{b.limitsTable(), b.outcomesTable()}),
		Charts: append([]*Chart{
			b.outcomeChart(season.DaysUntil, "days until the next key workout", Count),
			b.outcomeChart(season.Efficiency, "efficiency against own trend", Change),
		}, b.doseCharts()...),
	}
}

func (b *builder) outcomesTable() *Table {
	outcomes := b.season.Next.Outcomes
	t := newTable("Outcomes", "One by one", Grid, len(outcomes))
	t.day("Long run", "", func(i int) unit.Day { return b.run(outcomes[i].Long).Day })
	t.text("Day after", "", func(i int) string { return outcomes[i].Arm.String() }).as(Class)
	b.outcome(t, season.DaysUntil)
	t.text("On schedule", "whether the next key workout came on your usual day", func(i int) string { return outcomes[i].Next.String() })
	t.text("Compared", "no: another long run came in between", func(i int) string { return yesNo(outcomes[i].Compared) })
	t.day("Next key", "", func(i int) unit.Day {
		if outcomes[i].Key < 0 {
			return noDay
		}
		return b.run(outcomes[i].Key).Day
	})
	t.text("Kind", "of the next key workout", func(i int) string { return outcomes[i].Kind.String() })
	b.outcome(t, season.EarlyHeart)
	b.outcome(t, season.Efficiency)
	b.outcome(t, season.WorkPace)
	b.outcome(t, season.Decoupling)
	return t
}

// outcome adds a column with a measure of each outcome.
func (b *builder) outcome(t *Table, m season.Measure) {
	t.number(title(m.String()), quantity(m), "", func(i int) float64 { return si(m, b.season.Next.Outcomes[i].Values[m]) })
}

func (b *builder) outcomeChart(m season.Measure, label string, q Quantity) *Chart {
	ch := &Chart{
		Kind:  Scatter,
		Title: of("NextKeyWords", title(m.String())),
		X: Axis{
			Title: "day of the long run", Quantity: b.axisDay(),
			From: number(Day, float64(b.season.From)), To: number(Day, float64(b.season.To)), Step: number(Count, b.dayStep()),
		},
		Y:   Axis{Title: label, Quantity: q},
		Alt: "Dots of " + label + ", one a long run, by what came the day after.",
	}
	kinds := kindsByWord()
	for _, arm := range season.Arms {
		if arm == season.ArmRest && !b.season.BlankRest || arm == season.ArmNoRecord && b.season.BlankRest {
			continue
		}
		ch.Series = append(ch.Series, Series{
			Name: arm.String(), Kind: kinds[arm.String()], X: of("Outcomes", "Long run"), Values: of("Outcomes", title(m.String())),
			Where: []Is{{"Day after", arm.String()}, {"Compared", "yes"}},
		})
	}
	return ch
}

// axisDay returns the quantity that labels the days of an axis.
func (b *builder) axisDay() Quantity {
	if len(b.season.Weeks) > weeksByMonth {
		return Month
	}
	return ShortDay
}

// dayStep returns the days between the labels of an axis: whole weeks, so that there are
// about ten labels.
func (b *builder) dayStep() float64 {
	return 7 * math.Max(1, math.Round(float64(b.season.To-b.season.From)/70))
}

// limitsTable lists conclusions that the data do not support.
func (b *builder) limitsTable() *Table {
	lines := []string{
		"One season of one runner cannot show an effect of 1 %; the published effect of active against passive recovery is below that (Bosak et al., 12 runners).",
		"Runners choose: with fresh legs one runs the day after, with heavy legs one rests. So the day after went with the next workout; it need not have caused it.",
		"Days until the workout, heat, route, load of the weeks before and the kind of workout differ too; adjustment removes only part of that.",
		"A day without a record may be rest or a watch not worn; the files cannot tell them apart.",
	}
	t := newTable("Limits", "What may not be concluded", Lines, 1)
	for i, l := range lines {
		t.text(fmt.Sprint(i+1), "", func(int) string { return l })
	}
	return t
}
