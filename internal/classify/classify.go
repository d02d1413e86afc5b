// Package classify gives each run a class (long, key, easy or recovery) with the reasons,
// from its Summary and the runner's other runs. It never sees samples, and it never reads a
// title.
package classify

// Class says what kind of training a run was.
type Class uint8

// Classes. Unknown means that too little is known of the run.
const (
	Unknown Class = iota
	Long
	Key
	Easy
	Recovery
)

var classNames = [...]string{"unknown", "long", "key", "easy", "recovery"}

// String returns the lower-case name.
func (c Class) String() string { return classNames[c] }

// ParseClass reads what String writes.
func ParseClass(s string) (Class, bool) {
	for i, n := range classNames {
		if n == s {
			return Class(i), true
		}
	}
	return Unknown, false
}

// Kind refines a class.
type Kind uint8

// Kinds.
const (
	NoKind Kind = iota
	Race
	Intervals
	Tempo
	Progression
	Hills
	Fartlek
	LongWithQuality

	numberOfKinds = iota
)

// Kinds lists every kind but NoKind.
func Kinds() []Kind {
	all := make([]Kind, 0, numberOfKinds)
	for k := NoKind + 1; k < numberOfKinds; k++ {
		all = append(all, k)
	}
	return all
}

// kindNames has a line for each kind; a test fails if one has none.
var kindNames = [numberOfKinds]string{
	Race: "race", Intervals: "intervals", Tempo: "tempo", Progression: "progression",
	Hills: "hills", Fartlek: "fartlek", LongWithQuality: "long-with-quality",
}

// String returns the word used in JSON; "" for NoKind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

// Intensity grades how hard a run was by its zones, whatever its class.
type Intensity uint8

// Intensities.
const (
	NoIntensity Intensity = iota
	VeryEasy
	EasyIntensity
	Steady
	Hard
)

// String returns the lower-case name; "" when unknown.
func (i Intensity) String() string {
	return [...]string{"", "very easy", "easy", "steady", "hard"}[i]
}

// Verdict is the result of judging one session.
type Verdict struct {
	Class     Class
	Kind      Kind
	Intensity Intensity
	// Confidence is the calibrated probability, 0..1, that the class is right: of the
	// verdicts with .8, about 80 % are right. For a recovery run, it is the probability that
	// the run was both easy and a recovery run.
	Confidence float64
	AsEasy     float64 // confidence that an easy or recovery run was easy; NaN for other classes
	RunnerUp   Class   // Unknown when there is none
	// AsLong reports that the run took as long as a long run, whatever its class: a marathon
	// is a key run, but the day after it counts as the day after a long run.
	AsLong   bool
	LongFrom float64 // s of running from which a run is long for this runner; NaN for other sports
	OddHeart bool    // the sensor seems to have counted steps; heart rate decides nothing
	Strides  int     // short, fast stretches at the end of the run that make no workout; 0 without
	Override bool    // the user chose the class; Judged is the program's class
	Judged   Class
	Ignored  bool     // the user wants the recording left out
	Said     Override // the user's own word

	// JudgedKind is the program's kind. Raceless and RacelessKind are the class and kind
	// that the program would give a race if it did not take the run for a race.
	JudgedKind, RacelessKind Kind
	Raceless                 Class

	// Stressor is the index of the long or key session whose fatigue this session started
	// in; -1 if it started fresh.
	Stressor   int
	HoursSince float64  // from the stressor's end to this start; NaN when fresh
	Marks      []string // "day-after, not recovery-paced", "called recovery, run at 91 % of LTHR"

	Evidence []Evidence
	Missing  []string // missing data, and what the data would have changed
}

// Stress reports whether the class is one that leaves fatigue: long or key.
func (v *Verdict) Stress() bool { return v.Class == Long || v.Class == Key }

// Evidence is one reason. Its values are in SI units; Sentence puts them into words in the
// runner's units.
type Evidence struct {
	Rule  string  // stable and short: "long-duration", "fast-bouts"; the same in JSON and docs
	Got   float64 // the measured value; NaN if the rule has none
	Usual float64 // the runner's own usual value; NaN if the rule has none
	Limit float64 // the limit that Got was compared with; NaN if the rule has none
	Unit  string  // "s", "m", "m/s", "bpm", "share", "" for counts
	For   Class   // the class that it supports
	Alone bool    // no other run is known, so Usual comes from this run
}

// Options are the settings of Judge.
type Options struct {
	// Overrides are the user's own words by session key. They always win.
	Overrides map[string]Override
	// LongFrom is the running time in s from which every run is long; 0 leaves it to the
	// rule.
	LongFrom float64
	// PastOnly judges every run from runs that ended before it started, as on the evening of
	// the run. It serves scoring and classify FILE.
	PastOnly bool
	// After is the time that the fatigue of a stressor lasts, in h from its end. The next
	// calendar day counts, too. The default is FreshAfter.
	After float64
	// ThresholdShift multiplies LTHR and threshold speed. It shows how far the answer
	// depends on them. 1 leaves them as estimated.
	ThresholdShift float64
	// KeyShift is added to the score from which a run is key, and LongShare multiplies the
	// running time from which a run is long. They show how far the verdicts depend on these
	// limits. 0 and 1 leave the limits as they are.
	KeyShift, LongShare float64
	// Uncorrected leaves out the corrections of the confidence that were fitted to titled
	// runs. It serves fitting them.
	Uncorrected bool
}

// Defaults returns the settings of a user who states none.
func Defaults() Options { return Options{After: FreshAfter, ThresholdShift: 1, LongShare: 1} }

// FreshAfter is the time that the fatigue of a hard run lasts, in h from its end
// (Fitzgerald).
const FreshAfter = 24
