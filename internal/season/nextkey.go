package season

import "dayafter/internal/classify"

// Work is how one key workout went, alone and against the runner's own trend.
type Work struct {
	EF    float64 // m/beat, grade-adjusted m/min over heart rate; NaN
	Pace  float64 // m/s, mean grade-adjusted speed of the work bouts; NaN
	Drift float64 // %, aerobic decoupling; NaN

	EFTrend   float64 // %, EF above the runner's own trend for that kind of key workout; NaN
	PaceTrend float64 // %, Pace above likewise; NaN
}

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
}

// MinArm is the number of values below which only counts and dots are shown.
const MinArm = 5

// Comparison is an arm's next key workouts against those after a day without a record.
type Comparison struct {
	Arm     Arm
	Against Arm
	Measure Measure
	N, M    int // values in Arm and in Against
	Pairs   int // matched pairs: same kind of key workout, same part of the season

	Enough    bool    // at least MinArm in both and pairs to match; what follows is NaN when not
	Diff      float64 // median difference over the pairs: %, days or points
	Low, High float64 // 95 % week-block bootstrap interval
	SE        float64 // of the bootstrap
	P         float64 // permutation within blocks of weeks, two-sided
	Adjusted  float64 // P after Holm over all comparisons of the season
	Shrunk    float64 // Diff · τ² / (τ² + SE²), what is left of it before more data
	Least     float64 // least difference that so few could show with 80 % power
	Claim     bool    // the interval leaves out 0 and Adjusted is below .05: it went with a difference
}

// Dose is one cell of the dose table: recovery runs so long and so hard, and the
// next key workout.
type Dose struct {
	Minutes, MinutesTo float64 // moving time from, up to; the last is +Inf
	Share, ShareTo     float64 // of LTHR from, up to; both NaN where heart rate is missing
	N                  int
	Median             [4]float64   // by Measure; NaN below MinArm
	Values             [4][]float64 // for dots, in order of day
}

// KeyGap is the runner's usual time between key workouts.
type KeyGap struct {
	N       int     // gaps
	Days    float64 // median; NaN below MinArm gaps
	Limit   float64 // days, 1.5 times Days; NaN
	Overdue []int   // long runs after which Limit was passed without a key workout
	Known   int     // long runs of which that can be said
}
