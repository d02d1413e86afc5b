package report

import (
	"math"
	"strings"
	"testing"

	"dayafter/internal/experiment"
	"dayafter/internal/season"
)

// restOrWalk returns an experiment that compares rest with walking, with the given estimate
// by plan.
func restOrWalk(t *testing.T, by experiment.Estimate) *Experiment {
	t.Helper()
	p := &experiment.Plan{Weeks: []experiment.Week{{Start: 20002}, {Start: 20009, Arm: 1}, {Start: 20016, Arm: -1, Pair: -1, Excluded: "race"}}}
	for i, word := range []string{"rest", "walk"} {
		arm, err := experiment.ParseArm(word)
		if err != nil {
			t.Fatal(err)
		}
		p.Arms[i] = arm
	}
	r := p.Analyse(&season.Season{})
	r.ByPlan, r.Over = by, true
	r.Holds = [2]bool{by.Low > -experiment.Margin, by.High < experiment.Margin}
	return &Experiment{Plan: p, Result: r}
}

func TestExperimentInWords(t *testing.T) {
	n := math.NaN()
	for want, by := range map[string]experiment.Estimate{
		"went better after rest than after walk: heart rate 3.0 % lower":  {Pairs: 8, Effect: 3, Low: 1, High: 5, P: 0.01},
		"went better after walk than after rest: heart rate 3.0 % lower":  {Pairs: 8, Effect: -3, Low: -5, High: -1, P: 0.01},
		"No difference shown between rest and walk":                       {Pairs: 8, Effect: 0, Low: -1, High: 1, P: 0.6},
		"1 complete pair of weeks is too few for a result; 6 are needed.": {Pairs: 1, Effect: n, Low: n, High: n, P: n},
	} {
		if got := restOrWalk(t, by).Verdict(); !strings.Contains(got, want) {
			t.Errorf("%+v: %q, want %q", by, got, want)
		}
	}
	for want, by := range map[string]experiment.Estimate{
		"Neither makes your next runs more than 2 % worse": {Low: -1, High: 1},
		"After rest, your next runs are at most 2 % worse": {Low: 1, High: 5},
		"After walk, your next runs are at most 2 % worse": {Low: -5, High: -1},
		"vary too much": {Low: -5, High: 5},
	} {
		if got := restOrWalk(t, by).Holds(); !strings.Contains(got, want) {
			t.Errorf("%+v: %q, want %q", by, got, want)
		}
	}
}

// The sheet shows each week with the arm that the coin chose, and both analyses.
func TestExperimentSheet(t *testing.T) {
	b := &builder{options: Options{Experiment: restOrWalk(t, experiment.Estimate{Pairs: 8, Effect: 3, Low: 1, High: 5, P: 0.01})}}
	tables := map[string]*Table{}
	for _, table := range b.experimentSheet().Tables {
		tables[table.Name] = table
	}
	cell := func(table, column string, row int) string {
		for _, c := range tables[table].Columns {
			if c.Name == column {
				return c.Cells[row].String()
			}
		}
		return "no column " + column
	}
	for _, c := range []struct {
		table, column string
		row           int
		want          string
	}{
		{ExperimentWeeks, "The coin says", 0, "rest"},
		{ExperimentWeeks, "The coin says", 1, "walk"},
		{ExperimentWeeks, "The coin says", 2, "as you like (race: does not count)"},
		{ExperimentWeeks, "Done", 0, NotYet},
		{ExperimentEffects, "Difference", 0, "0.03"},
		{ExperimentEffects, "From", 0, "0.01"},
		{ExperimentEffects, "To", 0, "0.05"},
	} {
		if got := cell(c.table, c.column, c.row); got != c.want {
			t.Errorf("%s[%s] %d: %q, want %q", c.table, c.column, c.row, got, c.want)
		}
	}
	if kinds := b.options.Experiment.kinds(); kinds != [2]Kind{KindBlank, KindActive} {
		t.Errorf("kinds %v", kinds)
	}
}
