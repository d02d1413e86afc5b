package report

import (
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/season"
)

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
	return fmt.Sprintf("Cannot tell: your \"%s\" days and your \"%s\" days also differed in other things, such as %s.", c.Arm, c.Against, listed(two))
}

func covariateNames(all []season.Covariate) (names []string) {
	for _, c := range all {
		names = append(names, c.String())
	}
	return names
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
