package squad

import (
	"fmt"
	"net/url"
	"strings"

	"dayafter/internal/cohort/table"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// stripLength is the number of long runs in a strip. Ours: half a year.
const stripLength = 26

// strip returns a sign for each of the last long runs, the oldest first.
func strip(s *season.Season) string {
	long := s.LongRuns[max(0, len(s.LongRuns)-stripLength):]
	var b strings.Builder
	for i := range long {
		b.WriteRune(sign(long[i].Group))
	}
	return b.String()
}

// legend explains the signs.
const legend = "The last long runs, the oldest first, by the next day: ● easy running, ○ active recovery or rest, ▲ hard running or training, · no record or left out."

func sign(g season.Group) rune {
	switch g {
	case season.EasyRunning:
		return '●'
	case season.ActiveGroup, season.RestGroup:
		return '○'
	case season.HardRunning, season.OtherLoadGroup:
		return '▲'
	}
	return '·'
}

// report returns the squad as a table.
func (s *Squad) report(u unit.System) *report.Report {
	r := &report.Report{Units: u, Sheets: []*report.Sheet{{
		Name: "Squad", About: "One row for each runner, the smallest share of easy running on the day after a long run first. " + legend,
		Tables: []*report.Table{s.totals(), s.table()},
	}}}
	r.Compute()
	return r
}

func (s *Squad) table() *report.Table {
	t := &report.Table{Name: "Squad", Form: report.Grid, Rows: len(s.Rows)}
	add := func(name, note string, q report.Quantity, of func(*Row) report.Value) *report.Column {
		c := &report.Column{Name: name, Note: note, Quantity: q}
		for i := range s.Rows {
			c.Cells = append(c.Cells, of(&s.Rows[i]))
		}
		t.Columns = append(t.Columns, c)
		return c
	}
	text := func(name, note string, of func(*Row) string) *report.Column {
		return add(name, note, report.Text, func(r *Row) report.Value { return report.Words(of(r)) })
	}
	name := text("Runner", "leads to the runner's page", func(r *Row) string { return r.Runner })
	text("Easy the day after", "long runs with easy running on the next day, of those with a record of the next day", func(r *Row) string { return of(r.Figures.Easy, r.Figures.Recorded) })
	text("Interval", "95 % interval of the share of easy running", func(r *Row) string { return interval(r.Figures.EasyLow, r.Figures.EasyHigh) })
	text("Lately", "see above", func(r *Row) string { return r.Strip })
	text("Today", "the advice for today, or what went wrong", func(r *Row) string { return strings.TrimSpace(r.Today + " " + r.Remark) }).Role = report.Long
	text("Too fast", "runs on the day after that were too fast or drifted, of those that can be judged", func(r *Row) string {
		f := &r.Figures
		return of(f.TooFast+f.Drifted, f.TrulyEasy+f.TooFast+f.Drifted)
	})
	text("On schedule", "next key workouts that came on the runner's usual day", func(r *Row) string { return of(r.Figures.OnTime, r.Figures.Scheduled) })
	add("Long runs", "that count", report.Count, func(r *Row) report.Value { return count(r.Figures.LongRuns) })
	add("Last long run", "", report.Day, func(r *Row) report.Value { return day(r.Figures.LastLong) })
	book := text("Workbook", "leads to the runner's workbook", func(r *Row) string { return r.Book })
	for i := range s.Rows {
		name.Files, book.Files = append(name.Files, link(s.Rows[i].Page)), append(book.Files, link(s.Rows[i].Book))
	}
	return t
}

// totals adds up the runners' inputs.
func (s *Squad) totals() *report.Table {
	t := &report.Table{Name: "Totals", Form: report.Lines, Rows: 1}
	t.Columns = []*report.Column{{Name: "Totals", Quantity: report.Text, Cells: []report.Value{report.Words(s.Totals())}}}
	return t
}

// Totals adds up the runners and their inputs in one line.
func (s *Squad) Totals() string {
	var all table.Runner
	judged, empty := 0, 0
	for i := range s.Rows {
		f := &s.Rows[i].Figures
		switch f.Status {
		case table.Judged:
			judged++
		case table.NoActivity:
			empty++
		}
		all.Inputs, all.Runs, all.OtherSports = all.Inputs+f.Inputs, all.Runs+f.Runs, all.OtherSports+f.OtherSports
		all.Duplicates, all.NotActivities, all.FailedInputs = all.Duplicates+f.Duplicates, all.NotActivities+f.NotActivities, all.FailedInputs+f.FailedInputs
	}
	return fmt.Sprintf("%d runners = %d judged + %d without an activity + %d failed; read %d = runs %d + other sports %d + duplicates %d + not activities %d + failed %d",
		len(s.Rows), judged, empty, s.Failed(), all.Inputs, all.Runs, all.OtherSports, all.Duplicates, all.NotActivities, all.FailedInputs)
}

// of returns "k of n"; "" if n is 0.
func of(k, n int32) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", k, n)
}

// link returns the address of a file in the same folder; "" for none.
func link(file string) string {
	if file == "" {
		return ""
	}
	return (&url.URL{Path: file}).String()
}

// interval returns an interval of shares in per cent; "" without one.
func interval(low, high *float64) string {
	if low == nil || high == nil {
		return ""
	}
	return fmt.Sprintf("%.0f to %.0f %%", 100**low, 100**high)
}

func count(n int32) report.Value { return report.Value{Quantity: report.Count, Num: float64(n)} }

func day(d *int32) report.Value {
	if d == nil {
		return report.Value{}
	}
	return report.Value{Quantity: report.Day, Num: float64(*d)}
}
