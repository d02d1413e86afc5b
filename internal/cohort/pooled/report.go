package pooled

import (
	"fmt"

	"dayafter/internal/cohort/table"
	"dayafter/internal/report"
)

// Report returns the cohort as tables. It lists the runners in rows, in that order.
func (c *Cohort) Report(rows []table.Runner) *report.Report {
	sheet := &report.Sheet{
		Name: "Cohort", About: "What the runners do on the day after long runs, and what easy running went with.",
		Tables: []*report.Table{
			lines("Answer", c.Sentences()),
			counts("Words", "How often runners ran easy on a next day with a record", "Runners", c.Words),
			counts("NextDays", "What came on the day after the long runs", "Long runs", c.NextDay),
			c.effects(),
		},
	}
	r := &report.Report{Sheets: []*report.Sheet{sheet}}
	if rows != nil {
		r.Sheets = append(r.Sheets, &report.Sheet{
			Name: "Runners", About: "One row for each runner, the smallest share of easy running first.", Tables: []*report.Table{Runners(rows)},
		})
	}
	r.Compute()
	return r
}

// Sentences states the answer in words.
func (c *Cohort) Sentences() []string {
	out := []string{fmt.Sprintf("%s runners: %s judged, %s without an activity, %s failed. They have %s long runs that count, from %s running activities.",
		c.total(), orUnstated(c.Judged), orUnstated(c.NoActivity), orUnstated(c.Failed), orUnstated(c.LongRuns), orUnstated(c.Runs))}
	if s := c.Easy; s.Mean != nil {
		out = append(out, fmt.Sprintf("After long runs with a record of the next day, runners ran easy in %.0f %% (95 %% interval %.0f to %.0f %%); the share differs between runners by a standard deviation of %.0f points.",
			100**s.Mean, 100**s.Low, 100**s.High, 100**s.SD))
	}
	for i := range c.Effects {
		out = append(out, c.Effects[i].Words)
	}
	out = append(out, "Went with is not caused: who runs easy may differ in other ways. No record does not mean rest.")
	if c.suppressed {
		out = append(out, fmt.Sprintf("Numbers below %d are left out, and numbers from which they would follow.", leastCell))
		if c.rowless {
			out = append(out, fmt.Sprintf("The tables have no rows, because fewer than %d runners were judged.", leastCell))
		}
	}
	return out
}

// total returns the number of runners as text.
func (c *Cohort) total() string {
	if c.few {
		return fmt.Sprintf("fewer than %d", leastCell)
	}
	return orUnstated(c.Runners)
}

// orUnstated returns a count as text. A count is nil if it was left out, because a small
// count would follow from it.
func orUnstated(n *int) string {
	if n == nil {
		return "an unstated number"
	}
	return fmt.Sprint(*n)
}

func lines(name string, sentences []string) *report.Table {
	t := &report.Table{Name: name, Form: report.Lines, Rows: 1}
	for i, s := range sentences {
		t.Columns = append(t.Columns, &report.Column{Name: fmt.Sprintf("Line %d", i+1), Quantity: report.Text, Cells: []report.Value{report.Words(s)}})
	}
	return t
}

func counts(name, title, of string, all []Count) *report.Table {
	t := &report.Table{Name: name, Title: title, Form: report.Grid, Rows: len(all)}
	what, n := &report.Column{Name: "How often", Quantity: report.Text}, &report.Column{Name: of, Quantity: report.Count}
	if name == "NextDays" {
		what.Name = "Next day"
	}
	for _, c := range all {
		what.Cells, n.Cells = append(what.Cells, report.Words(c.Name)), append(n.Cells, count(c.N))
	}
	t.Columns = []*report.Column{what, n}
	return t
}

// effects lists the effects with their intervals.
func (c *Cohort) effects() *report.Table {
	t := &report.Table{Name: "Effects", Title: "Easy running on the day after against a day without a record, within runners", Form: report.Grid, Rows: len(c.Effects)}
	add := func(name, note string, of func(*Effect) report.Value, q report.Quantity) {
		col := &report.Column{Name: name, Note: note, Quantity: q}
		for i := range c.Effects {
			col.Cells = append(col.Cells, of(&c.Effects[i]))
		}
		t.Columns = append(t.Columns, col)
	}
	add("Measure", "", func(e *Effect) report.Value { return report.Words(e.Measure) }, report.Text)
	add("Runners", "with both kinds of next day", func(e *Effect) report.Value { return count(e.Runners) }, report.Count)
	add("Long runs", "of these runners", func(e *Effect) report.Value { return count(e.LongRuns) }, report.Count)
	for _, f := range []struct {
		name, note string
		of         func(*Effect) *float64
	}{
		{"Difference, %", "positive is better", func(e *Effect) *float64 { return e.Value }},
		{"From, %", "95 % interval", func(e *Effect) *float64 { return e.Low }},
		{"To, %", "95 % interval", func(e *Effect) *float64 { return e.High }},
		{"Spread, %", "standard deviation between runners", func(e *Effect) *float64 { return e.Tau }},
		{"Next from, %", "prediction interval for one more runner", func(e *Effect) *float64 { return e.NextLow }},
		{"Next to, %", "prediction interval for one more runner", func(e *Effect) *float64 { return e.NextHigh }},
	} {
		add(f.name, f.note, func(e *Effect) report.Value { return value(report.Ratio, f.of(e)) }, report.Ratio)
	}
	return t
}

// Runners lists runners one by one.
func Runners(rows []table.Runner) *report.Table {
	t := &report.Table{Name: "Runners", Form: report.Grid, Rows: len(rows)}
	add := func(name, note string, q report.Quantity, of func(*table.Runner) report.Value) {
		col := &report.Column{Name: name, Note: note, Quantity: q}
		for i := range rows {
			col.Cells = append(col.Cells, of(&rows[i]))
		}
		t.Columns = append(t.Columns, col)
	}
	number := func(name, note string, of func(*table.Runner) int32) {
		add(name, note, report.Count, func(r *table.Runner) report.Value { n := int(of(r)); return count(&n) })
	}
	add("Runner", "", report.Text, func(r *table.Runner) report.Value { return report.Words(r.Runner) })
	add("Status", "judged, no activity or failed", report.Text, func(r *table.Runner) report.Value { return report.Words(r.Status) })
	number("Long runs", "that count", func(r *table.Runner) int32 { return r.LongRuns })
	number("Easy", "long runs with easy running on the next day", func(r *table.Runner) int32 { return r.Easy })
	number("Recorded", "long runs with a record of the next day", func(r *table.Runner) int32 { return r.Recorded })
	share := func(name, note string, of func(*table.Runner) *float64) {
		add(name, note, report.Share, func(r *table.Runner) report.Value { return value(report.Share, of(r)) })
	}
	share("Easy share", "easy / recorded", func(r *table.Runner) *float64 { return r.EasyShare })
	share("From", "95 % interval of the share", func(r *table.Runner) *float64 { return r.EasyLow })
	share("To", "95 % interval of the share", func(r *table.Runner) *float64 { return r.EasyHigh })
	number("Too fast", "runs on the day after", func(r *table.Runner) int32 { return r.TooFast })
	number("On schedule", "next key workouts on the runner's usual day", func(r *table.Runner) int32 { return r.OnTime })
	number("Of", "next key workouts whose day is known", func(r *table.Runner) int32 { return r.Scheduled })
	add("Last long run", "", report.Day, func(r *table.Runner) report.Value { return day(r.LastLong) })
	number("Runs", "", func(r *table.Runner) int32 { return r.Runs })
	number("Failed", "inputs that could not be read", func(r *table.Runner) int32 { return r.FailedInputs })
	add("Why", "why the runner failed", report.Text, func(r *table.Runner) report.Value { return report.Words(deref(r.Reason)) })
	return t
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func count(n *int) report.Value {
	if n == nil {
		return report.Words("left out")
	}
	return report.Value{Quantity: report.Count, Num: float64(*n)}
}

func value(q report.Quantity, v *float64) report.Value {
	if v == nil {
		return report.Value{}
	}
	return report.Value{Quantity: q, Num: *v}
}

func day(d *int32) report.Value {
	if d == nil {
		return report.Value{}
	}
	return report.Value{Quantity: report.Day, Num: float64(*d)}
}
