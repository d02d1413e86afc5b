// Package formula is the live part of a report: a formula over the columns of
// tables, written once as text in the manner of structured references
//
//	IF([Class override]="",[Judged],[Class override])
//	COUNTIFS(Runs[Class],"long",Runs[Week],[Week])
//
// and used twice: Eval gives its value, Split gives its text with the references
// apart, to be written as a spreadsheet names cells. [Column] is the cell of the same row,
// above[Column] and below[Column] those of the rows beside it, Table[Column] the
// whole column; a column of one row stands for its one cell.
//
// It knows only functions that Excel 2016, LibreOffice and Google Sheets share,
// and nothing of sheets, files or runs.
package formula

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Formula is one parsed formula.
type Formula struct {
	source string
	root   node
	refs   []*ref // in order of appearance
}

// Ref names a column, or one cell of it by the formula's own row.
type Ref struct {
	Table, Column string
	Own           bool // the cell in the formula's own row, or Offset rows below it
	Offset        int
}

// ref is a Ref with its place in the source.
type ref struct {
	Ref
	from, to int
}

// Book gives a formula the columns it refers to; nil for an unknown one.
type Book interface {
	Column(table, column string) *Column
}

// Split returns the formula cut at its references: there is one text more than
// references. Joined again, each reference as a spreadsheet writes it, they are
// the spreadsheet's formula.
func (f *Formula) Split() (texts []string, refs []Ref) {
	at := 0
	for _, r := range f.refs {
		texts, refs = append(texts, f.source[at:r.from]), append(refs, r.Ref)
		at = r.to
	}
	return append(texts, f.source[at:]), refs
}

// Eval returns the formula's value in the given row of its own table. A result that is
// an empty cell is an error: Excel shows 0 for it, LibreOffice nothing.
func (f *Formula) Eval(b Book, row int) Value {
	v := f.root.eval(&scope{b, row}).scalar()
	if v.Kind == Empty {
		return errEmpty
	}
	return v
}

// Check reports the first reference that the book does not have.
func (f *Formula) Check(b Book) error {
	for _, r := range f.refs {
		if b.Column(r.Table, r.Column) == nil {
			return fmt.Errorf("formula %s: no column %s[%s]", f.source, r.Table, r.Column)
		}
	}
	return nil
}

// Column is a column's values with what makes looking them up fast. Cell
// computes the value of a row when it is first asked for; it may be nil when
// all Values stand.
type Column struct {
	Values []Value
	Cell   func(row int) Value

	whole  []Value         // all values, computed
	index  map[Value][]int // rows by folded value
	sorted []float64       // the numbers, ascending
	order  []int           // their rows
}

// At returns the value of one row; an error value outside the column.
func (c *Column) At(row int) Value {
	if row < 0 || row >= len(c.Values) {
		return errRef
	}
	if c.Cell != nil {
		return c.Cell(row)
	}
	return c.Values[row]
}

// all returns the values of every row.
func (c *Column) all() []Value {
	if c.Cell == nil {
		return c.Values
	}
	if c.whole == nil {
		c.whole = make([]Value, len(c.Values))
		for row := range c.Values {
			c.whole[row] = c.Cell(row)
		}
	}
	return c.whole
}

// rows returns the rows whose value equals v.
func (c *Column) rows(v Value) []int {
	if c.index == nil {
		c.index = make(map[Value][]int)
		for row, w := range c.all() {
			c.index[fold(w)] = append(c.index[fold(w)], row)
		}
	}
	return c.index[fold(v)]
}

// numbers returns the column's numbers, ascending.
func (c *Column) numbers() []float64 {
	if c.sorted == nil {
		c.sorted, c.order = []float64{}, nil
		all := c.all()
		for row, v := range all {
			if v.Kind == Number {
				c.order = append(c.order, row)
			}
		}
		slices.SortStableFunc(c.order, func(a, b int) int { return cmp.Compare(all[a].Num, all[b].Num) })
		for _, row := range c.order {
			c.sorted = append(c.sorted, all[row].Num)
		}
	}
	return c.sorted
}

// fold returns v in the form in which lookups compare it: texts without case.
func fold(v Value) Value {
	if v.Kind == Text {
		v.Str = strings.ToLower(v.Str)
	}
	return v
}
