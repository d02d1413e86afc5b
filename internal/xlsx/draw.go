package xlsx

import (
	"github.com/xuri/excelize/v2"

	"dayafter/internal/formula"
	"dayafter/internal/report"
)

// drawPage draws one sheet. All settings come before the rows: the stream
// writes some of them first.
func (b *book) drawPage(p *page) error {
	err := firstError(
		func() error { return b.setUp(p) },
		func() error { return b.setColumns(p) },
		func() error { return b.colourWords(p) },
		func() error { return b.addExtras(p) },
	)
	if err != nil {
		return err
	}
	for _, ch := range p.charts {
		if err := b.drawChart(p, ch); err != nil {
			return err
		}
	}
	sw, err := b.file.NewStreamWriter(p.sheet.Name)
	if err != nil {
		return err
	}
	return firstError(
		func() error { return b.drawRows(sw, p) },
		func() error { return addTables(sw, p) },
		sw.Flush,
	)
}

// firstError runs the steps until one fails.
func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) drawRows(sw *excelize.StreamWriter, p *page) error {
	r := &rowDrawer{book: b, page: p, cells: make([]any, asideColumn+asideWidth)}
	for row := 1; row <= p.bottom; row++ {
		cells, err := r.row(row)
		if err != nil {
			return err
		}
		options := p.rowOptions(row)
		if len(cells) == 0 && options == nil {
			continue
		}
		if err := sw.SetRow(cellName(1, row), cells, options...); err != nil {
			return err
		}
	}
	return nil
}

// Heights of rows in pixels; 4 pixels are 3 points.
const (
	headPixels     = 20 // of one line, 14 for each further one
	titlePixels    = 28
	sentencePixels = 28
	monthPixels    = 26
	textPixels     = 20 // of each line of a long text
)

// rowOptions are the heights of rows that need their own.
func (p *page) rowOptions(row int) []excelize.RowOpts {
	pixels := 0
	switch {
	case p.sheet.About != "" && row == titleRow:
		pixels = titlePixels
	case p.sheet.About == "" && row == titleRow:
		pixels = sentencePixels
	default:
		for _, pl := range p.places {
			pixels = max(pixels, pl.rowPixels(p, row))
		}
	}
	if pixels == 0 {
		return nil
	}
	return []excelize.RowOpts{{Height: float64(pixels) * 0.75}}
}

// rowPixels is the height that the table asks of a row; 0 for none.
func (pl *place) rowPixels(p *page, row int) int {
	switch {
	case pl.table.Form == report.Grid && row == pl.head:
		lines := 1
		for i, c := range pl.columns[:pl.shown] {
			if c.Role == report.Detail {
				continue
			}
			lines = max(lines, headLines(c.Header(), p.wide[pl.left+i]))
		}
		return headPixels + 14*(lines-1)
	case pl.table.Form == report.Months && row >= pl.head && row < pl.below():
		return monthPixels
	case pl.table.Form == report.Grid && row > pl.head && row-pl.head <= pl.table.Rows:
		if lines := pl.textLines(row - pl.head - 1); lines > 1 {
			return lines * textPixels
		}
	}
	return 0
}

// perWidth is how many letters of running text fit into the width of a digit's place.
const perWidth = 1.1

// textLines is how many lines the longest text of a row takes. Heights are
// written because not every program finds them by itself.
func (pl *place) textLines(row int) int {
	lines := 1
	for _, c := range pl.columns[:pl.shown] {
		if c.Role == report.Long {
			lines = max(lines, headLines(c.Cells[row].String(), longWidth*perWidth))
		}
	}
	return lines
}

// rowDrawer collects the cells of one row after another.
type rowDrawer struct {
	book  *book
	page  *page
	cells []any
	last  int
	err   error
}

// row is one row of cells, from column 1. The slice is used again for the next.
func (r *rowDrawer) row(row int) ([]any, error) {
	clear(r.cells)
	r.last = 0
	if p := r.page; p.sheet.About != "" {
		switch row {
		case titleRow:
			r.put(1, style{look: heading}, formula.Str(p.sheet.Name), "")
		case aboutRow:
			r.put(1, style{look: about}, formula.Str(p.sheet.About), "")
		}
	}
	for _, pl := range r.page.places {
		r.table(pl, row)
	}
	return r.cells[:r.last], r.err
}

// put sets one cell.
func (r *rowDrawer) put(col int, s style, v formula.Value, text string) {
	id, err := 0, error(nil)
	if s.look != hidden {
		id, err = r.book.style(s)
	}
	if err != nil && r.err == nil {
		r.err = err
	}
	cell := excelize.Cell{StyleID: id, Formula: text}
	switch v.Kind {
	case formula.Number:
		cell.Value = v.Num
	case formula.Bool:
		cell.Value = v.Num != 0
	case formula.Text, formula.Error:
		cell.Value = v.Str
	}
	r.cells[col-1] = cell
	r.last = max(r.last, col)
}

// table puts the table's cells that lie in the row.
func (r *rowDrawer) table(pl *place, row int) {
	if pl.table.Title != "" && row == pl.top() {
		r.put(pl.left, style{look: section}, formula.Str(pl.table.Title), "")
	}
	switch {
	case pl.lines():
		r.lines(pl, row)
	case row == pl.head:
		r.heads(pl)
	case row > pl.head && row-pl.head <= pl.table.Rows:
		for i, c := range pl.columns {
			r.value(pl, c, row-pl.head-1, pl.left+i)
		}
	}
}

func (r *rowDrawer) heads(pl *place) {
	for i, c := range pl.columns {
		s := style{look: head, quantity: c.Quantity}
		if dayColumn(pl.table, c) {
			s = style{look: dayCell}
		}
		r.put(pl.left+i, s, formula.Str(c.Header()), "")
	}
}

// lines puts the lines of a table drawn as lines.
func (r *rowDrawer) lines(pl *place, row int) {
	for i, c := range pl.columns {
		col, at := pl.spot(c.Name, 0)
		if at != row {
			continue
		}
		if pl.table.Form == report.Record && i < pl.shown {
			r.put(pl.left, style{look: label}, formula.Str(c.Header()), "")
		}
		r.value(pl, c, 0, col)
	}
}

// value puts one value of a column.
func (r *rowDrawer) value(pl *place, c *report.Column, row, col int) {
	text := ""
	if c.Formula == nil && c.Cells[row].Kind == formula.Empty && c.Role >= report.Detail {
		return // nothing to see and nothing to format
	}
	if c.Formula != nil {
		text = c.Formula.Text(func(ref formula.Ref) string { return r.book.locate(ref, row) })
	}
	s := r.styleOf(pl, c)
	if s.look == body && row >= pl.table.Rows-pl.table.Spare {
		s.look = spare
	}
	r.put(col, s, c.Cells[row], text)
}

func (r *rowDrawer) styleOf(pl *place, c *report.Column) style {
	s := style{quantity: c.Quantity, wrap: c.Role == report.Long}
	switch {
	case c.Role == report.Working:
		s.look = hidden
	case c.Role == report.Editable:
		s.look = editable
	case c.Role == report.Link:
		s.look = link
	case pl.table.Form == report.Record:
		s.look = figure
	case dayColumn(pl.table, c):
		s.look = dayCell
	case pl.table.Form == report.Lines && c == pl.columns[0] && pl == r.page.places[0]:
		s.look = sentence
	case pl.table.Form == report.Lines:
		s.look = line
	}
	return s
}
