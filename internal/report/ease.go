package report

import (
	"fmt"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// EaseReasons returns the reasons for the verdict on how easy a run was, and why heart rate
// could not decide the verdict.
func EaseReasons(a *season.Audit, u unit.System) []string {
	var words []string
	for _, r := range a.Reasons {
		if r.For == a.Verdict || r.For == season.CannotTell {
			words = append(words, easeReason(&r, u))
		}
	}
	return words
}

func easeReason(r *season.Reason, u unit.System) string {
	share, limit := 100*r.Got, 100*r.Limit
	switch r.Rule {
	case "hr-share-above":
		return fmt.Sprintf("%.0f %% of the run was above your easy limit (up to %.0f %% is fine)", share, limit)
	case "hr-second-half":
		return fmt.Sprintf("%.0f %% of its second half was above the limit", share)
	case "decoupling":
		return fmt.Sprintf("drift %.1f %% (limit %.0f %%)", r.Got, r.Limit)
	case "pace-zone":
		return paceWords(r, "easy pace by zone", u)
	case "own-pace":
		return paceWords(r, "own easy pace", u)
	case "hr-missing":
		return "too little heart rate data to judge"
	case "hr-doubtful":
		return "an unreliable heart rate"
	case "odd-heart":
		return "a heart rate far above the usual at this pace, as if the sensor counted steps"
	case "lower-bound":
		return "the threshold heart rate may be higher than estimated"
	case "within-margin":
		return "above the easy limit, but within its margin"
	case "slower-than-usual":
		return fmt.Sprintf("%.0f %% slower than your usual easy pace, whatever the heart rate: heat, hills, tiredness or the sensor", share)
	case "recovery-paced":
		return "slower or lower in heart rate than usual, as a recovery run"
	case "heat":
		return "heat may have raised the heart rate"
	case "workout":
		return "a workout: its rests hide how hard it was"
	case "felt-hard":
		return fmt.Sprintf("easy by heart rate and pace, felt %.0f of 10", r.Got)
	case "provisional":
		return "no hard effort yet that shows the threshold heart rate"
	}
	return r.Rule
}

// paceWords compares a speed with a limit in words.
func paceWords(r *season.Reason, limit string, u unit.System) string {
	than := "within"
	if r.Got > r.Limit {
		than = "past"
	}
	return fmt.Sprintf("%s the limit of %s (%s)", than, limit, u.Pace(r.Limit))
}
