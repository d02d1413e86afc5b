package season

// Audit says how easy a run was, by heart rate, by grade-adjusted pace, by drift,
// and how far the heart rate can be trusted.
type Audit struct {
	Verdict Easiness
	Reasons []Reason // what decided, most decisive first

	Ceiling   float64 // beats/min, the easy ceiling of the day: 85 % of LTHR or its equal; NaN
	Above     float64 // s with heart rate at or above Ceiling; NaN without
	Share     float64 // 0..1, Above as a share of the seconds with heart rate; NaN
	OfLTHR    float64 // mean heart rate as a share of LTHR; NaN
	HRQuality float64 // 0..1; NaN without heart rate
	Drift     float64 // %, aerobic decoupling; NaN

	Speed     float64 // m/s, grade-adjusted; NaN
	PaceLimit float64 // m/s, where Friel's pace zone 3 begins; NaN
	Usual     float64 // m/s, grade-adjusted: median of the runner's easy runs within 42 days; NaN
	Slower    float64 // share by which the pace (s/km) was slower than Usual, negative when faster; NaN
}

// Easiness is the verdict of an Audit.
type Easiness uint8

// Verdicts of an Audit.
const (
	NotAudited Easiness = iota // no run
	TrulyEasy
	Drifted    // began easy and did not stay so
	TooFast    // above the ceiling or past the pace limit from the start
	CannotTell // neither heart rate nor pace can say
)

// String is the name shown to the runner; "" when not audited.
func (e Easiness) String() string {
	return [...]string{"", "truly easy", "drifted", "too fast", "cannot tell"}[e]
}

// Reason is one reason of an Audit.
type Reason struct {
	Rule  string  // stable and short: "hr-share-above", "hr-second-half", "decoupling", "pace-zone", "own-pace", "hr-missing", "hr-doubtful", "provisional"
	Got   float64 // NaN when the rule is not about a number
	Limit float64 // NaN when none
	Unit  string  // "share", "m/s", "%", "s"; ""
	For   Easiness
}

// Intended is what the runner called a run, against how it was run.
type Intended struct {
	Recovery bool // called a recovery or easy run
	Broken   bool // and was not: drifted, too fast, or judged long or key
}

// SlowEnough sums the audits of the runs on the day after a long run.
type SlowEnough struct {
	Runs   int              // low or not, every run that decided day +1 of a long run and was meant as no stressor
	Counts map[Easiness]int // of them
	Slower float64          // median share by which they were slower than the runner's easy runs; NaN
}
