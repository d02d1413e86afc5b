package report

import (
	"strings"
	"testing"

	"dayafter/internal/season"
)

// TestClaimNamesItsConfounder checks that the sentence of a claim names the strongest
// confounder.
func TestClaimNamesItsConfounder(t *testing.T) {
	comparison := func(f season.Finding, reasons ...season.Covariate) season.Comparison {
		return season.Comparison{
			Arm: season.ArmEasy, Against: season.ArmNoRecord, Measure: season.EarlyHeart, Enough: f != season.NotEnough,
			Diff: 5, Low: 3, High: 7, Finding: f, Reasons: reasons, Confounder: season.DaysBetween,
		}
	}
	for _, c := range []struct {
		next season.NextKeys
		want string
	}{
		{season.NextKeys{Comparisons: []season.Comparison{comparison(season.WentWith)}}, "may be due to the days until the next workout"},
		{season.NextKeys{Comparisons: []season.Comparison{comparison(season.Undecided, season.HiddenForm)}}, "Cannot tell"},
		{season.NextKeys{Comparisons: []season.Comparison{comparison(season.Undecided, season.LoadBefore)}}, "also differed in other things, such as the load of the run the day before"},
		{season.NextKeys{Comparisons: []season.Comparison{comparison(season.NoDifference)}}, "No kind of day after"},
		{season.NextKeys{Comparisons: []season.Comparison{comparison(season.NotEnough)}}, "Not enough next workouts"},
		{season.NextKeys{AlwaysSame: season.ArmEasy}, "Nothing to compare with"},
		{season.NextKeys{}, "Not enough next workouts"},
	} {
		b := builder{season: &season.Season{Next: c.next}}
		if got := b.claim(); !strings.Contains(got, c.want) || strings.Count(got, ".") < 1 {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}
