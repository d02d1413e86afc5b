package text

import (
	"fmt"
	"io"
	"math"

	"dayafter/internal/experiment"
	"dayafter/internal/unit"
)

// weekday is the form in which an experiment's days are shown.
const weekday = "Mon 2 Jan 2006"

func showDay(d unit.Day) string { return d.Time().Format(weekday) }

// WritePlan writes a plan to print: what to do on each day after, and which effects
// the experiment can find.
func WritePlan(w io.Writer, p *experiment.Plan) {
	fmt.Fprintf(w, "A coin decides what you do on the day after each long run: %s or %s.\n", p.Arms[0].Word, p.Arms[1].Word)
	fmt.Fprintf(w, "%d weeks in %d pairs; each pair has both.\n\n", len(p.Weeks), p.Pairs())
	fmt.Fprintf(w, "  %-16s %-16s %s\n", "long run", "day after", "do")
	for _, week := range p.Weeks {
		fmt.Fprintf(w, "  %-16s %-16s %s\n", showDay(week.Start), showDay(week.Start+1), weekAsks(p, week))
	}
	writePromise(w, p)
}

// weekAsks returns what a week asks for, or why it does not count.
func weekAsks(p *experiment.Plan, w experiment.Week) string {
	if w.Arm < 0 {
		return "as you like (" + w.Excluded + ": does not count)"
	}
	return p.Arms[w.Arm].Word
}

func writePromise(w io.Writer, p *experiment.Plan) {
	fmt.Fprintf(w, "\nMeasured: heart rate at a given speed, early in the runs after that day.\n")
	fmt.Fprintf(w, "Your weeks differ by %.1f %% on their own (%d weeks measured). A true difference is found so often,\n", p.Spread.SD, p.Spread.Weeks)
	fmt.Fprintf(w, "if you miss no more than one week in ten:\n\n")
	for _, x := range p.Promises() {
		fmt.Fprintf(w, "  %2.0f %%  in %3.0f of 100 experiments\n", x.Effect, 100*x.Power)
	}
	fmt.Fprintf(w, "\nAlso counted: whether your next key workout came on schedule.\n")
	for _, a := range p.Arms {
		if !a.Visible() {
			fmt.Fprintf(w, "Your files do not show whether you did %q: only the analysis by plan is possible.\n", a.Word)
		}
	}
	fmt.Fprintln(w, "You know what you do on each day, so how you feel is not a fair measure.")
}

// WriteStatus writes what the plan asks for next and what was done so far.
func WriteStatus(w io.Writer, p *experiment.Plan, r *experiment.Result, today unit.Day) {
	if next, week, ok := p.Today(today); ok {
		when := showDay(next)
		switch next - today {
		case 0:
			when = "Today"
		case 1:
			when = "Tomorrow"
		}
		fmt.Fprintf(w, "%s: %s.\n", when, weekAsks(p, week))
	} else {
		fmt.Fprintln(w, "The experiment is over. See dayafter experiment result.")
	}
	writeAdherence(w, p, r)
	fmt.Fprintf(w, "\n  %-16s %-14s %s\n", "day after", "planned", "done")
	for _, d := range r.Weeks {
		if d.Adherence != experiment.NotYet && d.Arm >= 0 {
			fmt.Fprintf(w, "  %-16s %-14s %s\n", showDay(d.Start+1), p.Arms[d.Arm].Word, d.Adherence)
		}
	}
}

func writeAdherence(w io.Writer, p *experiment.Plan, r *experiment.Result) {
	fmt.Fprintf(w, "Done as planned: %d of %d days of %s, %d of %d days of %s.\n",
		r.Kept[0], r.Asked[0], p.Arms[0].Word, r.Kept[1], r.Asked[1], p.Arms[1].Word)
	if r.Abandoned != 0 {
		fmt.Fprintf(w, "Since %s no week followed the plan. Abandoned weeks count as planned, so a difference gets harder to find.\n", showDay(r.Abandoned))
	}
}

// WriteResult writes the result of an experiment, by plan first.
func WriteResult(w io.Writer, p *experiment.Plan, r *experiment.Result) {
	if !r.Over {
		fmt.Fprintln(w, "The experiment is not over: a result read early finds differences by chance more often.")
	}
	a, b := p.Arms[0].Word, p.Arms[1].Word
	fmt.Fprintln(w, verdict(a, b, &r.ByPlan))
	fmt.Fprintf(w, "\n  By plan:  %s\n  As done:  %s (the coin no longer protects this figure)\n\n", figures(&r.ByPlan), figures(&r.AsDone))
	for i, word := range []string{a, b} {
		if r.ByPlan.Pairs > 0 && !math.IsNaN(r.ByPlan.P) {
			fmt.Fprintf(w, "After %s the next runs %s within %.0f %% of those after %s.\n", word, holds(r.Holds[i]), r.Margin, p.Arms[1-i].Word)
		}
	}
	s := &r.Schedule
	fmt.Fprintf(w, "Next key workout on schedule: %d of %d times after %s, %d of %d times after %s%s.\n", s.OnTime[0], s.N[0], a, s.OnTime[1], s.N[1], b, scheduleP(s.P))
	writeAdherence(w, p, r)
	fmt.Fprintln(w, "You knew what you did on each day, so how you felt is not part of the result.")
}

// verdict returns the result in one sentence.
func verdict(a, b string, e *experiment.Estimate) string {
	switch {
	case math.IsNaN(e.P):
		return fmt.Sprintf("%d complete pairs of weeks are too few for a result; 6 are needed.", e.Pairs)
	case e.Low > 0:
		return fmt.Sprintf("Your next runs went better after %s than after %s: heart rate %.1f %% lower at the same speed (95 %% interval %.1f to %.1f %%).", a, b, e.Effect, e.Low, e.High)
	case e.High < 0:
		return fmt.Sprintf("Your next runs went better after %s than after %s: heart rate %.1f %% lower at the same speed (95 %% interval %.1f to %.1f %%).", b, a, -e.Effect, -e.High, -e.Low)
	}
	return fmt.Sprintf("No difference shown between %s and %s: the true difference lies between %+.1f and %+.1f %% (plus: %s is better).", a, b, e.Low, e.High, a)
}

func figures(e *experiment.Estimate) string {
	if math.IsNaN(e.P) {
		return fmt.Sprintf("%d pairs, too few", e.Pairs)
	}
	return fmt.Sprintf("%+.1f %% (95 %% interval %+.1f to %+.1f), p = %.3f, %d pairs", e.Effect, e.Low, e.High, e.P, e.Pairs)
}

func holds(yes bool) string {
	if yes {
		return "hold"
	}
	return "are not shown to hold"
}

func scheduleP(p float64) string {
	if math.IsNaN(p) {
		return ""
	}
	return fmt.Sprintf(" (p = %.3f)", p)
}
