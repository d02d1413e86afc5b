package xlsx

import (
	"fmt"
	"strings"

	"dayafter/internal/formula"
	"dayafter/internal/report"
)

// A chart of a spreadsheet draws whole columns. For a series that shows only some rows of
// its table, the sheet therefore gets hidden columns with only the values of those rows.

// plotColumns returns the hidden columns that the sheet's charts need in a table.
func plotColumns(r *report.Report, sheet *report.Sheet, t *report.Table) []*report.Column {
	var all []*report.Column
	for _, ch := range sheet.Charts {
		for _, s := range ch.Series {
			switch {
			case len(s.Where) == 0 || s.Values.Table != t.Name:
			case t.Column(s.Values.Column).Formula == nil:
				all = append(all, selectRows(t, s))
			default:
				all = append(all, liveRows(r, t, s, s.X), liveRows(r, t, s, s.Values))
			}
		}
	}
	return all
}

// plotted returns references to the columns that a chart draws for a series: the series'
// own columns, or the hidden columns made from them.
func plotted(r *report.Report, s report.Series) (x, values formula.Ref) {
	x, values = s.X, s.Values
	if len(s.Where) == 0 {
		return x, values
	}
	if r.Table(values.Table).Column(values.Column).Formula != nil {
		x.Column = coordinateName(s, x)
		values.Column = coordinateName(s, values)
		return x, values
	}
	values.Column = selectedName(s)
	return x, values
}

// selectedName returns the name of the hidden column with the constants of a series.
func selectedName(s report.Series) string {
	return strings.ToLower(s.Values.Column) + " " + s.Name
}

// coordinateName returns the name of a hidden column with a live coordinate of a series.
func coordinateName(s report.Series, of formula.Ref) string {
	if of == s.X {
		return "x " + s.Name
	}
	return "y " + s.Name
}

// selectRows returns a column with the constants of a series. Rows that the series leaves
// out are empty.
func selectRows(t *report.Table, s report.Series) *report.Column {
	from := t.Column(s.Values.Column)
	c := &report.Column{
		Name: selectedName(s), Quantity: from.Quantity, Role: report.Working,
		Cells: make([]report.Value, t.Rows), Stored: make([]formula.Value, t.Rows),
	}
	for row := range t.Rows {
		if s.Draws(t, row) {
			c.Cells[row], c.Stored[row] = from.Cells[row], from.Stored[row]
		}
	}
	return c
}

// liveRows returns a column with one coordinate of a series whose rows depend on formulas.
// Dots that the series leaves out get 0, outside the axes. With an empty text, a program
// would draw them all the same, and would number all dots along the axis.
func liveRows(r *report.Report, t *report.Table, s report.Series, of formula.Ref) *report.Column {
	var conditions []string
	for _, is := range s.Where {
		conditions = append(conditions, fmt.Sprintf(`[%s]="%s"`, is.Column, is.Text))
	}
	for _, known := range []formula.Ref{s.X, s.Values} {
		conditions = append(conditions, fmt.Sprintf(`[%s]<>"–"`, known.Column))
	}
	source := fmt.Sprintf("IF(AND(%s),[%s],0)", strings.Join(conditions, ","), of.Column)
	c := &report.Column{
		Name: coordinateName(s, of), Quantity: t.Column(of.Column).Quantity, Role: report.Working,
		Formula: formula.MustParse(source, t.Name), Cells: make([]report.Value, t.Rows), Stored: make([]formula.Value, t.Rows),
	}
	for row := range t.Rows {
		c.Stored[row] = c.Formula.Eval(r, row)
	}
	return c
}
