package xlsx

import "dayafter/internal/report"

// Heights of rows in pixels; 4 pixels are 3 points.
const (
	headPixels     = 20 // height of one line; each further line adds 14
	titlePixels    = 28
	sentencePixels = 28
	cellPixels     = 26
	textPixels     = 20 // height of each line of a long text
)

// height returns the height of a row in pixels; 0 means the program's default.
func (p *page) height(row int) int {
	if row == titleRow {
		if p.sheet.About == "" {
			return sentencePixels
		}
		return titlePixels
	}
	pixels := 0
	for _, pl := range p.places {
		pixels = max(pixels, pl.rowPixels(p, row))
	}
	return pixels
}

// rowPixels returns the height that a table needs for a row; 0 means the default.
func (pl *place) rowPixels(p *page, row int) int {
	switch {
	case pl.table.Form == report.Grid && row == pl.head:
		lines := 1
		for i, c := range pl.columns[:pl.shown] {
			if p.folded[pl.col(i)] {
				continue
			}
			lines = max(lines, headLines(c.Header(), p.wide[pl.col(i)]))
		}
		return headPixels + 14*(lines-1)
	case pl.table.Form == report.Cells && row >= pl.head && row < pl.below() && pl.left == 1:
		return cellPixels
	case pl.table.Form == report.Grid && row > pl.head && row-pl.head <= pl.table.Rows:
		if lines := pl.textLines(p, row-pl.head-1); lines > 1 {
			return lines * textPixels
		}
	}
	return 0
}

// perWidth is the number of letters of running text in the width of a digit.
const perWidth = 1.1

// textLines returns the number of lines of the longest text in a row, because not every
// program adjusts the height of rows to wrapped text.
func (pl *place) textLines(p *page, row int) int {
	lines := 1
	for i, c := range pl.columns[:pl.shown] {
		if c.Role == report.Long {
			lines = max(lines, headLines(c.Stored[row].String(), p.wide[pl.col(i)]*perWidth))
		}
	}
	return lines
}
