package report

import (
	"fmt"
	"math"
	"time"

	"dayafter/internal/experiment"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Experiment is a plan with its outcome.
type Experiment struct {
	Plan   *experiment.Plan
	Result *experiment.Result
}

// ExperimentSheet and ExperimentAbout are the name and the second line of the sheet that
// only a report with a plan has. A runner may have a sheet of that name, but not with that
// second line.
const (
	ExperimentSheet = "Experiment"
	ExperimentAbout = "Your own experiment: a coin decided what you do on the day after each long run. Not updated by your edits."
)

// Tables of the sheet Experiment that the page draws.
const (
	ExperimentWords    = "ExperimentWords"
	ExperimentEffects  = "ExperimentEffects"
	ExperimentArms     = "ExperimentArms"
	ExperimentWeeks    = "ExperimentWeeks"
	ExperimentPromises = "ExperimentPromises"
)

// experimentSheet returns the sheet of the runner's experiment.
func (b *builder) experimentSheet() *Sheet {
	e := b.options.Experiment
	return &Sheet{
		Name:   ExperimentSheet,
		About:  ExperimentAbout,
		Tables: []*Table{e.wordsTable(), e.effectsTable(), e.armsTable(), b.experimentWeeksTable(), e.promisesTable()},
		Charts: []*Chart{b.experimentChart()},
	}
}

// wordsTable returns the answers in words, with the result first.
func (e *Experiment) wordsTable() *Table {
	t := newTable(ExperimentWords, "", Lines, 1)
	t.text("Title", "", func(int) string { return e.title() }).as(Working)
	t.text("Verdict", "", func(int) string { return e.Verdict() })
	for _, line := range []struct{ name, text string }{
		{"Holds", e.Holds()}, {"Schedule", e.Schedule()}, {"Adherence", e.Adherence()}, {"Next", e.next()},
	} {
		if line.text != "" {
			t.text(line.name, "", func(int) string { return line.text })
		}
	}
	for i, line := range Reading() {
		t.text(fmt.Sprintf("How to read %d", i+1), "", func(int) string { return line })
	}
	t.text("Chart", "", func(int) string { return "Each week's heart rate at a given speed, by what the coin asked for" }).as(Working)
	return t
}

// effectsTable returns the difference between the arms by both analyses.
func (e *Experiment) effectsTable() *Table {
	a, b := e.words()
	rows := []struct {
		name string
		of   *experiment.Estimate
	}{{"by plan", &e.Result.ByPlan}, {"as done", &e.Result.AsDone}}
	t := newTable(ExperimentEffects, fmt.Sprintf("How much better the next runs went after %s than after %s: heart rate lower at the same speed", a, b), Grid, len(rows))
	t.text("Analysis", "", func(i int) string { return rows[i].name })
	t.number("Pairs", Count, "pairs of weeks with a result in both", func(i int) float64 { return float64(rows[i].of.Pairs) })
	t.number("Difference", Change, "mean over the pairs; plus: the first is better", func(i int) float64 { return fraction(rows[i].of.Effect) }).dashed()
	t.number("From", Change, "95 % interval: all differences that the test does not reject", func(i int) float64 { return fraction(rows[i].of.Low) }).dashed()
	t.number("To", Change, "end of the 95 % interval", func(i int) float64 { return fraction(rows[i].of.High) }).dashed()
	t.number("p", Ratio, "of the sign-flip test: how often a coin alone makes such a difference", func(i int) float64 { return round(rows[i].of.P, 3) }).dashed()
	return t
}

// fraction returns per cent as a share, rounded as it is shown.
func fraction(percent float64) float64 { return round(percent/100, 3) }

// armsTable returns the number of days asked for and followed, by arm.
func (e *Experiment) armsTable() *Table {
	r := e.Result
	t := newTable(ExperimentArms, "What you did", Grid, 2)
	arm := t.text("Day after", "", func(i int) string { return e.Plan.Arms[i].Word })
	for i, kind := range e.kinds() {
		arm.Cells[i].Kind = kind
	}
	t.number("Asked for", Count, "days that have come", func(i int) float64 { return float64(r.Asked[i]) })
	t.number("Done as planned", Count, "", func(i int) float64 { return float64(r.Kept[i]) })
	t.number("Next key on schedule", Count, "next key workouts on your usual day or one day later at most", func(i int) float64 { return float64(r.Schedule.OnTime[i]) })
	t.number("of", Count, "next key workouts with a known result", func(i int) float64 { return float64(r.Schedule.N[i]) })
	t.text("Holds?", fmt.Sprintf("whether the next runs are at most %.0f %% worse than after the other day", r.Margin), func(i int) string {
		if math.IsNaN(r.ByPlan.P) {
			return ""
		}
		return yesNo(r.Holds[i])
	}).dashed()
	return t
}

// experimentWeeksTable returns a row for each week of the plan.
func (b *builder) experimentWeeksTable() *Table {
	e := b.options.Experiment
	weeks := e.Result.Weeks
	t := newTable(ExperimentWeeks, "The weeks", Grid, len(weeks))
	t.day("Week of", "day of the long run", func(i int) unit.Day { return weeks[i].Start })
	t.number("Pair", Count, "two weeks of a pair are compared with each other", func(i int) float64 {
		if weeks[i].Pair < 0 {
			return math.NaN()
		}
		return float64(weeks[i].Pair + 1)
	}).dashed()
	t.day("Day after", "", func(i int) unit.Day { return weeks[i].Start + 1 })
	t.text("The coin says", "", func(i int) string { return e.Asks(weeks[i].Week) })
	t.text("Came", "what your files show on that day", func(i int) string {
		if weeks[i].Adherence == experiment.NotYet || weeks[i].Adherence == experiment.NoLongRun {
			return ""
		}
		return weeks[i].Came.String()
	}).as(Class)
	t.text("Done", "", func(i int) string { return done(&weeks[i]) })
	t.number(HeartAtSpeed, Change, "at the same speed, early in the runs from the second to the sixth day; plus: a lower heart rate", func(i int) float64 {
		return fraction(weeks[i].Value)
	}).dashed()
	t.text("Next key", "whether the next key workout came on your usual day", func(i int) string {
		if weeks[i].Next == season.NotDue {
			return ""
		}
		return weeks[i].Next.String()
	}).as(Class)
	return t
}

// Words of the column Done.
var (
	NotYet     = experiment.NotYet.String()
	AsPlanned  = experiment.Followed.String()
	NotVisible = experiment.Unseen.String()
)

// done returns whether a week was followed; "" if the plan asks for nothing.
func done(d *experiment.Done) string {
	if d.Arm < 0 {
		return ""
	}
	return d.Adherence.String()
}

// promisesTable returns a table of the differences that the plan can find.
func (e *Experiment) promisesTable() *Table {
	all := e.Plan.Promises()
	t := newTable(ExperimentPromises, fmt.Sprintf("What the experiment can find: your weeks differ by %.1f %% on their own (%d weeks measured beforehand)", e.Plan.Spread.SD, e.Plan.Spread.Weeks), Grid, len(all))
	t.number("True difference", Share, "", func(i int) float64 { return all[i].Effect / 100 })
	t.number("Found in", Share, "of experiments, if you miss no more than one week in ten", func(i int) float64 { return round(all[i].Power, 2) })
	return t
}

// experimentChart returns a chart of the weeks' outcomes by arm.
func (b *builder) experimentChart() *Chart {
	e := b.options.Experiment
	ch := &Chart{
		Kind: Scatter, Title: of(ExperimentWords, "Chart"),
		X:   Axis{Title: "week of the long run", Quantity: ShortDay, From: number(Day, float64(e.Plan.Weeks[0].Start-7)), To: number(Day, float64(e.Plan.Weeks[len(e.Plan.Weeks)-1].Start+7)), Step: number(Count, e.step())},
		Y:   Axis{Title: "lower than usual at the same speed", Quantity: Change},
		Alt: "Dots of each week's heart rate at a given speed, by what the coin asked for.",
	}
	for i, kind := range e.kinds() {
		word := e.Plan.Arms[i].Word
		ch.Series = append(ch.Series, Series{
			Name: word, Kind: kind, X: of(ExperimentWeeks, "Week of"), Values: of(ExperimentWeeks, HeartAtSpeed),
			Where: []Is{{"The coin says", word}},
		})
	}
	return ch
}

// armKinds holds the kinds whose colours the arms of an experiment have.
var armKinds = map[season.Arm]Kind{season.ArmRest: KindBlank, season.ArmEasy: KindRecovery, season.ArmActive: KindActive, season.NoArm: KindDrifted}

// kinds returns the kinds whose colours both arms have. They always differ.
func (e *Experiment) kinds() [2]Kind {
	a, b := armKinds[e.Plan.Arms[0].Kind()], armKinds[e.Plan.Arms[1].Kind()]
	if a == b {
		b = KindEasy
	}
	return [2]Kind{a, b}
}

// step returns the days between the labels of the weeks, so that there are about eight
// labels.
func (e *Experiment) step() float64 { return float64(7 * (1 + len(e.Plan.Weeks)/8)) }

// dayForm is the form in which an experiment's days are shown in words.
const dayForm = "Mon 2 Jan 2006"

// LongDay returns a day with its weekday.
func LongDay(d unit.Day) string { return d.Time().In(time.UTC).Format(dayForm) }
