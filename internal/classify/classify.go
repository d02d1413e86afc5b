// Package classify names a run from its Summary and the runner's own other runs:
// long, key, easy or recovery, with the reasons. It never sees samples, and it
// never reads a title.
package classify

// Class is the answer for one run.
type Class uint8

// Classes. Unknown is an honest answer: too little is known of the run.
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

// Intensity is how hard a run was by its zones, whatever its class.
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

// Verdict is what is said of one session.
type Verdict struct {
	Class     Class
	Kind      Kind
	Intensity Intensity
	// Confidence is 0..1, calibrated: of verdicts with .8 about 80 % are right. That of a
	// recovery run says how sure it is that the run was easy and a recovery run.
	Confidence float64
	AsEasy     float64 // confidence that an easy or recovery run was easy; NaN for other classes
	RunnerUp   Class   // Unknown when there is none
	// AsLong reports that the run took as long as a long run, whatever its class: a
	// marathon is a key run, and its day after is that of a long run.
	AsLong   bool
	LongFrom float64 // s of running from which a run is long for this runner; NaN for other sports
	OddHeart bool    // the sensor seems to have counted steps; heart rate decides nothing
	Strides  int     // short, fast stretches at the end of the run that make no workout; 0 without
	Override bool    // the user said so; Judged is what the program would have said
	Judged   Class
	Ignored  bool     // the user wants the recording left out
	Said     Override // the user's own word

	// JudgedKind is the kind that the program would have said. Raceless and RacelessKind
	// are what it would say of a race if the run were none.
	JudgedKind, RacelessKind Kind
	Raceless                 Class

	// Stressor is the long or key session whose fatigue this one started in:
	// an index into the judged sessions; -1 when it started fresh.
	Stressor   int
	HoursSince float64  // from the stressor's end to this start; NaN when fresh
	NextDay    bool     // this is the calendar day after the stressor
	Marks      []string // "day-after, not recovery-paced", "called recovery, run at 91 % of LTHR"

	Evidence []Evidence
	Missing  []string // what was not there, and what it would have changed
}

// Stress reports whether the class leaves fatigue: long and key.
func (v *Verdict) Stress() bool { return v.Class == Long || v.Class == Key }

// Evidence is one reason. It holds values in SI; Sentence words them in the
// runner's units.
type Evidence struct {
	Rule  string  // stable and short: "long-duration", "fast-bouts"; the same in JSON and docs
	Got   float64 // measured; NaN when the rule is not about a number
	Usual float64 // the runner's own usual value; NaN when it has none
	Limit float64 // what it was held against; NaN when none
	Unit  string  // "s", "m", "m/s", "bpm", "share", "" for counts
	For   Class   // which class it speaks for
	Alone bool    // no other run is known: what is called usual is the run's own
}

// Options are the settings of Judge.
type Options struct {
	// Overrides are the user's own words by session key. They always win.
	Overrides map[string]Override
	// LongFrom is the running time in s from which every run is long; 0 leaves it to the
	// rule.
	LongFrom float64
	// PastOnly judges every run from runs that ended before it started, as the
	// runner's own evening would: for scoring, and for classify FILE.
	PastOnly bool
	// After is how long a stressor's fatigue lasts, h. Default FreshAfter from its end
	// (Fitzgerald's rule); the next calendar day counts too.
	After float64
	// ThresholdShift multiplies LTHR and threshold speed: 1 as estimated. For
	// asking how far the answer hangs on them.
	ThresholdShift float64
	// KeyShift is added to the score from which a run is key, and LongShare multiplies the
	// running time from which a run is long: 0 and 1 as chosen. For measuring how far the
	// verdicts hang on these choices.
	KeyShift, LongShare float64
	// Uncorrected leaves out the corrections of the confidence that were fitted to titled
	// runs: for fitting them.
	Uncorrected bool
}

// Defaults returns the settings used when the user says nothing.
func Defaults() Options { return Options{After: FreshAfter, ThresholdShift: 1, LongShare: 1} }

// FreshAfter is how long the fatigue of a hard run lasts, h from its end (Fitzgerald).
const FreshAfter = 24
