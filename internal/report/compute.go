package report

import (
	"fmt"
	"iter"
	"slices"

	"dayafter/internal/formula"
	"dayafter/internal/unit"
)

// Compute evaluates all formulas, as a spreadsheet program does after a cell was
// changed. It panics on a formula that refers to a missing column or to itself.
func (r *Report) Compute() {
	r.tables = make(map[string]*Table)
	for t := range r.allTables() {
		r.tables[t.Name] = t
		t.columns = make(map[string]*Column, len(t.Columns))
		for _, c := range t.Columns {
			t.columns[c.Name] = c
			c.prepare(t, r)
		}
	}
	kinds := kindsByWord()
	for t := range r.allTables() {
		for _, c := range t.Columns {
			c.compute(r)
			c.retype(r.Units, kinds)
		}
	}
}

// allTables returns the tables of all sheets, in order.
func (r *Report) allTables() iter.Seq[*Table] {
	return func(yield func(*Table) bool) {
		for _, sheet := range r.Sheets {
			for _, t := range sheet.Tables {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// foldEmpty folds columns without a value.
func (r *Report) foldEmpty() {
	for t := range r.allTables() {
		for _, c := range t.Columns {
			if t.Form == Grid && t.Rows > 0 && (c.Role == Shown || c.Role == Long) && c.empty() {
				c.Role = Detail
			}
		}
	}
}

// empty reports whether no cell has a value.
func (c *Column) empty() bool {
	return !slices.ContainsFunc(c.Cells, Value.Known)
}

// Column returns a column in the form that formulas read; nil if there is none. It makes
// the report a formula.Book.
func (r *Report) Column(table, column string) *formula.Column {
	t := r.tables[table]
	if t == nil || t.columns[column] == nil {
		return nil
	}
	return t.columns[column].lookup
}

// prepare stores the constants and lets formulas compute each cell when another formula
// first reads it, so that their order does not matter.
func (c *Column) prepare(t *Table, r *Report) {
	c.Stored = make([]formula.Value, t.Rows)
	for row := range c.Stored {
		c.Stored[row] = c.store(c.Cells[row], r.Units)
	}
	c.lookup = &formula.Column{Values: c.Stored}
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
			c.Stored[row] = c.Formula.Eval(r, row)
			state[row] = done
		}
		return c.Stored[row]
	}
}

// store returns a constant as a spreadsheet stores it.
func (c *Column) store(v Value, u unit.System) formula.Value {
	if c.Dash && !v.Known() {
		return formula.Str(dash)
	}
	return v.Stored(u)
}

// retype sets the typed cells from the stored values, with the same rounding, so that every
// renderer shows the same figures. It sets the kinds of words of classes, kinds and
// verdicts.
func (c *Column) retype(u unit.System, kinds map[string]Kind) {
	for row, f := range c.Stored {
		v := typed(f, c.Quantity, u)
		if v.IsText() && (c.Role == Class || c.Role == Pale) {
			v.Kind = kinds[v.Text]
		} else if v.IsText() {
			v.Kind = c.Cells[row].Kind // set with the cell
		}
		c.Cells[row] = v
	}
}

// compute evaluates the column's formula in every row.
func (c *Column) compute(r *Report) {
	if c.Formula == nil {
		return
	}
	if err := c.Formula.Check(r); err != nil {
		panic("report: " + err.Error())
	}
	for row := range c.Stored {
		c.lookup.At(row)
	}
}
