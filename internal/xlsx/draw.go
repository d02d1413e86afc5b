package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/formula"
	"dayafter/internal/report"
)

// drawPage draws one sheet. All settings come before the rows: the stream
// writes some of them first.
func (b *book) drawPage(p *page) error {
	if err := b.setUp(p); err != nil {
		return err
	}
	if err := b.colourClasses(p); err != nil {
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
	if err := b.setColumns(sw, p); err != nil {
		return err
	}
	for row := 1; row <= p.bottom; row++ {
		cells, err := b.row(p, row)
		if err != nil {
			return err
		}
		if len(cells) == 0 {
			continue
		}
		at, _ := excelize.CoordinatesToCellName(1, row)
		if err := sw.SetRow(at, cells, p.rowOptions(row)...); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// setUp sets the view and the print.
func (b *book) setUp(p *page) error {
	name, yes, no := p.sheet.Name, true, false
	landscape, a4, one, none := "landscape", 9, 1, 0
	return firstError(
		func() error { return b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}) },
		func() error { return b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}) },
		func() error {
			return b.file.SetPageLayout(name, &excelize.PageLayoutOptions{
				Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &none,
			})
		},
		func() error {
			return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"})
		},
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

// setColumns sets widths and hides the Working columns.
func (b *book) setColumns(sw *excelize.StreamWriter, p *page) error {
	wide := map[int]float64{}
	hidden := map[int]bool{}
	for _, pl := range p.places {
		if pl.lines() {
			hidden[pl.aside] = true
			continue
		}
		for i, c := range pl.columns {
			col := pl.left + i
			wide[col] = max(wide[col], width(c))
			hidden[col] = c.Role == report.Working
		}
	}
	for col := 1; col <= p.width+2; col++ {
		if w := wide[col]; w > 0 {
			if err := sw.SetColWidth(col, col, w); err != nil {
				return err
			}
		}
		if hidden[col] {
			if err := sw.SetColVisible(col, col, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// rowOptions are the heights of rows that need their own.
func (p *page) rowOptions(row int) []excelize.RowOpts {
	if row == titleRow {
		return []excelize.RowOpts{{Height: 24}}
	}
	for _, pl := range p.places {
		if pl.table.Form == report.Grid && row == pl.head {
			return []excelize.RowOpts{{Height: 30}}
		}
	}
	return nil
}

// row is one row of cells, from column 1.
func (b *book) row(p *page, row int) ([]any, error) {
	r := &rowDrawer{book: b, cells: make([]any, p.width+2)}
	switch row {
	case titleRow:
		r.put(1, style{look: heading}, formula.Str(p.sheet.Name), "")
	case aboutRow:
		r.put(1, style{look: subtitle}, formula.Str(p.sheet.About), "")
	}
	for _, pl := range p.places {
		r.table(pl, row)
	}
	return r.used(), r.err
}

// rowDrawer collects the cells of one row.
type rowDrawer struct {
	book  *book
	cells []any
	last  int
	err   error
}

func (r *rowDrawer) used() []any { return r.cells[:r.last] }

// put sets one cell.
func (r *rowDrawer) put(col int, s style, v formula.Value, text string) {
	id, err := r.book.style(s)
	if err != nil {
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
	if pl.table.Title != "" && row == pl.head-1 {
		r.put(pl.left, style{look: sentence}, formula.Str(pl.table.Title), "")
	}
	switch {
	case pl.lines():
		r.linesOf(pl, row)
	case row == pl.head:
		for i, c := range pl.columns {
			r.put(pl.left+i, style{look: head}, formula.Str(c.Header()), "")
		}
	case row > pl.head && row < pl.below():
		for i, c := range pl.columns {
			r.value(pl, c, row-pl.head-1, pl.left+i)
		}
	}
}

// linesOf puts the lines of a table drawn as lines.
func (r *rowDrawer) linesOf(pl *place, row int) {
	for _, c := range pl.columns {
		col, at := pl.spot(c.Name, 0)
		if at != row {
			continue
		}
		if pl.table.Form == report.Record && c.Role != report.Working {
			r.put(pl.left, style{look: body}, formula.Str(c.Header()), "")
		}
		r.value(pl, c, 0, col)
	}
}

// value puts one value of a column.
func (r *rowDrawer) value(pl *place, c *report.Column, row, col int) {
	s := style{look: body, quantity: c.Quantity}
	switch {
	case c.Role == report.Editable:
		s.look = editable
	case pl.table.Form == report.Lines && pl.head == firstRow:
		s.look = sentence
	case pl.table.Form == report.Lines:
		s.look = line
	}
	text := ""
	if c.Formula != nil {
		text = c.Formula.Text(func(ref formula.Ref) string { return r.book.locate(ref, row) })
	}
	r.put(col, s, c.Cells[row], text)
}

// colourClasses colours the cells that name a class or kind, by their words.
func (b *book) colourClasses(p *page) error {
	for _, pl := range p.places {
		for _, c := range pl.columns {
			if c.Role != report.Class || pl.table.Rows == 0 {
				continue
			}
			if err := b.colourColumn(pl, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) colourColumn(pl *place, c *report.Column) error {
	col, first := pl.spot(c.Name, 0)
	_, last := pl.spot(c.Name, pl.table.Rows-1)
	name, _ := excelize.ColumnNumberToName(col)
	var rules []excelize.ConditionalFormatOptions
	for _, word := range paletteWords {
		format, err := b.wordFormat(word)
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "==", Value: `"` + word + `"`, Format: &format,
		})
	}
	return b.file.SetConditionalFormat(pl.sheet, fmt.Sprintf("%s%d:%s%d", name, first, name, last), rules)
}
