package season

import (
	"fmt"

	"dayafter/internal/formula"
	"dayafter/internal/rule"
)

// Rule is the rule of a week by its number of runs (Fitzgerald).
type Rule uint8

// Rules.
const (
	NoRule      Rule = iota // no runs
	ThreeOrLess             // no recovery runs, but a day without running after every stressor
	Four                    // three stressors; the fourth run is a recovery run only if it comes on the day after one
	Five                    // at least one recovery run
	SixOrMore               // at least two recovery runs
	Rules                   // the number of rules
)

var ruleNames = [Rules]string{
	ThreeOrLess: "3 or fewer runs: no run on the day after a hard run",
	Four:        "4 runs: three hard runs, none the day after another",
	Five:        "5 runs: one recovery run",
	SixOrMore:   "6 or more runs: two recovery runs",
}

// String returns the name shown to the runner; "" for NoRule.
func (r Rule) String() string { return ruleNames[r] }

// Kept is the verdict on a week's rule.
type Kept uint8

// Verdicts on a rule.
const (
	NotApplicable Kept = iota
	Met
	NotMet
	CannotJudge
	Kepts // the number of verdicts
)

var keptNames = [Kepts]string{NotApplicable: "not applicable", Met: "met", NotMet: "not met", CannotJudge: "unclear"}

// String returns the name shown to the runner.
func (k Kept) String() string { return keptNames[k] }

// Why is the reason why a rule was not kept, did not apply or could not be judged, see
// Week.Why.
type Why uint8

// Reasons.
const (
	WhyMet Why = iota // the rule was kept
	WhyPart
	WhyUnrecorded
	WhyAway
	WhyNoRuns
	WhyBase
	WhyFresh
	WhyUnjudged
	WhyRunAfter
	WhyHardAfter
	WhyFewKey
	WhyFew
	Whys // the number of reasons
)

// whyWords holds the words and the verdict of each reason.
var whyWords = [Whys]struct {
	text string
	kept Kept
}{
	WhyMet:        {"", Met},
	WhyPart:       {"part of a week", CannotJudge},
	WhyUnrecorded: {"runs that are listed but have no file", CannotJudge},
	WhyAway:       {"days marked as away", NotApplicable},
	WhyNoRuns:     {"no runs recorded", NotApplicable},
	WhyBase:       {"base training", NotApplicable},
	WhyFresh:      {"nothing to recover from", NotApplicable},
	WhyUnjudged:   {"runs that could not be judged", CannotJudge},
	WhyRunAfter:   {"a run on the day after a long run or key workout", NotMet},
	WhyHardAfter:  {"a hard run on the day after a long run or key workout", NotMet},
	WhyFewKey:     {"fewer than three long runs and key workouts", NotMet},
	WhyFew:        {"too few recovery runs", NotMet},
}

// String returns the reason in words; "" when the rule was kept.
func (w Why) String() string { return whyWords[w].text }

// Kept returns the verdict that the reason gives.
func (w Why) Kept() Kept { return whyWords[w].kept }

// WeekFacts lists the facts about a week that rules use. The workbook's table of weeks has
// a column for each fact.
var WeekFacts = rule.Facts[Week]{
	{Name: "Days", Of: func(w *Week) formula.Value { return rule.Count(w.Days) }},
	{Name: "Runs", Of: func(w *Week) formula.Value { return rule.Count(w.Runs) }},
	{Name: "Rule", Of: func(w *Week) formula.Value { return rule.Text(w.Rule.String()) }},
	{Name: "Base", Of: func(w *Week) formula.Value { return rule.YesNo(w.Base) }},
	{Name: "Key runs", Of: func(w *Week) formula.Value { return rule.Count(w.Key) }},
	{Name: "Hard runs", Of: func(w *Week) formula.Value { return rule.Count(w.Stressed) }},
	{Name: "Recovery runs", Of: func(w *Week) formula.Value { return rule.Count(w.Recovery) }},
	{Name: "Unjudged", Of: func(w *Week) formula.Value { return rule.Count(w.Unjudged) }},
	{Name: "Without file", Of: func(w *Week) formula.Value { return rule.Count(w.Unrecorded) }},
	{Name: "Runs after hard", Of: func(w *Week) formula.Value { return rule.Count(w.After) }},
	{Name: "Away", Of: func(w *Week) formula.Value { return rule.Count(w.Away) }},
	{Name: "Hard after hard", Of: func(w *Week) formula.Value { return rule.Count(w.AfterHard) }},
}

// WeekRule decides the rule of a week by its number of runs.
var WeekRule = rule.Decide(WeekFacts, Rule.String,
	rule.Row[Rule]{When: `[Runs]=0`, Then: NoRule},
	rule.Row[Rule]{When: `[Runs]<=3`, Then: ThreeOrLess},
	rule.Row[Rule]{When: `[Runs]=4`, Then: Four},
	rule.Row[Rule]{When: `[Runs]=5`, Then: Five},
	rule.Row[Rule]{Then: SixOrMore},
)

// RuleOf returns the rule of a week with the given number of runs.
func RuleOf(runs int) Rule { return WeekRule.Of(&Week{Runs: runs}) }

// WeekVerdict decides whether a week keeps its rule, and why not. Fitzgerald asks for the
// following: with three runs a week, a day without running after every hard run; with four,
// three hard runs; with five, one recovery run; with six or more, two recovery runs. Runs
// that could not be judged leave a week undecided only if they could change the verdict.
var WeekVerdict = rule.Decide(WeekFacts, Why.String,
	rule.Row[Why]{When: `[Days]<7`, Then: WhyPart},
	rule.Row[Why]{When: `[Without file]>0`, Then: WhyUnrecorded},
	rule.Row[Why]{When: `[Away]>0`, Then: WhyAway},
	rule.Row[Why]{When: `[Runs]=0`, Then: WhyNoRuns},
	rule.Row[Why]{When: `[Base]="yes"`, Then: WhyBase},
	rule.Row[Why]{When: `AND([Hard runs]=0,[Runs after hard]=0,[Unjudged]=0)`, Then: WhyFresh},

	rule.Row[Why]{When: `AND([Runs]<=3,[Runs after hard]>0)`, Then: WhyRunAfter},
	rule.Row[Why]{When: `AND([Runs]<=3,[Unjudged]>0)`, Then: WhyUnjudged},
	rule.Row[Why]{When: `[Runs]<=3`, Then: WhyMet},

	rule.Row[Why]{When: `AND([Runs]=4,[Hard after hard]>0)`, Then: WhyHardAfter},
	rule.Row[Why]{When: `AND([Runs]=4,[Unjudged]>0)`, Then: WhyUnjudged},
	rule.Row[Why]{When: `AND([Runs]=4,[Hard runs]<3)`, Then: WhyFewKey},
	rule.Row[Why]{When: `[Runs]=4`, Then: WhyMet},

	rule.Row[Why]{When: `OR(AND([Runs]=5,[Recovery runs]>=1),[Recovery runs]>=2)`, Then: WhyMet},
	rule.Row[Why]{When: `OR(AND([Runs]=5,[Recovery runs]+[Unjudged]>=1),[Recovery runs]+[Unjudged]>=2)`, Then: WhyUnjudged},
	rule.Row[Why]{Then: WhyFew},
)

// WeekKept returns the formula for the verdict of WeekVerdict in words.
func WeekKept() string {
	return WeekVerdict.Write(nil, func(w Why) string { return w.Kept().String() })
}

// check sets whether the week keeps its rule. It uses only the week's counts.
func (w *Week) check() {
	w.Rule = WeekRule.Of(w)
	w.Why = WeekVerdict.Of(w)
	w.Kept = w.Why.Kept()
}

// BaseRuns is the least number of runs in a week of base training, because a runner with
// fewer runs may be ill or hurt. Ours.
const BaseRuns = 3

// BasicRule holds for a week that counts as base training if a neighbouring week also
// fulfils BasicRule.
var BasicRule = WeekFacts.When(fmt.Sprintf(`AND([Key runs]=0,[Runs]>=%d)`, BaseRuns))

// BuildWeeks is the least number of weeks with key work in a season that has base training.
// Base training prepares for key work, so a runner who never runs hard is not in base
// training all year. Ours.
const BuildWeeks = 2

// phase holds the facts about a week and its neighbours.
type phase struct {
	basic, before, after bool // the week and its neighbours, by BasicRule
	keyWeeks             int  // weeks of the season with key work
}

// PhaseFacts lists the facts about a week and its neighbours that rules use.
var PhaseFacts = rule.Facts[phase]{
	{Name: "Basic", Of: func(p *phase) formula.Value { return rule.Count(count(p.basic)) }},
	{Name: "Basic before", Of: func(p *phase) formula.Value { return rule.Count(count(p.before)) }},
	{Name: "Basic after", Of: func(p *phase) formula.Value { return rule.Count(count(p.after)) }},
	{Name: "Key weeks", Of: func(p *phase) formula.Value { return rule.Count(p.keyWeeks) }},
}

// BaseRule holds for a week of base training: two or more weeks in a row with at least
// BaseRuns runs and without key work, in a season with key work. A single such week is a
// rest week. Ours.
var BaseRule = PhaseFacts.When(fmt.Sprintf(`AND([Basic]=1,OR([Basic before]=1,[Basic after]=1),[Key weeks]>=%d)`, BuildWeeks))

// markBase marks the weeks of base training.
func markBase(weeks []Week) {
	basic := make([]bool, len(weeks)+2) // with a week before the first and after the last
	keyWeeks := 0
	for k := range weeks {
		basic[k+1] = BasicRule.Holds(&weeks[k])
		keyWeeks += count(weeks[k].Key > 0)
	}
	for k := range weeks {
		weeks[k].Base = BaseRule.Holds(&phase{basic[k+1], basic[k], basic[k+2], keyWeeks})
	}
}
