package xlsx

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/classify"
	"dayafter/internal/report"
)

// Version numbers the form of the cells that a runner fills in. It rises if a program can
// no longer read these cells from the workbook of another version.
const Version = 1

// ErrForeign reports a workbook that this program did not write, because no sheet has the
// columns of Runs.
var ErrForeign = errors.New("not a season workbook")

// maxUnzipped limits the inflated bytes of an earlier workbook in memory. 20 years of
// daily runs take about 30 MB.
const maxUnzipped = 128 << 20

// Kept holds what a runner wrote into an earlier workbook, by activity key.
type Kept struct {
	// Classes has every activity of the workbook. The value is the zero value if the runner
	// left the class to the program.
	Classes map[string]classify.Override
	Notes   map[string]string
	// ClassCleared and NoteCleared have the activities for which the program wrote a class
	// or a note that the runner has deleted.
	ClassCleared, NoteCleared map[string]bool
	// Warnings describes content that cannot be kept, such as a word that is no class, or
	// drawings on the runner's own sheets. Callers show it before they write.
	Warnings []string

	sheets []carried
}

// ReadBack reads the runner's cells and sheets from a workbook. Rows, columns and sheets
// may be in any order, and any program may have saved the workbook last. The error wraps
// ErrForeign for a workbook of another kind.
func ReadBack(r io.ReaderAt, size int64) (kept *Kept, err error) {
	defer func() {
		if p := recover(); p != nil { // excelize may panic on a damaged workbook
			kept, err = nil, fmt.Errorf("workbook: damaged: %v", p)
		}
	}()
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	defer f.Close()
	k := &Kept{
		Classes: map[string]classify.Override{}, Notes: map[string]string{},
		ClassCleared: map[string]bool{}, NoteCleared: map[string]bool{},
	}
	found := false
	for _, sheet := range f.GetSheetList() {
		runs, err := k.readRuns(f, sheet)
		if err != nil {
			return nil, fmt.Errorf("workbook: sheet %s: %w", sheet, err)
		}
		found = found || runs
		if runs || own(f, sheet) {
			continue
		}
		if err := k.carry(f, sheet); err != nil {
			return nil, fmt.Errorf("workbook: sheet %s: %w", sheet, err)
		}
	}
	if !found {
		return nil, fmt.Errorf("%w: no sheet has the columns %q and %q", ErrForeign, report.KeyColumn, report.OverrideColumn)
	}
	k.warnOfDrawings(r, size)
	return k, nil
}

// own reports whether the program wrote the sheet. A sheet named Experiment may be the
// runner's, because the program writes one only if there is a plan.
func own(f *excelize.File, sheet string) bool {
	if strings.EqualFold(sheet, report.ExperimentSheet) {
		about, err := f.GetCellValue(sheet, cellName(1, aboutRow))
		return err == nil && about == report.ExperimentAbout
	}
	return slices.ContainsFunc(report.SheetNames, func(n string) bool { return strings.EqualFold(n, sheet) })
}

// readRuns reads a sheet and reports whether the sheet has the columns of Runs.
func (k *Kept) readRuns(f *excelize.File, sheet string) (bool, error) {
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return false, err
	}
	heads := slices.IndexFunc(rows, func(row []string) bool {
		return header(row, report.KeyColumn) >= 0 && header(row, report.OverrideColumn) >= 0
	})
	if heads < 0 {
		return false, nil
	}
	column := func(name string) int { return header(rows[heads], name) }
	key, class, note := column(report.KeyColumn), column(report.OverrideColumn), column(report.NoteColumn)
	written, noted := column(report.WrittenColumn), column(report.NotedColumn)
	for i, row := range rows[heads+1:] {
		id := at(row, key)
		if id == "" {
			continue
		}
		k.add(id, at(row, class), at(row, note), fmt.Sprintf("sheet %s, row %d", sheet, heads+i+2))
		if at(row, class) == "" && at(row, written) != "" {
			k.ClassCleared[id] = true
		}
		if at(row, note) == "" && at(row, noted) == "yes" {
			k.NoteCleared[id] = true
		}
	}
	return true, nil
}

// header returns the column with the head, ignoring case; -1 if there is none.
func header(row []string, text string) int {
	return slices.IndexFunc(row, func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), text) })
}

// at returns the trimmed content of a column; "" beyond the row's end.
func at(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

// add keeps the runner's cells of one row.
func (k *Kept) add(key, class, note, where string) {
	o, ok := classify.ParseOverride(class)
	if class != "" && !ok {
		k.Warnings = append(k.Warnings, fmt.Sprintf("%s: %q is none of %s: the program decides", where, class, strings.Join(classify.OverrideWords(), ", ")))
	}
	k.Classes[key] = o
	if note != "" {
		k.Notes[key] = note
	}
}
