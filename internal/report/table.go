package report

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/formula"
	"dayafter/internal/unit"
)

// newTable is an empty table of the given rows.
func newTable(name, title string, form Form, rows int) *Table {
	return &Table{Name: name, Title: title, Form: form, Rows: rows}
}

// filled leaves out tables without rows. No formula may refer to one of them.
func filled(tables ...*Table) []*Table {
	return slices.DeleteFunc(tables, func(t *Table) bool { return t.Rows == 0 })
}

// add appends a column.
func (t *Table) add(c *Column) *Column {
	if c.Cells == nil {
		c.Cells = make([]formula.Value, t.Rows)
	}
	t.Columns = append(t.Columns, c)
	return c
}

// number adds a column of numbers; NaN is missing.
func (t *Table) number(name string, q Quantity, note string, at func(row int) float64) *Column {
	c := t.add(&Column{Name: name, Quantity: q, Note: note})
	for row := range c.Cells {
		c.Cells[row] = formula.Num(at(row))
	}
	return c
}

// text adds a column of texts; "" leaves the cell empty.
func (t *Table) text(name, note string, at func(row int) string) *Column {
	c := t.add(&Column{Name: name, Note: note})
	for row := range c.Cells {
		if s := at(row); s != "" {
			c.Cells[row] = formula.Str(s)
		}
	}
	return c
}

// live adds a column whose every row is the formula.
func (t *Table) live(name string, q Quantity, note, source string) *Column {
	return t.add(&Column{Name: name, Quantity: q, Note: note, Formula: formula.MustParse(source, t.Name)})
}

// missing is a number that is not known.
var missing = math.NaN()

// as sets the column's role.
func (c *Column) as(r Role) *Column { c.Role = r; return c }

// in sets the column's unit.
func (c *Column) in(unit string) *Column { c.Unit = unit; return c }

// epoch is the day that spreadsheets count as 0.
var epoch = unit.DayOf(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC))

// serial is a civil day as spreadsheets count it.
func serial(d unit.Day) float64 { return float64(d - epoch) }

// moment is what t shows in its own location, as spreadsheets count it: to the second.
func moment(t time.Time) float64 {
	h, m, s := t.Clock()
	return serial(unit.DayOf(t)) + float64(h*3600+m*60+s)/86400
}

// duration is seconds as fraction of a day, to the second.
func duration(seconds float64) float64 { return math.Round(seconds) / 86400 }

// distance is metres in the runner's unit, to a thousandth.
func (b *builder) distance(m float64) float64 {
	return math.Round(m/b.units.Metres()*1000) / 1000
}

// pace is a speed in m/s as time for the runner's unit of distance.
func (b *builder) pace(speed float64) float64 {
	if !(speed > 0) {
		return math.NaN()
	}
	return duration(b.units.Metres() / speed)
}

// height is metres of climb in the runner's unit.
func (b *builder) height(m float64) float64 { return math.Round(m / b.units.HeightMetres()) }

// perDistance is "/km" or "/mi".
func (b *builder) perDistance() string { return "/" + b.units.DistanceName() }
