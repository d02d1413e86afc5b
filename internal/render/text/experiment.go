package text

import (
	"fmt"
	"io"

	"dayafter/internal/experiment"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// WritePlan writes a plan for printing: the arm of each day after, and the effects that the
// experiment can find.
func WritePlan(w io.Writer, p *experiment.Plan) {
	e := &report.Experiment{Plan: p}
	fmt.Fprintf(w, "A coin decides what you do on the day after each long run: %s or %s.\n", p.Arms[0].Word, p.Arms[1].Word)
	fmt.Fprintf(w, "%d weeks in %d pairs; each pair has both.\n\n", len(p.Weeks), p.Pairs())
	fmt.Fprintf(w, "  %-16s %-16s %s\n", "long run", "day after", "do")
	for _, week := range p.Weeks {
		fmt.Fprintf(w, "  %-16s %-16s %s\n", report.LongDay(week.Start), report.LongDay(week.Start+1), e.Asks(week))
	}
	writePromise(w, p)
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

// WriteStatus writes the next arm of the plan and the weeks so far.
func WriteStatus(w io.Writer, p Page, e *report.Experiment, today unit.Day) {
	p.lines(w, e.On(today), e.Adherence())
	fmt.Fprintf(w, "\n  %-16s %-14s %s\n", "day after", "planned", "done")
	for i := range e.Result.Weeks {
		if d := &e.Result.Weeks[i]; d.Adherence != experiment.NotYet && d.Arm >= 0 {
			fmt.Fprintf(w, "  %-16s %-14s %s\n", report.LongDay(d.Start+1), e.Asks(d.Week), d.Adherence)
		}
	}
}

// WriteResult writes the result of an experiment, by plan first.
func WriteResult(w io.Writer, p Page, e *report.Experiment) {
	p.lines(w, e.Verdict(), e.Holds(), e.Schedule(), e.Adherence())
	fmt.Fprintf(w, "\n  By plan:  %s\n  As done:  %s\n\n", report.Figures(&e.Result.ByPlan), report.Figures(&e.Result.AsDone))
	p.lines(w, report.Reading()...)
}
