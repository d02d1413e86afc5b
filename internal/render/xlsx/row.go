package xlsx

import (
	"strconv"

	"dayafter/internal/formula"
	"dayafter/internal/report"
)

// rowDrawer draws the rows of a page one after another as elements of ECMA-376
// part 1, §18.3.1.73.
type rowDrawer struct {
	page    *page
	cells   []cell   // cells of the row, by column
	letters []string // letters of the columns
	last    int      // last column in use
}

// rows appends the rows from first to last to the XML.
func (p *page) rows(xml []byte, first, last int) []byte {
	r := newRowDrawer(p)
	for row := first; row <= last; row++ {
		xml = r.append(xml, row)
	}
	return xml
}

func newRowDrawer(p *page) *rowDrawer {
	r := &rowDrawer{page: p, cells: make([]cell, max(p.width, asideColumn+p.asideWidth()))}
	for col := range r.cells {
		r.letters = append(r.letters, columnName(col+1))
	}
	return r
}

// append adds the row to the XML unless it is empty.
func (r *rowDrawer) append(xml []byte, row int) []byte {
	r.fill(row)
	pixels := r.page.height(row)
	if r.last == 0 && pixels == 0 {
		return xml
	}
	xml = append(xml, `<row r="`...)
	xml = strconv.AppendInt(xml, int64(row), 10)
	if pixels > 0 {
		xml = append(xml, `" ht="`...)
		xml = strconv.AppendFloat(xml, float64(pixels)*0.75, 'f', -1, 64)
		xml = append(xml, `" customHeight="1`...)
	}
	xml = append(xml, `">`...)
	for i := range r.cells[:r.last] {
		xml = r.cells[i].append(xml, r.letters[i], row)
	}
	return append(xml, "</row>"...)
}

// fill sets the cells of the row.
func (r *rowDrawer) fill(row int) {
	clear(r.cells)
	r.last = 0
	p := r.page
	if p.sheet.About != "" {
		switch row {
		case titleRow:
			r.put(1, cell{style: p.looks[heading], value: formula.Str(p.sheet.Name)})
		case aboutRow:
			r.put(1, cell{style: p.looks[about], value: formula.Str(p.sheet.About)})
		}
	}
	for _, pl := range p.places {
		r.table(pl, row)
	}
}

// put sets one cell.
func (r *rowDrawer) put(col int, c cell) {
	c.used = true
	r.cells[col-1] = c
	r.last = max(r.last, col)
}

// table sets the table's cells in the row.
func (r *rowDrawer) table(pl *place, row int) {
	if pl.table.Title != "" && row == pl.top() {
		r.put(pl.left, cell{style: r.page.looks[section], value: formula.Str(pl.table.Title)})
	}
	if row == pl.head-1 {
		for i, c := range pl.columns {
			if c.Group != "" {
				r.put(pl.col(i), cell{style: r.page.looks[section], value: formula.Str(c.Group)})
			}
		}
	}
	switch {
	case pl.lines():
		r.lines(pl, row)
	case row == pl.head:
		for i, c := range pl.columns {
			r.put(pl.col(i), cell{style: pl.plans[i].head, value: formula.Str(c.Header())})
		}
	case row > pl.head && row-pl.head <= pl.table.Rows:
		for i := range pl.columns {
			r.value(pl, i, row-pl.head-1, pl.col(i))
		}
	}
}

// lines sets the line of a table drawn as lines.
func (r *rowDrawer) lines(pl *place, row int) {
	for i, c := range pl.columns {
		col, at := pl.spot(c.Name, 0)
		if at != row {
			continue
		}
		if pl.table.Form == report.Record && i < pl.shown {
			r.put(pl.left, cell{style: r.page.looks[label], value: formula.Str(c.Header())})
		}
		r.value(pl, i, 0, col)
	}
}

// value sets one value of the i-th column.
func (r *rowDrawer) value(pl *place, i, row, col int) {
	c, of := pl.columns[i], &pl.plans[i]
	if c.Formula == nil && c.Stored[row].Kind == formula.Empty && c.Role >= report.Detail {
		return // an empty cell without a format
	}
	id := of.body
	if row >= pl.table.Rows-pl.table.Spare {
		id = of.spare
	}
	r.put(col, cell{style: id, value: c.Stored[row], formula: of.formula})
}
