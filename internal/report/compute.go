package report

import (
	"fmt"
	"slices"

	"dayafter/internal/formula"
)

// Compute fills in the values of all formulas, as a spreadsheet program does after
// a cell was changed. A formula that refers to what does not exist, or to itself,
// is a programmer's error.
func (r *Report) Compute() {
	r.tables = make(map[string]*Table)
	for _, sheet := range r.Sheets {
		for _, t := range sheet.Tables {
			r.tables[t.Name] = t
			t.columns = make(map[string]*Column, len(t.Columns))
			for _, c := range t.Columns {
				t.columns[c.Name] = c
				c.prepare(t, tables(r.tables))
			}
		}
	}
	for _, sheet := range r.Sheets {
		for _, t := range sheet.Tables {
			for _, c := range t.Columns {
				c.compute(tables(r.tables))
			}
		}
	}
}

// foldEmpty folds away columns in which nothing stands.
func (r *Report) foldEmpty() {
	for _, sheet := range r.Sheets {
		for _, t := range sheet.Tables {
			for _, c := range t.Columns {
				if t.Form == Grid && t.Rows > 0 && (c.Role == Shown || c.Role == Long) && c.empty() {
					c.Role = Detail
				}
			}
		}
	}
}

// empty reports whether no cell says anything.
func (c *Column) empty() bool {
	return !slices.ContainsFunc(c.Cells, func(v formula.Value) bool { return v.String() != "" && v.String() != "–" })
}

// tables is the report as formulas see it.
type tables map[string]*Table

func (ts tables) Column(table, column string) *formula.Column {
	t := ts[table]
	if t == nil || t.columns[column] == nil {
		return nil
	}
	return t.columns[column].lookup
}

// prepare gives the column its form for lookups: cells computed when first
// asked for, in whatever order the formulas need them.
func (c *Column) prepare(t *Table, book tables) {
	c.lookup = &formula.Column{Values: c.Cells}
	if c.Formula == nil {
		return
	}
	const (
		waiting = iota
		busy
		done
	)
	state := make([]uint8, t.Rows)
	c.lookup.Cell = func(row int) formula.Value {
		switch state[row] {
		case busy:
			panic(fmt.Sprintf("report: %s[%s] refers to itself", t.Name, c.Name))
		case waiting:
			state[row] = busy
			c.Cells[row] = c.Formula.Eval(book, row)
			state[row] = done
		}
		return c.Cells[row]
	}
}

// compute evaluates the column's formula in every row.
func (c *Column) compute(book tables) {
	if c.Formula == nil {
		return
	}
	if err := c.Formula.Check(book); err != nil {
		panic("report: " + err.Error())
	}
	for row := range c.Cells {
		c.lookup.At(row)
	}
}
