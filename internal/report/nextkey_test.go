package report

import (
	"strings"
	"testing"

	"dayafter/internal/season"
)

// TestClaimSaysWhatIsTooFew: enough next key workouts, none of which match, are
// not too few of any kind.
func TestClaimSaysWhatIsTooFew(t *testing.T) {
	for n, want := range map[int]string{
		season.MinArm - 1: "Not enough key workouts after any kind of next day",
		season.MinArm:     "Not enough key workouts that match in kind and part of the season",
	} {
		s := &season.Season{Next: season.NextKeys{
			Arms:        []season.ArmSummary{{Arm: season.ArmRecovery, N: [4]int{n}}, {Arm: season.ArmNoRecord, N: [4]int{n}}},
			Comparisons: []season.Comparison{{Arm: season.ArmRecovery}},
			Outcomes:    make([]season.Outcome, 2*n),
		}}
		if got := (&builder{season: s}).claim(); !strings.HasPrefix(got, want) {
			t.Errorf("%d each: %s", n, got)
		}
	}
}

// TestClaimWithoutAKeyWorkout: no dots are spoken of where there is none.
func TestClaimWithoutAKeyWorkout(t *testing.T) {
	want := "No key workout came after a long run yet, so there is nothing to compare."
	for _, outcomes := range [][]season.Outcome{nil, {{Key: -1}}} {
		b := builder{season: &season.Season{Next: season.NextKeys{Outcomes: outcomes}}}
		if got := b.claim(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
