package xlsx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// Rows of a page above its first table.
const (
	titleRow = 1
	aboutRow = 2
	firstRow = 4
)

// chartRows is the height of a chart in rows of 20 pixels.
const chartRows = 14

// page is one sheet with everything in its place.
type page struct {
	sheet  *report.Sheet
	places []*place
	charts []chartPlace
	width  int // columns in use
	bottom int // last row in use
}

// place is where a table lies. Rows and columns count from 1.
type place struct {
	sheet   string
	table   *report.Table
	head    int              // row of the heads; of Lines and Record the first line
	left    int              // first column
	columns []*report.Column // in the order in which they are drawn: Working ones last
	at      map[string]int   // the index of each in columns
	aside   int              // column where Lines and Record keep their Working values
}

// chartPlace is where a chart lies.
type chartPlace struct {
	chart         *report.Chart
	row, col      int
	width, height uint // pixels
}

// layOut puts the sheet's tables and charts in their places.
func (b *book) layOut(sheet *report.Sheet) *page {
	p := &page{sheet: sheet}
	row, right, top := firstRow, 1, firstRow
	banded := false
	for _, t := range sheet.Tables {
		if t.Form == report.Grid && !banded {
			banded = true
			row = p.band(row)
		}
		left := 1
		if t.Beside {
			row, left = top, right+2
		}
		if t.Title != "" {
			row++
		}
		pl := newPlace(sheet.Name, t, row, left)
		b.places[t.Name] = pl
		p.places = append(p.places, pl)
		p.besides(pl)
		top = row
		if t.Title != "" {
			top--
		}
		row = pl.below() + 1
		right = max(pl.right(), left)
		p.width, p.bottom = max(p.width, pl.right()), max(p.bottom, pl.below()-1)
	}
	p.setAside()
	return p
}

// setAside puts the Working values of Lines and Record into columns beyond all others.
func (p *page) setAside() {
	for _, pl := range p.places {
		pl.aside = p.width + 2
	}
}

// band places the charts that stand beside no table side by side; it returns
// the row below them.
func (p *page) band(row int) int {
	col := 1
	for _, ch := range p.sheet.Charts {
		if ch.Beside != "" {
			continue
		}
		p.charts = append(p.charts, chartPlace{ch, row, col, 780, chartRows * 20})
		col += 9
	}
	if col > 1 {
		row += chartRows + 1
	}
	return row
}

// besides places the charts that stand beside the table.
func (p *page) besides(pl *place) {
	for _, ch := range p.sheet.Charts {
		if ch.Beside == pl.table.Name {
			p.charts = append(p.charts, chartPlace{ch, pl.head, pl.right() + 2, 640, uint(pl.below()-pl.head) * 20})
		}
	}
}

func newPlace(sheet string, t *report.Table, head, left int) *place {
	p := &place{sheet: sheet, table: t, head: head, left: left, at: map[string]int{}}
	for _, working := range []bool{false, true} {
		for _, c := range t.Columns {
			if (c.Role == report.Working) == working {
				p.at[c.Name] = len(p.columns)
				p.columns = append(p.columns, c)
			}
		}
	}
	return p
}

// shown is the number of columns that are not Working.
func (p *place) shown() int {
	n := 0
	for _, c := range p.columns {
		if c.Role != report.Working {
			n++
		}
	}
	return n
}

// lines reports whether the table's columns are drawn as lines below each other.
func (p *place) lines() bool { return p.table.Form == report.Lines || p.table.Form == report.Record }

// right is the last column, below the first row under the table.
func (p *place) right() int {
	switch p.table.Form {
	case report.Lines:
		return p.left
	case report.Record:
		return p.left + 1
	}
	return p.left + len(p.columns) - 1
}

func (p *place) below() int {
	if p.lines() {
		return p.head + p.shown()
	}
	return p.head + 1 + p.table.Rows
}

// spot is the column and row of a value.
func (p *place) spot(column string, row int) (int, int) {
	i := p.at[column]
	if !p.lines() {
		return p.left + i, p.head + 1 + row
	}
	if p.columns[i].Role == report.Working {
		return p.aside, p.head + i - p.shown()
	}
	if p.table.Form == report.Record {
		return p.left + 1, p.head + i
	}
	return p.left, p.head + i
}

// cell is a reference to a value that may be copied down.
func (p *place) cell(column string, row int) string {
	col, r := p.spot(column, row)
	name, _ := excelize.ColumnNumberToName(col)
	if p.lines() {
		return fmt.Sprintf("$%s$%d", name, r)
	}
	return fmt.Sprintf("$%s%d", name, r)
}

// column is a reference to a whole column, from any sheet.
func (p *place) column(column string) string {
	col, first := p.spot(column, 0)
	_, last := p.spot(column, max(p.table.Rows, 1)-1)
	name, _ := excelize.ColumnNumberToName(col)
	if first == last {
		return fmt.Sprintf("%s!$%s$%d", quoted(p.sheet), name, first)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(p.sheet), name, first, name, last)
}

// quoted is a sheet's name as formulas write it.
func quoted(sheet string) string {
	if strings.ContainsAny(sheet, " -'") {
		return "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	return sheet
}

// Widths in characters, by what a column holds.
var widths = map[report.Quantity]float64{
	report.Count: 7, report.Decimal: 7, report.Day: 14, report.Moment: 16, report.Duration: 9, report.Distance: 9,
	report.Pace: 8, report.HeartRate: 7, report.Height: 7, report.Share: 7, report.Change: 8,
}

// maxWidth is the widest a column of text gets; longer texts wrap or run on.
const maxWidth = 40

// width is the width of a column in characters.
func width(c *report.Column) float64 {
	w := widths[c.Quantity]
	if c.Quantity == report.Text {
		for _, v := range c.Cells {
			w = max(w, float64(utf8.RuneCountInString(v.String()))+1)
		}
	}
	for _, word := range strings.Fields(c.Header()) {
		w = max(w, float64(utf8.RuneCountInString(word))+2)
	}
	return min(w, maxWidth)
}
