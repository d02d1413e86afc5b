package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

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

// comparedTables returns the tables that compare kinds of day after. If there are too few
// key workouts to compare, it returns none, and the first line says so.
func (b *builder) comparedTables() []*Table {
	if !slices.ContainsFunc(b.season.Next.Arms, func(a season.ArmSummary) bool { return slices.Max(a.N[:]) >= season.MinArm }) {
		return nil
	}
	if !slices.ContainsFunc(b.season.Next.Comparisons, func(c season.Comparison) bool { return c.Enough }) {
		return filled(b.armsTable())
	}
	return filled(b.armsTable(), b.comparisonsTable(), b.elseTable())
}

func (b *builder) nextKeyWords() *Table {
	t := newTable("NextKeyWords", "", Lines, 1)
	t.text("Claim", "", func(int) string { return b.claim() })
	for _, m := range []season.Measure{season.DaysUntil, season.Efficiency} {
		t.text(title(m.String()), "", func(int) string { return b.medians(m) }).as(Working)
	}
	return t
}

// claim returns sentences that say whether the next workouts differ.
func (b *builder) claim() string {
	n := &b.season.Next
	var found, unsure []string
	enough := false
	for i := range n.Comparisons {
		c := &n.Comparisons[i]
		if c.Measure != season.Primary {
			continue // only this measure can support a claim
		}
		enough = enough || c.Enough
		switch c.Finding {
		case season.WentWith:
			found = append(found, b.wentWith(c))
		case season.Undecided:
			unsure = append(unsure, undecided(c))
		}
	}
	switch {
	case len(found) > 0:
		return title(strings.Join(found, "; ")) + "."
	case n.AlwaysSame != season.NoArm:
		return fmt.Sprintf("Nothing to compare with: the day after your hard runs was nearly always the same (%s).", n.AlwaysSame)
	case len(unsure) > 0:
		return unsure[0]
	case enough:
		return "No kind of day after went with next workouts that differ by more than chance can explain."
	}
	return fmt.Sprintf("Not enough next workouts to compare yet (%d needed for each kind of day after).", season.MinArm)
}

// wentWith states a difference together with its strongest confounder.
func (b *builder) wentWith(c *season.Comparison) string {
	return fmt.Sprintf("%s went with a %s %s than %s did (95 %% interval %s to %s), which may be due to %s instead",
		c.Arm, c.Measure, b.measured(c.Measure, c.Diff), c.Against, b.measured(c.Measure, c.Low), b.measured(c.Measure, c.High), c.Confounder)
}

// undecided states why two kinds of day after cannot be compared. It names at most two
// other differences between them.
func undecided(c *season.Comparison) string {
	if slices.Contains(c.Reasons, season.HiddenForm) {
		return fmt.Sprintf("Cannot tell: your own swings in form could explain the difference between \"%s\" and \"%s\".", c.Arm, c.Against)
	}
	two := covariateNames(c.Reasons[:min(2, len(c.Reasons))])
	return fmt.Sprintf("Cannot tell: after your hard runs, days of the kinds \"%s\" and \"%s\" differed in other things too, such as %s.", c.Arm, c.Against, listed(two))
}

// reasons states why a comparison is undecided.
func reasons(c *season.Comparison) string {
	if slices.Contains(c.Reasons, season.HiddenForm) {
		return "a difference as large as your own swings in form could explain it"
	}
	return "the days differ in " + strings.Join(covariateNames(c.Reasons), ", ")
}

func covariateNames(all []season.Covariate) (names []string) {
	for _, c := range all {
		names = append(names, c.String())
	}
	return names
}

// measured returns a value of a measure with its unit; "" when it is missing.
func (b *builder) measured(m season.Measure, x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case m == season.DaysUntil:
		return fmt.Sprintf("%.1f days", x)
	case m == season.Decoupling || m == season.Effort || m == season.Feel:
		return fmt.Sprintf("%+.1f points", x)
	case m == season.EarlyHeart && x < 0:
		return fmt.Sprintf("%.1f %% higher", -x)
	case m == season.EarlyHeart:
		return fmt.Sprintf("%.1f %% lower", x)
	case m == season.WakingHR:
		return fmt.Sprintf("%+.1f bpm", x)
	case m == season.WakingSleep:
		return fmt.Sprintf("%+.0f min", x)
	}
	return fmt.Sprintf("%+.1f %%", x)
}

// measureTitles holds the titles of the measures that have a chart.
var measureTitles = map[season.Measure]string{
	season.DaysUntil:  "Days until the next key workout",
	season.Efficiency: "Its efficiency against your own trend",
}

// medians returns the title of a measure's chart, which states the medians.
func (b *builder) medians(m season.Measure) string {
	var parts []string
	for _, a := range b.season.Next.Arms {
		if a.N[m] >= season.MinArm {
			parts = append(parts, fmt.Sprintf("%s %s (n\u00a0%d)", a.Arm, b.measured(m, a.Median[m]), a.N[m]))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%s: fewer than %d after any kind of next day, so only dots", measureTitles[m], season.MinArm)
	}
	return measureTitles[m] + ", median: " + strings.Join(parts, ", ")
}

// si returns a measure's value in days or as a share.
func si(m season.Measure, x float64) float64 {
	if quantity(m) == Decimal {
		return round(x, 1)
	}
	return round(x/100, 3)
}

// quantity returns the quantity of a measure.
func quantity(m season.Measure) Quantity {
	switch m {
	case season.DaysUntil, season.Effort, season.Feel, season.WakingHR, season.WakingSleep:
		return Decimal
	}
	return Change
}

// armsTable returns a row for each kind of day after and measure with a value.
func (b *builder) armsTable() *Table {
	type row struct {
		*season.ArmSummary
		m season.Measure
	}
	var rows []row
	for i := range b.season.Next.Arms {
		for _, m := range season.Measures {
			if a := &b.season.Next.Arms[i]; a.N[m] > 0 {
				rows = append(rows, row{a, m})
			}
		}
	}
	t := newTable("Arms", "By what came the day after", Grid, len(rows))
	t.text("Day after", "", func(i int) string { return rows[i].Arm.String() }).as(Class)
	t.text("Measure", "", func(i int) string { return rows[i].m.String() })
	t.number("n", Count, "next key workouts", func(i int) float64 { return float64(rows[i].N[rows[i].m]) })
	t.number("of", Count, "long runs", func(i int) float64 { return float64(rows[i].Long) })
	t.text("Median", "", func(i int) string { return b.measured(rows[i].m, rows[i].Median[rows[i].m]) }).dashed()
	t.text("95 % interval", fmt.Sprintf("of the median, by week-block bootstrap; – below %d values", season.MinArm), func(i int) string {
		return b.interval(rows[i].m, rows[i].Low[rows[i].m], rows[i].High[rows[i].m])
	}).dashed()
	return t
}

// interval formats a 95 % interval; "" when there is none.
func (b *builder) interval(m season.Measure, low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return ""
	}
	return b.measured(m, low) + " to " + b.measured(m, high)
}

// elseTable returns a table of other differences between the kinds of day after.
func (b *builder) elseTable() *Table {
	arms := b.season.Next.Arms
	t := newTable("Else", "What else differed: medians", Grid, len(arms))
	t.text("Day after", "", func(i int) string { return arms[i].Arm.String() }).as(Class)
	t.number("Long run's load", Count, "training stress score of the long run", func(i int) float64 { return math.Round(arms[i].Load) }).in("TSS")
	t.number("Form", Count, "freshness on the day of the long run: fitness less fatigue", func(i int) float64 { return math.Round(arms[i].Fresh) }).in("TSB")
	if slices.ContainsFunc(arms, func(a season.ArmSummary) bool { return !math.IsNaN(a.Heat) }) {
		t.number("Heat", Count, "at the next key workout, by the watch's sensor", func(i int) float64 { return math.Round(arms[i].Heat) }).in("°C")
	}
	return t
}

func (b *builder) comparisonsTable() *Table {
	var all []season.Comparison
	for _, c := range b.season.Next.Comparisons {
		if c.N > 0 && c.M > 0 {
			all = append(all, c)
		}
	}
	t := newTable("Comparisons", "After all hard runs of all years, adjusted for days, kind of workout, form before, load, heat and season. Claims rest on heart rate at a given speed alone", Grid, len(all))
	t.text("Day after", "", func(i int) string { return all[i].Arm.String() }).as(Class)
	t.text("Measure", "", func(i int) string { return all[i].Measure.String() })
	t.number("n", Count, "", func(i int) float64 { return float64(all[i].N) })
	t.number("against", Count, "", func(i int) float64 { return float64(all[i].M) })
	t.text("Difference", "adjusted mean", func(i int) string { return b.measured(all[i].Measure, all[i].Diff) }).dashed()
	t.text("95 % interval", "of the difference; – where the days are too unlike to compare", func(i int) string { return b.interval(all[i].Measure, all[i].Low, all[i].High) }).dashed()
	t.number("p", Ratio, "by permutation within kinds of key workout and parts of the season; only of the main measure", func(i int) float64 { return round(all[i].P, 3) })
	t.number("p adjusted", Ratio, "for all kinds of day after (Holm)", func(i int) float64 { return round(all[i].Adjusted, 3) })
	t.text("Shrunk", "the difference, reduced because the workouts are few", func(i int) string { return b.measured(all[i].Measure, all[i].Shrunk) }).dashed()
	t.text("Least", "smallest difference that would be found 8 times in 10", func(i int) string { return b.measured(all[i].Measure, all[i].Least) }).dashed()
	t.text("Says", "", func(i int) string { return says(&all[i]) })
	return t
}

func says(c *season.Comparison) string {
	switch c.Finding {
	case season.NotEnough:
		return fmt.Sprintf("too few to compare (needs %d in both)", season.MinArm)
	case season.WentWith:
		return "went with a difference; may be due to " + c.Confounder.String()
	case season.Undecided:
		return "cannot tell: " + reasons(c)
	case season.Beside:
		return "shown beside: no claim rests on it"
	}
	return "no difference shown"
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
