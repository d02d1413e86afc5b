package html

import "dayafter/internal/report"

// table is a table of the page.
type table struct {
	Caption string
	Heads   []cell
	Rows    [][]cell
}

// cell is a cell of a table.
type cell struct {
	Text   string
	Number bool   // aligned at the right
	Long   bool   // may need several lines
	Link   string // the address that the cell leads to; "" for none
	Kind   string // the name of the kind that the text stands for; "" for none
}

// newTable returns columns of a report's table, or nil if no cell has a value. It leaves
// out empty rows and empty columns.
func newTable(r *report.Report, name, caption string, columns ...string) *table {
	return newTableOf(r, name, caption, func(int) bool { return true }, columns...)
}

// newTableOf returns a table of the rows for which keep returns true.
func newTableOf(r *report.Report, name, caption string, keep func(row int) bool, columns ...string) *table {
	from, out := r.Table(name), &table{Caption: caption}
	if from == nil {
		return nil
	}
	var shown []*report.Column
	for _, name := range columns {
		if c := from.Column(name); c != nil && hasValue(c.Cells) {
			shown = append(shown, c)
			out.Heads = append(out.Heads, cell{Text: c.Header(), Number: isNumber(c.Quantity)})
		}
	}
	for row := range from.Rows {
		if cells, filled := rowOf(shown, row, r); filled && keep(row) {
			out.Rows = append(out.Rows, cells)
		}
	}
	if len(out.Rows) == 0 {
		return nil
	}
	return out
}

// rowOf returns the cells of a row, and whether any of them has a value.
func rowOf(columns []*report.Column, row int, r *report.Report) (cells []cell, filled bool) {
	for _, c := range columns {
		v := c.Cells[row]
		filled = filled || v.Known()
		cells = append(cells, cell{Text: words(v, r.Units), Number: isNumber(c.Quantity), Kind: className(v.Kind)})
	}
	return cells, filled
}

// hasValue reports whether any value is known.
func hasValue(values []report.Value) bool {
	for _, v := range values {
		if v.Known() {
			return true
		}
	}
	return false
}
