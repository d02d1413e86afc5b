package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dayafter/internal/report"
)

// place holds the position of a table. Rows and columns count from 1.
type place struct {
	sheet   string
	table   *report.Table
	head    int               // row of the heads; the first line of a table drawn as lines
	left    int               // first column
	columns []*report.Column  // in the order in which they are drawn, with Working columns last
	at      map[string]int    // index into columns by name
	shown   int               // columns that are not Working
	apart   int               // number of empty columns before the Working columns, see setApart
	letters []string          // letters of a grid's columns, as references begin with them: "$AB"
	ranges  map[string]string // references to columns, kept for the next call of column
	plans   []plan            // by column
}

// newPlace puts the top left corner of a table, with extra hidden columns, at a row and column.
func newPlace(sheet string, t *report.Table, extra []*report.Column, row, left int) *place {
	p := &place{sheet: sheet, table: t, head: row, left: left, at: map[string]int{}, ranges: map[string]string{}}
	if t.Title != "" || grouped(t) {
		p.head++
	}
	for _, working := range []bool{false, true} {
		for _, c := range slices.Concat(t.Columns, extra) {
			if (c.Role == report.Working) == working {
				p.at[c.Name] = len(p.columns)
				p.columns = append(p.columns, c)
			}
		}
		if !working {
			p.shown = len(p.columns)
		}
	}
	p.setApart(0)
	return p
}

// setApart sets the number of empty columns before the Working columns, where other tables
// of the sheet show columns.
func (p *place) setApart(columns int) {
	p.apart, p.letters = columns, p.letters[:0]
	for i := range p.columns {
		p.letters = append(p.letters, "$"+columnName(p.col(i)))
	}
}

// col returns the sheet's column of the i-th column of a grid.
func (p *place) col(i int) int {
	if i >= p.shown {
		return p.left + p.apart + i
	}
	return p.left + i
}

// lines reports whether the table's columns are drawn as lines, one below the other.
func (p *place) lines() bool { return p.table.Form == report.Lines || p.table.Form == report.Record }

// grouped reports whether columns of the table have group titles.
func grouped(t *report.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c *report.Column) bool { return c.Group != "" })
}

// top returns the first row: the row of group titles, if there are any.
func (p *place) top() int {
	if p.table.Title != "" || grouped(p.table) {
		return p.head - 1
	}
	return p.head
}

// right returns the last column.
func (p *place) right() int {
	switch p.table.Form {
	case report.Lines:
		return p.left
	case report.Record:
		return p.left + 1
	}
	return p.col(len(p.columns) - 1)
}

// below returns the first row below the table. A grid without rows has one empty row.
func (p *place) below() int {
	if p.lines() {
		return p.head + p.shown
	}
	return p.head + 1 + max(p.table.Rows, 1)
}

// spot returns the sheet's column and row of a value.
func (p *place) spot(column string, row int) (int, int) {
	i := p.at[column]
	switch {
	case !p.lines():
		return p.col(i), p.head + 1 + row
	case i >= p.shown:
		return asideColumn + i - p.shown, p.head
	case p.table.Form == report.Record:
		return p.left + 1, p.head + i
	}
	return p.left, p.head + i
}

// cell returns a reference to one value, for use on the same sheet.
func (p *place) cell(column string, row int) string {
	col, r := p.spot(column, row)
	if p.lines() {
		return "$" + columnName(col) + "$" + strconv.Itoa(r)
	}
	return p.letters[p.at[column]] + strconv.Itoa(r)
}

// column returns a reference to a whole column, for use on any sheet.
func (p *place) column(column string) string {
	ref, ok := p.ranges[column]
	if !ok {
		ref = p.rangeOf(column)
		p.ranges[column] = ref
	}
	return ref
}

func (p *place) rangeOf(column string) string {
	col, first := p.spot(column, 0)
	_, last := p.spot(column, max(p.table.Rows, 1)-1)
	name := columnName(col)
	if first == last {
		return fmt.Sprintf("%s!$%s$%d", quoted(p.sheet), name, first)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(p.sheet), name, first, name, last)
}

// area returns a reference to a column's cells, for use on the same sheet.
func (p *place) area(column string) string {
	col, first := p.spot(column, 0)
	_, last := p.spot(column, max(p.table.Rows, 1)-1)
	return cellName(col, first) + ":" + cellName(col, last)
}

// quoted returns a sheet's name, in quotation marks if formulas need them.
func quoted(sheet string) string {
	if strings.ContainsAny(sheet, " -'") {
		return "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	return sheet
}
