package xlsx

import (
	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// Rows of a page above its first table.
const (
	titleRow = 1
	aboutRow = 2
	firstRow = 4
)

// Sizes of charts above a table in pixels, and in rows of 20 pixels.
const (
	chartWidth  = 640
	loneWidth   = 900
	leastWidth  = 360  // width of a chart beside a table
	laptopWidth = 1300 // width of a laptop, without row numbers and scroll bar
	chartHeight = 300
	chartRows   = chartHeight/rowPixels + 1
	highest     = 400 // height of a chart beside a table, pixels
)

// printRoom is the number of empty columns beside a calendar that are printed, because the
// lines above the calendar extend over them.
const printRoom = 13

// rowPixels is the height of a row at 100 %.
const rowPixels = 20

// asideColumn is the first column for the Working values of tables drawn as lines. It lies
// far to the right, so that long lines can extend over empty cells.
const asideColumn = 120

// page holds the layout of one sheet.
type page struct {
	sheet  *report.Sheet
	places []*place
	charts []chartPlace
	width  int          // columns in use, without asideColumn
	bottom int          // last row in use
	wide   []float64    // widths of columns, in characters, from 1
	folded []bool       // whether a column is folded or hidden, from 1
	looks  map[look]int // styles of cells outside columns
}

// chartPlace holds the position and size of a chart.
type chartPlace struct {
	chart         *report.Chart
	row, col      int
	offset        int // pixels from the column's edge
	width, height int // pixels
}

// layOut decides where the sheet's tables and charts go.
func (b *book) layOut(sheet *report.Sheet) *page {
	p := &page{sheet: sheet, looks: map[look]int{}}
	row := firstRow
	if sheet.About == "" {
		row = titleRow
	}
	var before *place
	banded := false
	for _, t := range sheet.Tables {
		left, at := 1, row
		if t.Form == report.Grid && !banded && !t.Beside {
			banded = true
			at = p.band(row)
		}
		if t.Joined {
			at--
		}
		if t.Beside {
			left, at = before.left+before.shown+1, before.top()
			if before.table.Form == report.Cells {
				left += printRoom
			}
		}
		pl := newPlace(sheet.Name, t, plotColumns(b.report, sheet, t), at, left)
		b.places[t.Name] = pl
		p.places = append(p.places, pl)
		p.width, p.bottom = max(p.width, pl.right()), max(p.bottom, pl.below()-1)
		if !t.Beside {
			row = pl.below() + 1
			before = pl
		}
	}
	p.hideWorking()
	p.wide = p.columnWidths()
	for _, role := range p.roles() {
		p.folded = append(p.folded, role >= report.Detail)
	}
	p.standBeside()
	p.settleBand()
	return p
}

// hideWorking moves the Working columns of grids to the right of all shown columns,
// because a sheet column cannot be hidden for one table and shown for another.
func (p *page) hideWorking() {
	edge := 0
	for _, pl := range p.places {
		if !pl.lines() {
			edge = max(edge, pl.left+pl.shown)
		}
	}
	next := edge
	for _, pl := range p.places {
		if pl.lines() || pl.shown == len(pl.columns) {
			continue
		}
		if !pl.table.Beside {
			next = edge // tables below each other share columns
		}
		pl.setApart(next - pl.left - pl.shown)
		next = pl.right() + 1
		p.width = max(p.width, pl.right())
	}
}

// band places the charts that are not beside a table next to each other, and returns the
// row below them.
func (p *page) band(row int) int {
	left, width := 0, loneWidth
	if len(p.sheet.Charts) > 1 {
		width = chartWidth
	}
	for _, ch := range p.sheet.Charts {
		if ch.Beside == "" {
			p.charts = append(p.charts, chartPlace{chart: ch, row: row, offset: left, width: width, height: chartHeight})
			left += width + 10
		}
	}
	if left == 0 {
		return row
	}
	return row + chartRows
}

// settleBand sets the columns of the charts in the band from the widths of columns.
func (p *page) settleBand() {
	roles := p.roles()
	for i := range p.charts {
		at := &p.charts[i]
		if at.col > 0 {
			continue
		}
		for at.col = 1; at.col <= p.width; at.col++ {
			w := 0
			if roles[at.col] < report.Detail {
				w = pixels(p.wide[at.col])
			}
			if at.offset < w {
				break
			}
			at.offset -= w
		}
		for ; at.col > p.width && at.offset >= pixels(0); at.col++ {
			at.offset -= pixels(0)
		}
	}
}

// standBeside places the charts at the right of a table.
func (p *page) standBeside() {
	for _, pl := range p.places {
		for _, ch := range p.sheet.Charts {
			if ch.Beside == pl.table.Name {
				col := pl.left + pl.shown + 1
				p.charts = append(p.charts, chartPlace{
					chart: ch, row: pl.head, col: col,
					width:  max(laptopWidth-p.pixelsTo(col), leastWidth),
					height: min((pl.below()-pl.head)*rowPixels, highest),
				})
			}
		}
	}
}

// pixelsTo returns the width of the visible columns before a column.
func (p *page) pixelsTo(col int) int {
	sum, roles := 0, p.roles()
	for c := 1; c < col; c++ {
		if c >= len(roles) || roles[c] < report.Detail {
			sum += pixels(p.wide[c])
		}
	}
	return sum
}

// mainGrid returns the sheet's only grid at the left, whose heads stay visible; nil if
// there are several.
func (p *page) mainGrid() *place {
	var main *place
	for _, pl := range p.places {
		if pl.table.Form != report.Grid || pl.left > 1 {
			continue
		}
		if main != nil {
			return nil
		}
		main = pl
	}
	return main
}

// lastGrid returns the last grid at the left.
func (p *page) lastGrid() *place {
	var last *place
	for _, pl := range p.places {
		if pl.left == 1 && pl.table.Form != report.Lines && pl.table.Form != report.Record {
			last = pl
		}
	}
	return last
}

// columnName returns the letters of a column from 1.
func columnName(col int) string {
	name, _ := excelize.ColumnNumberToName(col) // fails only below 1
	return name
}

// cellName returns the name of a cell by column and row from 1.
func cellName(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col, row) // fails only below 1
	return name
}
