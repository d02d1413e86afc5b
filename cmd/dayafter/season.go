package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"dayafter/internal/classify"
	"dayafter/internal/ingest"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/store"
)

func seasonCommand() *cli.Command {
	return &cli.Command{
		Name:      "season",
		Usage:     "the season workbook: what you did the day after your long runs",
		ArgsUsage: "PATH...",
		Flags: append(commonFlags(), append(seasonFlags(), &cli.StringFlag{
			Name: "output", Aliases: []string{"o"}, Value: "season.xlsx", Usage: "write the workbook to `FILE`; classes and notes written into an earlier one are kept",
		})...),
		OnUsageError: onUsageError,
		Action:       runSeason,
	}
}

func runSeason(c *cli.Context) error {
	s, paths, err := settingsAndPaths(c)
	if err != nil {
		return err
	}
	path := c.String("output")
	kept, err := readBack(path)
	if err != nil {
		return err
	}
	for _, w := range kept.warnings() {
		s.remark(c.App.ErrWriter, "dayafter: %s: %s", path, w)
	}
	j, err := judgePaths(c, s, paths, kept)
	if err != nil {
		return err
	}
	if err := j.none(); err != nil {
		return err
	}
	if err := j.outside(s); err != nil {
		return err
	}
	rep := j.report(s, c)
	var book bytes.Buffer
	if err := xlsx.Write(&book, rep, xlsx.Options{Kept: kept.workbook}); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	backup, err := kept.replace(path, book.Bytes())
	if err != nil {
		return err
	}
	if err := printAnswer(c.App.Writer, rep, s.json); err != nil {
		return err
	}
	said := c.App.Writer
	if s.json {
		said = c.App.ErrWriter
	}
	if !s.json || !s.quiet {
		fmt.Fprintf(said, "wrote %s%s\n%s\n", path, backup, j.history.Totals())
	}
	return j.status(s.strict)
}

// report is the season in tables and words.
func (j *judged) report(s settings, c *cli.Context) *report.Report {
	opt := s.season
	opt.Rejudge = func(shift float64) []classify.Verdict { return j.rejudge(s, shift) }
	sea := season.Analyse(j.history, j.verdicts, j.book, opt)
	return report.Build(j.history, sea, report.Options{Units: s.units, Notes: j.notes, Settings: s.list(c)})
}

func printAnswer(w io.Writer, rep *report.Report, asJSON bool) error {
	if asJSON {
		return writeReportJSON(w, rep)
	}
	for _, line := range rep.Answer() {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// earlier is the workbook that the new one replaces; workbook is nil when there is none.
type earlier struct {
	workbook *xlsx.Kept
	backup   string
}

// readBack reads what the runner wrote into the workbook at path. A file that
// is there and no season workbook is not overwritten.
func readBack(path string) (earlier, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return earlier{}, nil
	}
	if err == nil && !info.Mode().IsRegular() { // opening a pipe would wait for ever
		return earlier{}, fmt.Errorf("cannot write %s: it is no regular file", path)
	}
	if err != nil {
		return earlier{}, fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	f, err := os.Open(path)
	if err != nil {
		return earlier{}, fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	defer f.Close()
	kept, err := xlsx.ReadBack(f, info.Size())
	if err != nil {
		return earlier{}, fmt.Errorf("%s is there and cannot be kept in step (%w): nothing was written; name another file with -o", path, err)
	}
	return earlier{kept, beside(path, ".backup")}, nil
}

func (e earlier) warnings() []string {
	if e.workbook == nil {
		return nil
	}
	return e.workbook.Warnings
}

// decide lays what the runner wrote into the workbook over what is remembered.
// An empty cell takes back only what stood in it when the workbook was written:
// another workbook of the runner may have decided since.
func (e earlier) decide(remembered map[string]store.Override) map[string]store.Override {
	out := map[string]store.Override{}
	if e.workbook == nil {
		return out
	}
	for key, class := range e.workbook.Classes {
		o := remembered[key]
		if class != classify.Unknown || e.workbook.ClassCleared[key] {
			o.Class = classWord(class)
		}
		if note := e.workbook.Notes[key]; note != "" || e.workbook.NoteCleared[key] {
			o.Note = note
		}
		if o != remembered[key] {
			out[key] = o
		}
	}
	return out
}

// classWord is "" for the class that is left to the program.
func classWord(c classify.Class) string {
	if c == classify.Unknown {
		return ""
	}
	return c.String()
}

// replace writes the new workbook, keeps the earlier one as a backup unless the
// two are the same, and says so.
func (e earlier) replace(path string, book []byte) (said string, err error) {
	if e.workbook != nil {
		old, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("cannot keep %s: %w", path, ingest.Cause(err))
		}
		if bytes.Equal(old, book) {
			sweep(filepath.Dir(path))
			return "", nil
		}
		if err := writeFile(e.backup, old); err != nil {
			return "", err
		}
		said = " (classes and notes kept; the earlier workbook is " + e.backup + ")"
	}
	return said, writeFile(path, book)
}
