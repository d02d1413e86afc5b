package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
)

// Arm groups the days after: what the runner did is compared by arm.
type Arm uint8

// Arms.
const (
	NoArm Arm = iota // not known, race, or not judged
	ArmNoRecord
	ArmRecovery
	ArmEasy
	ArmActive
	ArmHard
)

// Arms are those compared, in the order in which they are shown.
var Arms = []Arm{ArmRecovery, ArmEasy, ArmActive, ArmNoRecord, ArmHard}

// String is the name shown to the runner; "" for NoArm.
func (a Arm) String() string {
	return [...]string{"", "no record", "recovery run", "easy run", "active recovery", "hard or long"}[a]
}

// Measure is what is compared on the next key workout.
type Measure uint8

// Measures. More is better for EF and pace only.
const (
	DaysUntil  Measure = iota // days
	Efficiency                // % of EF
	WorkPace                  // % of work-bout speed
	Decoupling                // percentage points
)

// Measures are all, in the order in which they are shown.
var Measures = []Measure{DaysUntil, Efficiency, WorkPace, Decoupling}

// String is the name shown to the runner.
func (m Measure) String() string {
	return [...]string{"days until", "efficiency", "work pace", "decoupling"}[m]
}

// Outcome is the next key workout after one long run.
type Outcome struct {
	Long int           // the run
	Arm  Arm           // of its day +1
	Key  int           // the run; -1 when none came
	Days int           // until Key; -1
	Kind classify.Kind // of Key
	// Compared: Key came after day +1 and after no other long run, so that it can
	// be held against others.
	Compared bool
	Values   [4]float64 // by Measure: days, %, %, points; NaN
}

// NextKeys is what went with the kinds of day after.
type NextKeys struct {
	Outcomes    []Outcome    // one a long run, in order
	Arms        []ArmSummary // of the arms met, in order of Arms
	Comparisons []Comparison // each arm against no record, by measure
	Dose        []Dose
	Gap         KeyGap
}

// ArmSummary is one arm's next key workouts.
type ArmSummary struct {
	Arm       Arm
	Long      int        // long runs in it
	N         [4]int     // values by Measure
	Median    [4]float64 // by Measure; NaN
	Low, High [4]float64 // 95 % week-block bootstrap interval of Median; NaN below MinArm
	Overdue   int        // long runs after which the next key workout was overdue
	Known     int        // long runs of which that is known

	// What else may have made the difference: medians, NaN where not known.
	Load  float64 // TSS of the long runs
	Fresh float64 // TSB on their day
	Heat  float64 // °C at the key workouts, by the watch's sensor
}

// nextKeys gathers the next key workout after each long run and compares them by
// what came the day after.
func (s *Season) nextKeys(resamples int) {
	n := &s.Next
	for _, a := range s.LongRuns {
		n.Outcomes = append(n.Outcomes, s.outcome(a))
	}
	for _, arm := range Arms {
		if sum := s.summarise(arm, resamples); sum.Long > 0 {
			n.Arms = append(n.Arms, sum)
		}
	}
	n.Comparisons = s.compare(resamples)
	n.Dose = s.dose()
}

func (s *Season) outcome(a Aftermath) Outcome {
	n := math.NaN()
	o := Outcome{Long: a.Run, Arm: armOf(a.Days[0].Kind), Key: a.NextKey, Days: a.ToKey, Values: [4]float64{n, n, n, n}}
	if o.Key < 0 {
		return o
	}
	w := &s.Runs[o.Key].Work
	o.Kind = s.Runs[o.Key].Verdict.Kind
	o.Values = [4]float64{float64(o.Days), w.EFTrend, w.PaceTrend, w.Drift}
	o.Compared = o.Days > 1
	for k := o.Long + 1; k < o.Key; k++ {
		o.Compared = o.Compared && !isLong(&s.Runs[k])
	}
	return o
}

func armOf(f Followed) Arm {
	switch f {
	case NoRecord:
		return ArmNoRecord
	case RecoveryRun:
		return ArmRecovery
	case EasyRun:
		return ArmEasy
	case ActiveRecovery:
		return ArmActive
	case HardRun, LongAgain, OtherLoad:
		return ArmHard
	}
	return NoArm
}

// summarise gathers one arm.
func (s *Season) summarise(arm Arm, resamples int) ArmSummary {
	sum := ArmSummary{Arm: arm}
	for k, o := range s.Next.Outcomes {
		if o.Arm != arm {
			continue
		}
		sum.Long++
		sum.Known += count(s.gapKnown(&s.LongRuns[k]))
		sum.Overdue += count(s.LongRuns[k].Overdue)
	}
	sum.Load, sum.Fresh, sum.Heat = s.confounders(arm)
	for _, m := range Measures {
		values, weeks := s.valuesOf(arm, m)
		sum.N[m], sum.Median[m] = len(values), stat.Median(values)
		sum.Low[m], sum.High[m] = medianInterval(values, weeks, resamples)
	}
	return sum
}

// confounders are medians of what differs between arms beside the day after.
func (s *Season) confounders(arm Arm) (load, fresh, heat float64) {
	var loads, forms, temps []float64
	for _, o := range s.Next.Outcomes {
		if o.Arm != arm {
			continue
		}
		long := &s.Runs[o.Long]
		loads, forms = append(loads, long.Stress.TSS), append(forms, long.Form.TSB)
		if o.Compared {
			temps = append(temps, s.Runs[o.Key].Sum.AvgTemp)
		}
	}
	return stat.Median(loads), stat.Median(forms), stat.Median(temps)
}

// valuesOf are an arm's values of one measure, and the week of each long run.
func (s *Season) valuesOf(arm Arm, m Measure) (values []float64, weeks []int) {
	for _, o := range s.Next.Outcomes {
		if o.Arm == arm && o.Compared && !math.IsNaN(o.Values[m]) {
			values, weeks = append(values, o.Values[m]), append(weeks, s.week(o.Long))
		}
	}
	return values, weeks
}

// week numbers the calendar week of a run.
func (s *Season) week(run int) int { return int(s.Runs[run].Day.WeekStart(s.WeekStart)) / 7 }

func medianInterval(values []float64, weeks []int, resamples int) (low, high float64) {
	if len(values) < MinArm {
		return math.NaN(), math.NaN()
	}
	i := stat.MedianInterval(values, stat.ByKey(weeks), resamples)
	return i.Low, i.High
}
