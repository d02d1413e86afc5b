package report

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/formula"
	"dayafter/internal/unit"
)

// newTable returns an empty table of the given rows.
func newTable(name, title string, form Form, rows int) *Table {
	return &Table{Name: name, Title: title, Form: form, Rows: rows}
}

// filled returns the tables that have rows. No formula may refer to a table without rows.
func filled(tables ...*Table) []*Table {
	return slices.DeleteFunc(tables, func(t *Table) bool { return t.Rows == 0 })
}

// add appends a column.
func (t *Table) add(c *Column) *Column {
	if c.Cells == nil {
		c.Cells = make([]Value, t.Rows)
	}
	t.Columns = append(t.Columns, c)
	return c
}

// number adds a column of numbers in the unit of their quantity. NaN is missing, and so is
// the pace of a speed of 0.
func (t *Table) number(name string, q Quantity, note string, at func(row int) float64) *Column {
	c := t.add(&Column{Name: name, Quantity: q, Note: note})
	for row := range c.Cells {
		if x := at(row); q != Pace || x > 0 {
			c.Cells[row] = number(q, x)
		}
	}
	return c
}

// day adds a column of civil days; noDay is missing.
func (t *Table) day(name, note string, at func(row int) unit.Day) *Column {
	return t.number(name, Day, note, func(row int) float64 {
		if d := at(row); d != noDay {
			return float64(d)
		}
		return math.NaN()
	})
}

// noDay stands for an unknown day.
const noDay unit.Day = math.MinInt

// moment adds a column of dates and local times.
func (t *Table) moment(name, note string, at func(row int) time.Time) *Column {
	return t.number(name, Moment, note, func(row int) float64 {
		x := at(row)
		h, m, s := x.Clock()
		return float64(unit.DayOf(x))*secondsPerDay + float64(h*3600+m*60+s)
	})
}

// text adds a column of texts; "" is missing.
func (t *Table) text(name, note string, at func(row int) string) *Column {
	c := t.add(&Column{Name: name, Quantity: Text, Note: note})
	for row := range c.Cells {
		c.Cells[row] = words(at(row))
	}
	return c
}

// live adds a column with the same formula in every row.
func (t *Table) live(name string, q Quantity, note, source string) *Column {
	return t.add(&Column{Name: name, Quantity: q, Note: note, Formula: formula.MustParse(source, t.Name)})
}

// dashed shows missing values as a dash.
func (c *Column) dashed() *Column { c.Dash = true; return c }

// as sets the column's role.
func (c *Column) as(r Role) *Column { c.Role = r; return c }

// in sets the column's unit.
func (c *Column) in(unit string) *Column { c.Unit = unit; return c }

// perDistance returns "/km" or "/mi".
func (b *builder) perDistance() string { return "/" + b.units.DistanceName() }
