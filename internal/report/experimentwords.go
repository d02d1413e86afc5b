package report

import (
	"fmt"
	"math"

	"dayafter/internal/experiment"
	"dayafter/internal/unit"
)

// words returns the words of both arms.
func (e *Experiment) words() (a, b string) { return e.Plan.Arms[0].Word, e.Plan.Arms[1].Word }

// title returns the name of the experiment.
func (e *Experiment) title() string {
	a, b := e.words()
	return fmt.Sprintf("Your experiment: %s or %s?", a, b)
}

// Verdict returns the result in one sentence, after a warning if it is too early.
func (e *Experiment) Verdict() string {
	a, b := e.words()
	r := &e.Result.ByPlan
	early := ""
	if !e.Result.Over {
		early = "The experiment is not over, so this can change. "
	}
	switch {
	case math.IsNaN(r.P):
		return early + fmt.Sprintf("%s of weeks %s too few for a result; 6 are needed.", plural(r.Pairs, "complete pair"), agree(r.Pairs, "is", "are"))
	case r.Low > 0:
		return early + better(a, b, r.Effect, r.Low, r.High)
	case r.High < 0:
		return early + better(b, a, -r.Effect, -r.High, -r.Low)
	}
	return early + fmt.Sprintf("No difference shown between %s and %s: the true difference lies between %+.1f and %+.1f %% (plus: %s is better).", a, b, r.Low, r.High, a)
}

func better(a, b string, effect, low, high float64) string {
	return fmt.Sprintf("Your next runs went better after %s than after %s: heart rate %.1f %% lower at the same speed (95 %% interval %.1f to %.1f %%).", a, b, effect, low, high)
}

// agree returns the form of a verb that agrees with a count.
func agree(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Holds names the arms after which the next runs are at most a small margin worse; ""
// without a result.
func (e *Experiment) Holds() string {
	r := e.Result
	if math.IsNaN(r.ByPlan.P) {
		return ""
	}
	a, b := e.words()
	switch r.Holds {
	case [2]bool{true, true}:
		return fmt.Sprintf("Neither makes your next runs more than %.0f %% worse than the other, so do what you like better.", r.Margin)
	case [2]bool{true, false}:
		return fmt.Sprintf("After %s, your next runs are at most %.0f %% worse than after %s. The reverse is not shown.", a, r.Margin, b)
	case [2]bool{false, true}:
		return fmt.Sprintf("After %s, your next runs are at most %.0f %% worse than after %s. The reverse is not shown.", b, r.Margin, a)
	}
	return fmt.Sprintf("Your weeks vary too much to show whether one makes the next runs more than %.0f %% worse than the other.", r.Margin)
}

// Schedule says how often the next key workout came on time.
func (e *Experiment) Schedule() string {
	s := &e.Result.Schedule
	if s.N[0]+s.N[1] == 0 {
		return "Whether your next key workouts came on schedule is not known yet."
	}
	a, b := e.words()
	text := fmt.Sprintf("Next key workout on schedule: %d of %d times after %s, %d of %d times after %s", s.OnTime[0], s.N[0], a, s.OnTime[1], s.N[1], b)
	switch {
	case s.OnTime[0]*s.N[1] == s.OnTime[1]*s.N[0]:
		return text + "."
	case math.IsNaN(s.P):
		return text + "; too few pairs to compare."
	case s.P < 0.05:
		return text + fmt.Sprintf("; chance alone seldom does that (p = %.3f).", s.P)
	}
	return text + fmt.Sprintf("; chance alone could do that (p = %.3f).", s.P)
}

// Adherence says how often the runner did what the coin asked for.
func (e *Experiment) Adherence() string {
	r := e.Result
	a, b := e.words()
	text := fmt.Sprintf("Done as planned: %d of %d days of %s, %d of %d days of %s.", r.Kept[0], r.Asked[0], a, r.Kept[1], r.Asked[1], b)
	if n := r.Missing(); n > 0 {
		text += fmt.Sprintf(" You did something else on %s, which still %s by plan.", plural(n, "day"), agree(n, "counts", "count"))
	}
	for _, arm := range e.Plan.Arms {
		if !arm.Visible() {
			text += fmt.Sprintf(" Your files do not show whether you did %q, so only the analysis by plan counts.", arm.Word)
		}
	}
	if r.Abandoned != 0 {
		text += fmt.Sprintf(" Since %s no week followed the plan: the experiment looks abandoned. Its weeks still count by plan, so a difference gets harder to find. To stop, type: dayafter experiment end PLAN.", LongDay(r.Abandoned))
	}
	return text
}

// Asks returns what a week asks for, or why it does not count.
func (e *Experiment) Asks(w experiment.Week) string {
	if w.Arm < 0 {
		return "as you like (" + w.Excluded + ": does not count)"
	}
	return e.Plan.Arms[w.Arm].Word
}

// next names the first day of the plan that lies in the future.
func (e *Experiment) next() string {
	for i := range e.Result.Weeks {
		if w := &e.Result.Weeks[i]; w.Adherence == experiment.NotYet && !e.Result.Over {
			return fmt.Sprintf("Next: %s on %s.", e.Asks(w.Week), LongDay(w.Start+1))
		}
	}
	return ""
}

// On states what the plan asks for next, from the given day on.
func (e *Experiment) On(today unit.Day) string {
	next, week, ok := e.Plan.Today(today)
	if !ok {
		return "The experiment is over: see dayafter experiment result."
	}
	when := LongDay(next)
	switch next - today {
	case 0:
		when = "Today"
	case 1:
		when = "Tomorrow"
	}
	return fmt.Sprintf("%s: %s.", when, e.Asks(week))
}

// Reading explains what protects the result of an experiment and what does not.
func Reading() []string {
	return []string{
		"By plan, each week counts as the coin decided, followed or not. The coin protects that answer: fresh legs, heat and hard long runs fall on both kinds of week alike.",
		"As done, only the pairs that you followed in both weeks count. The coin no longer protects that figure.",
		"You knew what you did on each day, so how you felt is not part of the result.",
	}
}

// Figures returns an estimate in words.
func Figures(e *experiment.Estimate) string {
	if math.IsNaN(e.P) {
		return plural(e.Pairs, "pair") + ", too few"
	}
	return fmt.Sprintf("%+.1f %% (95 %% interval %+.1f to %+.1f), p = %.3f, %s", e.Effect, e.Low, e.High, e.P, plural(e.Pairs, "pair"))
}
