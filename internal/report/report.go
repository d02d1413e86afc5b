// Package report arranges a season as tables, charts and words. It knows no output format:
// each package under render converts a report to its own form. Package season computes the
// statistics.
//
// Values that depend on a run's class are formulas over the columns of tables, so that they
// follow when the runner overrides a class in the workbook. Each formula is written once,
// and this package computes its value from the same text.
//
// Every cell is a typed value in SI units; a renderer converts it to its own form. Formulas
// are those of a spreadsheet and calculate with the numbers that a spreadsheet stores, see
// stored.go.
package report

import (
	"slices"

	"dayafter/internal/formula"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Options are the settings of Build.
type Options struct {
	Units      unit.System
	Notes      map[string]string // the runner's own notes by session key
	Experiment *Experiment       // the runner's experiment; nil for none
	Settings   []Setting         // settings of the season, for the sheet Settings
}

// Setting is one line of the sheet Settings.
type Setting struct{ Name, Value, From string }

// Defaults returns the settings of a user who states none.
func Defaults() Options { return Options{} }

// Report holds the tables, charts and words of a season.
type Report struct {
	Units  unit.System
	Sheets []*Sheet
	Notes  []string // changes to the runner's own texts, in words

	// NextRuns shows the runs of the next days on the page.
	NextRuns *Chart

	tables map[string]*Table
}

// Sheet is one page: tables from top to bottom, charts beside or above them.
type Sheet struct {
	Name   string // "Long runs"
	About  string // one sentence about the sheet
	Tables []*Table
	Charts []*Chart
}

// Form is the layout of a table.
type Form uint8

// Forms.
const (
	Grid   Form = iota // a row of heads, then rows
	Record             // one row, each column a line: name, value
	Lines              // one row, each column a line of text without its name
	Cells              // a row of narrow coloured cells for each line, with a row of heads
)

// Table is a block of columns. Its name is unique in the report.
type Table struct {
	Name    string
	Title   string
	Form    Form
	Rows    int
	Spare   int  // the number of rows at the end that are still empty
	Beside  bool // lies to the right of the table before it
	Joined  bool // follows the table before it without a gap
	Columns []*Column

	columns map[string]*Column
}

// Role says how a reader uses a column.
type Role uint8

// Roles.
const (
	Shown    Role = iota
	Editable      // the runner can edit it; kept when the workbook is written again
	Class         // a class or kind of day after: coloured by its words
	Pale          // like Class, in paler colours
	Long          // text that may need several lines
	Screen        // left out in print if the table is too wide for the paper
	Link          // a link to the sheet that Column.To names
	Detail        // further figures, folded at first
	Working       // only formulas need it: hidden
)

// Column is one column of a table: constants, or one formula for all rows.
type Column struct {
	Name     string // unique in its table
	Unit     string // "km", "/km", "bpm"; "" for none
	Quantity Quantity
	Role     Role
	Note     string           // explains the figure
	Choices  []string         // what may be written into an Editable column; nil for any text
	ColourBy string           // the column whose kinds colour this one
	To       string           // the sheet that a Link leads to
	Files    []string         // the file that each cell leads to, relative to the report; "" for none
	Formula  *formula.Formula // nil for constants
	Cells    []Value          // one for each row
	Dash     bool             // missing values are shown as a dash
	Bar      bool             // shares are drawn as bars from 0 to 1
	Group    string           // the title of the columns from this one on
	Stored   []formula.Value  // the cells as a spreadsheet stores them, see stored.go; set by Compute

	lookup *formula.Column
}

// Header returns the column's name with its unit.
func (c *Column) Header() string {
	if c.Unit == "" {
		return c.Name
	}
	return c.Name + ", " + c.Unit
}

// Column returns the table's column of that name; nil when there is none.
func (t *Table) Column(name string) *Column { return t.columns[name] }

// Table returns the report's table of that name; nil when there is none.
func (r *Report) Table(name string) *Table { return r.tables[name] }

// Build puts the season into a report.
func Build(h *history.History, s *season.Season, o Options) *Report {
	b := &builder{history: h, season: s, options: o, units: o.Units, clean: &cleaner{}, folder: commonFolder(h.Entries)}
	r := &Report{Units: o.Units, Sheets: b.sheets(), NextRuns: b.nextRunChart()}
	r.Compute()
	r.foldEmpty()
	r.Notes = b.clean.notes()
	return r
}

// builder holds the input of the sheets.
type builder struct {
	history *history.History
	season  *season.Season
	options Options
	units   unit.System
	clean   *cleaner
	folder  string // contains all inputs, with its last slash; left out of file names
}

// SheetNames lists the names of the sheets of every report in their order. A report with a
// plan has the sheet Experiment after Summary, see ExperimentSheet.
var SheetNames = []string{
	"Summary", "Long runs", "Calendar", "Weeks", "Runs", "Next days", "Next key", "Recovery", "Zones", "Files", "Settings", "Read me",
}

// sheets returns all sheets in their order.
func (b *builder) sheets() []*Sheet {
	sheets := []*Sheet{
		b.summarySheet(),
		b.longRunsSheet(),
		b.calendarSheet(),
		b.weeksSheet(),
		b.runsSheet(),
		b.nextDaysSheet(),
		b.nextKeySheet(),
		b.recoverySheet(),
		b.zonesSheet(),
		b.filesSheet(),
		b.settingsSheet(),
	}
	if b.options.Experiment != nil {
		sheets = slices.Insert(sheets, 1, b.experimentSheet())
	}
	return append(sheets, b.readMe(sheets))
}
