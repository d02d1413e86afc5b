package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dayafter/internal/season"
)

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

// reasons states why a comparison is undecided.
func reasons(c *season.Comparison) string {
	if slices.Contains(c.Reasons, season.HiddenForm) {
		return "a difference as large as your own swings in form could explain it"
	}
	return "the days differ in " + strings.Join(covariateNames(c.Reasons), ", ")
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
