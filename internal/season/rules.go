package season

import (
	"dayafter/internal/classify"
)

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
	return [...]string{
		"", "3 or fewer runs: no run on the day after a hard run", "4 runs: three hard runs, none the day after another",
		"5 runs: one recovery run", "6 or more runs: two recovery runs",
	}[r]
}

// What the rules ask for (Fitzgerald).
const (
	FourNeeds = 3 // long runs, key workouts and races in a week of four runs
	FiveNeeds = 1 // recovery runs in a week of five
	SixNeeds  = 2 // recovery runs in a week of six or more
)

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

// RuleOf is the rule of a week with so many runs.
func RuleOf(runs int) Rule {
	switch {
	case runs == 0:
		return NoRule
	case runs <= 3:
		return ThreeOrLess
	case runs == 4:
		return Four
	case runs == 5:
		return Five
	}
	return SixOrMore
}

// Why a rule was not kept, did not apply or could not be judged: the words of
// Week.Why. Stable and short.
const (
	WhyNoRuns    = "no runs recorded"
	WhyPart      = "part of a week"
	WhyTold      = "runs recorded without a file"
	WhyBase      = "base training"
	WhyFresh     = "nothing to recover from"
	WhyUnjudged  = "runs that could not be judged"
	WhyRunAfter  = "a run on the day after a long run or key workout"
	WhyFewKey    = "fewer than three long runs and key workouts"
	WhyHardAfter = "a hard run on the day after a long run or key workout"
	WhyFew       = "too few recovery runs"
)

// check holds the week against its rule. It looks at nothing but the week's counts.
func (w *Week) check() {
	w.Rule = RuleOf(w.Runs)
	switch {
	case w.Days < 7:
		w.Kept, w.Why = CannotJudge, WhyPart
	case w.Told > 0:
		w.Kept, w.Why = CannotJudge, WhyTold
	case w.Runs == 0:
		w.Kept, w.Why = NotApplicable, WhyNoRuns
	case w.Base:
		w.Kept, w.Why = NotApplicable, WhyBase
	case w.Stressed == 0 && w.After == 0 && w.Unjudged == 0:
		w.Kept, w.Why = NotApplicable, WhyFresh
	default:
		w.Kept, w.Why = w.keeps()
	}
}

// keeps judges a whole week of training. Runs that could not be judged make it
// undecided only where they could have decided.
func (w *Week) keeps() (Kept, string) {
	recovery := w.Count[classify.Recovery]
	switch w.Rule {
	case ThreeOrLess:
		return w.verdict(w.After == 0, WhyRunAfter, w.Unjudged > 0 && w.After == 0)
	case Four:
		if w.AfterHard > 0 {
			return NotMet, WhyHardAfter
		}
		return w.verdict(w.Stressed >= FourNeeds, WhyFewKey, w.Unjudged > 0)
	}
	need := FiveNeeds
	if w.Rule == SixOrMore {
		need = SixNeeds
	}
	return w.verdict(recovery >= need, WhyFew, recovery < need && recovery+w.Unjudged >= need)
}

func (w *Week) verdict(met bool, why string, undecided bool) (Kept, string) {
	switch {
	case undecided:
		return CannotJudge, WhyUnjudged
	case met:
		return Met, ""
	}
	return NotMet, why
}

// BaseRuns is the least number of runs of a week of base training: a runner who is
// ill or hurt runs less. Ours.
const BaseRuns = 3

// markBase marks base training: at least two weeks in a row of BaseRuns runs or
// more and without key work. A single such week among others is a rest week, not
// base. Ours.
func markBase(weeks []Week) {
	var row []int
	flush := func() {
		for _, k := range row {
			weeks[k].Base = len(row) > 1
		}
		row = row[:0]
	}
	for k := range weeks {
		if weeks[k].Key > 0 || weeks[k].Runs < BaseRuns {
			flush()
			continue
		}
		row = append(row, k)
	}
	flush()
}
