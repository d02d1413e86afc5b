package season

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/rule"
	"dayafter/internal/stat"
)

// Easiness is the verdict of an Audit.
type Easiness uint8

// Verdicts of an Audit.
const (
	NotAudited Easiness = iota // no run
	TrulyEasy
	Drifted    // began easy, but did not stay easy
	TooFast    // above the ceiling or past the pace limit from the start
	CannotTell // neither heart rate nor pace can decide
	HardEase   // the run on the day after was itself long, key or a race
	Easinesses // the number of verdicts
)

var easinessNames = [Easinesses]string{"", "truly easy", "drifted", "too fast", "cannot tell", "hard"}

// String returns the name shown to the runner; "" when not audited.
func (e Easiness) String() string {
	return easinessNames[e]
}

// EaseRule decides how easy a run on a day after was. A run that leaves fatigue counts as
// hard, however it was run.
var EaseRule = rule.Decide(SessionFacts, Easiness.String,
	rule.Row[Easiness]{When: `[Sport]<>"run"`, Then: NotAudited},
	rule.Row[Easiness]{When: `OR([Class]="long",[Class]="key",[Race]="yes")`, Then: HardEase},
	rule.Row[Easiness]{When: `[Class]="unknown"`, Then: CannotTell}, // such as a run too short to judge
	rule.Row[Easiness]{When: `[Audit]="truly easy"`, Then: TrulyEasy},
	rule.Row[Easiness]{When: `[Audit]="drifted"`, Then: Drifted},
	rule.Row[Easiness]{When: `[Audit]="too fast"`, Then: TooFast},
	rule.Row[Easiness]{Then: CannotTell},
)

// Ease returns how easy the run was as a run on a day after.
func (r *Run) Ease() Easiness { return EaseRule.Of(r) }

// SlowEnough sums the audits of the runs on the day after a long run.
type SlowEnough struct {
	Runs   int              // runs that decided day +1 of a long run and are no stressors themselves
	Counts map[Easiness]int // numbers of runs among Runs
	ByPace int              // number of runs among Runs that were judged by pace alone
	Slower float64          // median share by which the judged runs were slower than the runner's easy runs; NaN
}

// slowEnough sums the audits of the runs on the day after the long runs.
func (s *Season) slowEnough() SlowEnough {
	out := SlowEnough{Counts: map[Easiness]int{}, Slower: math.NaN()}
	var slower []float64
	for _, a := range s.LongRuns {
		if r := meantEasy(s.Runs, a.Days[0]); r != nil {
			out.Runs++
			out.Counts[r.Audit.Verdict]++
			out.ByPace += count(r.Audit.ByPace)
			if r.Audit.Verdict != CannotTell {
				slower = append(slower, r.Audit.Slower)
			}
		}
	}
	out.Slower = stat.Median(slower)
	return out
}

// meantEasy returns the run that decided a day after; nil if no run did, or a stressor.
func meantEasy(runs []Run, a After) *Run {
	if a.Run < 0 || a.Sport != activity.Run || runs[a.Run].Stresses() {
		return nil
	}
	return &runs[a.Run]
}
