package report

import (
	"fmt"
	"strings"

	"dayafter/internal/season"
)

// easeReasons words why a run was as easy as it was: the reasons for its verdict,
// and what kept heart rate from judging it.
func (b *builder) easeReasons(a *season.Audit) string {
	var words []string
	for _, r := range a.Reasons {
		if r.For == a.Verdict || r.For == season.CannotTell {
			words = append(words, b.easeReason(&r))
		}
	}
	return strings.Join(words, "; ")
}

func (b *builder) easeReason(r *season.Reason) string {
	share, limit := 100*r.Got, 100*r.Limit
	switch r.Rule {
	case "hr-share-above":
		return fmt.Sprintf("%.0f %% above the easy ceiling (limit %.0f %%)", share, limit)
	case "hr-second-half":
		return fmt.Sprintf("%.0f %% in the second half", share)
	case "decoupling":
		return fmt.Sprintf("drift %.1f %% (limit %.0f %%)", r.Got, r.Limit)
	case "pace-zone":
		return b.paceWords(r, "easy pace by zone")
	case "own-pace":
		return b.paceWords(r, "own easy pace")
	case "hr-missing":
		return "too little heart rate to judge by"
	case "hr-doubtful":
		return "a heart rate that cannot be trusted"
	case "lower-bound":
		return "the threshold heart rate may be higher than estimated"
	case "provisional":
		return "no hard effort yet to know the threshold heart rate by"
	}
	return r.Rule
}

// paceWords holds a speed against a limit.
func (b *builder) paceWords(r *season.Reason, limit string) string {
	than := "within"
	if r.Got > r.Limit {
		than = "past"
	}
	return fmt.Sprintf("%s the limit of %s (%s)", than, limit, b.units.Pace(r.Limit))
}
