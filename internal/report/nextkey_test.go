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
		season.MinArm - 1: "Too few next key workouts of any kind of day after",
		season.MinArm:     "Too few next key workouts that match in kind and part of the season",
	} {
		s := &season.Season{Next: season.NextKeys{
			Arms:        []season.ArmSummary{{Arm: season.ArmRecovery, N: [4]int{n}}, {Arm: season.ArmNoRecord, N: [4]int{n}}},
			Comparisons: []season.Comparison{{Arm: season.ArmRecovery}},
		}}
		if got := (&builder{season: s}).claim(); !strings.HasPrefix(got, want) {
			t.Errorf("%d each: %s", n, got)
		}
	}
}
