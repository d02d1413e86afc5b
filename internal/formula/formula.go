// Package formula parses and evaluates the live formulas of a report. A formula refers to
// columns of tables. It is written once, as text in the style of structured references,
//
//	IF([Class override]="",[Judged],[Class override])
//	COUNTIFS(Runs[Class],"long",Runs[Week],[Week])
//
// and used twice. Eval computes its value. Split separates its text from the references, so
// that a renderer can write them as a spreadsheet names cells. [Column] is the cell in the
// same row. above[Column] and below[Column] are the cells in the rows above and below.
// Table[Column] is the whole column; a column with one row stands for its cell.
//
// The package has only functions that Excel 2016, LibreOffice and Google Sheets share. It
// knows nothing of sheets, files or runs.
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

// Ref names a column, or the cell of a column in or near the formula's own row.
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

// Book returns the columns that formulas refer to; nil for an unknown column.
type Book interface {
	Column(table, column string) *Column
}

// Split returns the references of the formula and the texts before, between and after them.
// Put together again, with each reference as a spreadsheet writes it, they give the formula
// for the spreadsheet.
func (f *Formula) Split() (texts []string, refs []Ref) {
	at := 0
	for _, r := range f.refs {
		texts, refs = append(texts, f.source[at:r.from]), append(refs, r.Ref)
		at = r.to
	}
	return append(texts, f.source[at:]), refs
}

// Eval returns the formula's value in the given row of its own table. If the result is an
// empty cell, Eval returns an error value, because Excel shows 0 and LibreOffice shows
// nothing.
func (f *Formula) Eval(b Book, row int) Value {
	v := f.root.eval(&scope{b, row}).scalar()
	if v.Kind == Empty {
		return errEmpty
	}
	return v
}

// Check returns an error for the first reference to a column that the book does not have.
func (f *Formula) Check(b Book) error {
	for _, r := range f.refs {
		if b.Column(r.Table, r.Column) == nil {
			return fmt.Errorf("formula %s: no column %s[%s]", f.source, r.Table, r.Column)
		}
	}
	return nil
}

// Column holds the values of a column and indexes for fast lookups. Cell computes the value
// of a row when it is first needed. Cell may be nil if all Values are set.
type Column struct {
	Values []Value
	Cell   func(row int) Value

	whole  []Value         // all values, computed
	index  map[Value][]int // rows by folded value
	sorted []float64       // the numbers, ascending
	order  []int           // the rows of sorted
}

// At returns the value of one row, or an error value if the column has no such row.
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

// fold returns v as lookups compare it: texts in lower case.
func fold(v Value) Value {
	if v.Kind == Text {
		v.Str = strings.ToLower(v.Str)
	}
	return v
}
