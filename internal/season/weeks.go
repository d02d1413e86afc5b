package season

import (
	"dayafter/internal/classify"
	"dayafter/internal/unit"
)

// Week is one calendar week. Only sessions of sport run count unless said.
type Week struct {
	Start    unit.Day
	Days     int // of the week that lie within the season and the data: 7 when whole
	Runs     int
	Sessions int                        // of every sport
	Moving   map[classify.Class]float64 // s
	Distance map[classify.Class]float64 // m
	Count    map[classify.Class]int

	Races    int
	Stressed int // long, key and races
	Unjudged int // class unknown
	// After are the runs, stressors left out, that lie on the day after a stressor
	// or within 24 h of its end; AfterLow those of them at low intensity.
	After, AfterLow int
	// Close counts stressors that began within 24 h of the end of another.
	Close int

	Base  bool    // base training: see BaseWeeks
	Rule  Rule    // the rule of a week with so many runs
	Kept  Kept    // whether the week keeps it
	Why   string  // stable and short, why not kept, not applicable or cannot tell: "too few recovery runs"
	Long  float64 // share of the week's running distance in its longest run; NaN without runs
	Light float64 // share of the week's running distance in recovery runs; NaN without runs

	ToGo  int    // whole weeks to the week of the next named race: 0 race week; -1 when none
	Race  string // name of the race that lies in it; ""
	Taper bool   // see taperWeeks

	Load     float64 // TSS of all sessions; NaN when none could be computed
	Monotony float64 // on its last day; NaN
	Strain   float64 // on its last day; NaN
}

// Rule is the rule of a week by its number of runs (Fitzgerald).
type Rule uint8

// Rules.
const (
	NoRule      Rule = iota // no runs
	ThreeOrLess             // no recovery runs, a day without running after every stressor
	Four                    // three stressors; the fourth a recovery run only on the day after one
	Five                    // at least one recovery run
	SixOrMore               // at least two recovery runs
)

// String is the name shown to the runner; "" for NoRule.
func (r Rule) String() string {
	return [...]string{"", "3 or fewer runs", "4 runs", "5 runs", "6 or more runs"}[r]
}

// Kept is whether a rule was kept.
type Kept uint8

// Whether a rule was kept.
const (
	NotApplicable Kept = iota
	Met
	NotMet
	CannotJudge
)

// String is the name shown to the runner.
func (k Kept) String() string {
	return [...]string{"not applicable", "met", "not met", "cannot judge"}[k]
}

// RuleCount counts the weeks of one rule.
type RuleCount struct {
	Rule   Rule
	Counts map[Kept]int
	Base   int // of those not applicable: weeks of base training
}

// Block is a stretch of weeks outside base training: about one recovery run for
// each key workout (Fitzgerald).
type Block struct {
	From, To unit.Day
	Weeks    int // in it that are no base weeks
	Recovery int
	Stressed int     // long, key and races
	Key      int     // key workouts and races
	Ratio    float64 // Recovery / Stressed; NaN without stressors
	Kept     Kept
}

// HardEasy is the sequence of hard and easy runs: seldom two stressors within
// 24 h, seldom two easy runs between stressors.
type HardEasy struct {
	Gaps    int     // between one stressor and the next that were looked at (base weeks left out)
	Close   []int   // runs: stressors that began within 24 h of the end of the one before
	TwoEasy []int   // runs: stressors before which there were two or more low runs
	Light   float64 // share of the season's running distance in recovery runs; NaN
	LightS  float64 // share of moving time; NaN
}
