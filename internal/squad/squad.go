// Package squad reports on a coach's runners: a workbook and a page for each, and one table
// of all, in which the runner who needs the coach most comes first. It does not judge runs
// itself. If a runner fails, the row says so, and the others are not affected.
package squad

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/sync/errgroup"

	"dayafter/internal/app"
	"dayafter/internal/cohort/judged"
	"dayafter/internal/cohort/table"
	"dayafter/internal/disk"
	"dayafter/internal/output"
	"dayafter/internal/render/html"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/roster"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Options are the settings of Run.
type Options struct {
	Jobs  int         // number of runners judged at once
	Now   time.Time   // the moment of the advice
	On    unit.Day    // the day of the advice; 0: the day of Now
	Units unit.System // units of sentences and tables
	Data  string      // folder of the runners' decisions; "" keeps none
}

// Row is one runner of the squad.
type Row struct {
	Runner  string
	Figures table.Runner // figures of the season that the runner's workbook shows
	Strip   string       // a sign for each of the last long runs, see strip
	Today   string       // what fits today
	Book    string       // the runner's workbook, in the squad's folder; "" without one
	Page    string
	Remark  string // problems, and edits that could not be kept
}

// Squad is the result of Run.
type Squad struct {
	Rows []Row // the runner who needs the coach most comes first
}

// Run judges each runner of entries and writes the runner's workbook and page into the
// folder out. The roots of the entries are absolute.
func Run(ctx context.Context, entries []roster.Entry, out string, o Options) (*Squad, error) {
	names, err := fileNames(entries)
	if err != nil {
		return nil, err
	}
	s := &Squad{Rows: make([]Row, len(entries))}
	var all errgroup.Group
	all.SetLimit(max(o.Jobs, 1))
	for i := range entries {
		all.Go(func() error {
			s.Rows[i] = runner(ctx, &entries[i], filepath.Join(out, names[i]), o)
			return nil
		})
	}
	all.Wait() // errors are in the rows
	slices.SortStableFunc(s.Rows, func(a, b Row) int { return table.WorstFirst(&a.Figures, &b.Figures) })
	return s, ctx.Err()
}

// fileNames returns the name of each runner's files without extension.
func fileNames(entries []roster.Entry) ([]string, error) {
	names, of := make([]string, len(entries)), map[string]string{"squad": "the squad"}
	for i := range entries {
		name := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -_.", r) {
				return r
			}
			return '-'
		}, entries[i].Runner)
		name = strings.Trim(name, " .")
		beside := ""
		if other, taken := of[strings.ToLower(name)]; taken {
			beside = " beside those of " + other
		}
		if name == "" || beside != "" {
			return nil, fmt.Errorf("the files of runner %q cannot be named %q%s: give another name", entries[i].Runner, name, beside)
		}
		names[i], of[strings.ToLower(name)] = name, entries[i].Runner
	}
	return names, nil
}

// runner reports on one runner. path is the path of the runner's files without extension.
// Errors become remarks in the row.
func runner(ctx context.Context, e *roster.Entry, path string, o Options) (row Row) {
	row = Row{Runner: e.Runner, Figures: table.Runner{Runner: e.Runner, Status: table.Failed}}
	defer func() {
		if r := recover(); r != nil {
			row.Figures.Status, row.Remark = table.Failed, fmt.Sprintf("the program failed: %v", r)
		}
	}()
	if err := row.judge(ctx, e, path, o); err != nil {
		row.Figures.Status = table.Failed
		row.addRemark(err.Error())
	}
	return row
}

// judge fills the row and writes the runner's files.
func (row *Row) judge(ctx context.Context, e *roster.Entry, path string, o Options) error {
	s, err := e.AppSettings()
	if err != nil {
		return err
	}
	s.Now, s.On, s.Units, s.Data, s.Jobs, s.Named = o.Now, o.On, o.Units, o.Data, 1, true
	files := output.Paths{Book: path + ".xlsx", Page: path + ".html"}
	earlier, err := files.Open()
	if err != nil {
		return err
	}
	row.Remark = strings.Join(earlier.Warnings(), "; ")
	m := app.Monitor{Loss: row.addRemark}
	r, err := app.Judge(ctx, app.Inputs{Paths: e.Paths(""), Earlier: earlier.Kept}, s, m)
	if err != nil {
		return err
	}
	if err := r.CheckAny(); err != nil {
		row.Figures = judged.Runner(e.Runner, r, &season.Season{})
		row.addRemark(err.Error())
		return nil
	}
	if err := r.CheckSpan(); err != nil {
		return err
	}
	sea, rep := r.Report(listed(e))
	rendered, err := files.Render(rep, earlier)
	if err != nil {
		return err
	}
	if _, err := files.Write(io.Discard, earlier, rendered); err != nil {
		return err
	}
	row.Book, row.Page = filepath.Base(files.Book), filepath.Base(files.Page)
	row.Figures, row.Strip = judged.Runner(e.Runner, r, sea), strip(sea)
	row.Today = advice(r, o.Units)
	return nil
}

// addRemark appends a remark to the row's remarks.
func (row *Row) addRemark(text string) {
	if row.Remark != "" {
		text = row.Remark + "; " + text
	}
	row.Remark = text
}

// listed returns the runner's settings for the workbook.
func listed(e *roster.Entry) []report.Setting {
	var out []report.Setting
	for _, name := range e.SettingNames() {
		out = append(out, report.Setting{Name: name, Value: fmt.Sprint(e.Settings[name]), From: roster.SquadFile})
	}
	return out
}

// advice returns what fits today in one or two sentences.
func advice(r *app.Result, u unit.System) string {
	sea, today := r.Today()
	for _, p := range report.TodayWords(sea, &today, u) {
		if p.Heading == report.FitsHeading {
			return strings.Join(p.Sentences, " ")
		}
	}
	return ""
}

// Write writes squad.xlsx and squad.html into the folder.
func (s *Squad) Write(folder string, u unit.System) error {
	var book, page bytes.Buffer
	r := s.report(u)
	if err := xlsx.Write(&book, r, xlsx.Defaults()); err != nil {
		return err
	}
	if err := html.WritePlain(&page, r, "The day after, runner by runner"); err != nil {
		return err
	}
	if err := disk.Write(filepath.Join(folder, "squad.xlsx"), book.Bytes()); err != nil {
		return err
	}
	return disk.Write(filepath.Join(folder, "squad.html"), page.Bytes())
}

// Failed counts the runners without a result.
func (s *Squad) Failed() (n int) {
	for i := range s.Rows {
		if s.Rows[i].Figures.Status == table.Failed {
			n++
		}
	}
	return n
}
