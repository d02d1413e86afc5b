package xlsx

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dayafter/internal/report"
)

// Widths of columns in characters, by quantity.
var widths = map[report.Quantity]float64{
	report.Count: 6, report.Decimal: 7, report.Ratio: 7, report.Day: 16.5, report.Moment: 16, report.Duration: 8.5, report.Distance: 9,
	report.Pace: 9.5, report.HeartRate: 6, report.Height: 6, report.Share: 7, report.Change: 8,
}

// Greatest widths of columns of texts: textWidth for short texts, longWidth for long texts.
const (
	textWidth   = 54
	longWidth   = 64
	screenWidth = 100
	shortText   = 40
	gapWidth    = 3 // beside a grid
	noteWidth   = 24
	dayWidth    = 5.2
	barWidth    = 20
)

// width returns the width of a column in characters.
func width(t *report.Table, c *report.Column) float64 {
	switch {
	case dayColumn(t, c):
		return dayWidth
	case c.Bar:
		return barWidth
	case c.Role == report.Editable && c.Choices == nil:
		return noteWidth
	}
	w := widths[c.Quantity]
	switch c.Quantity {
	case report.Missing, report.Text:
		w = max(w, textLength(c)+2.5)
	case report.Duration:
		w = max(w, float64(hourDigits(c))+7.5) // and :mm:ss
	}
	for _, word := range strings.Fields(c.Header()) {
		w = max(w, float64(utf8.RuneCountInString(word))*1.1+2)
	}
	return w
}

// hourDigits returns the number of digits of the longest duration's hours. Programs show
// #### for a number that does not fit.
func hourDigits(c *report.Column) int {
	longest := 0.0
	for _, v := range c.Cells {
		longest = max(longest, v.Num)
	}
	return len(strconv.Itoa(int(longest / 3600)))
}

// textLength returns the length of a column's longest text. For long texts, it ignores the
// longest twentieth.
func textLength(c *report.Column) float64 {
	lengths := []int{0}
	for _, v := range c.Stored {
		if n := utf8.RuneCountInString(v.String()); n > 0 {
			lengths = append(lengths, n)
		}
	}
	slices.Sort(lengths)
	at := len(lengths) - 1
	if lengths[at] > shortText {
		at -= at / 20
	}
	limit := textWidth
	switch c.Role {
	case report.Screen:
		limit = screenWidth
	case report.Long:
		return float64(min(lengths[len(lengths)-1], longWidth))
	}
	return float64(min(lengths[at], limit))
}

// dayColumn reports whether the column is a day of a calendar or a strip.
func dayColumn(t *report.Table, c *report.Column) bool {
	return t.Form == report.Cells && (c.Role == report.Class || c.Role == report.Pale)
}

// headLines returns the number of lines that a column's head takes.
func headLines(header string, width float64) int {
	lines, used := 1, 0.0
	for _, word := range strings.Fields(header) {
		w := float64(utf8.RuneCountInString(word)) + 1
		if used > 0 && used+w > width {
			lines, used = lines+1, 0
		}
		used += w
	}
	return lines
}

// columnWidths returns the widths of the page's columns in characters; 0 means the
// program's default. A column of several tables gets the greatest of their widths.
func (p *page) columnWidths() []float64 {
	wide := make([]float64, p.width+2)
	for _, pl := range p.places {
		if pl.table.Form == report.Record {
			for _, c := range pl.columns[:pl.shown] {
				wide[pl.left] = max(wide[pl.left], float64(utf8.RuneCountInString(c.Header())))
			}
		}
		if pl.lines() {
			continue
		}
		for i, c := range pl.columns {
			at := pl.col(i)
			wide[at] = max(wide[at], width(pl.table, c))
		}
		if pl.right() < asideColumn && wide[pl.right()+1] == 0 {
			wide[pl.right()+1] = gapWidth
		}
	}
	return wide
}

// roles returns the roles of the page's columns. A column is hidden only if every table
// hides it.
func (p *page) roles() []report.Role {
	roles, seen := make([]report.Role, p.width+2), make([]bool, p.width+2)
	for _, pl := range p.places {
		if pl.lines() {
			continue
		}
		for i, c := range pl.columns {
			if at := pl.col(i); !seen[at] || roles[at] > c.Role {
				roles[at], seen[at] = c.Role, true
			}
		}
	}
	return roles
}

// setColumns sets widths, folds Detail columns away and hides Working ones.
//
// It comes before the charts, which are placed by widths.
func (b *book) setColumns(p *page) error {
	roles := p.roles()
	aside := columnName(asideColumn) + ":" + columnName(asideColumn+p.asideWidth())
	if err := b.file.SetColVisible(p.sheet.Name, aside, false); err != nil {
		return err
	}
	// Go from right to left: excelize inserts each column before the others, and Excel needs
	// them in order.
	for col := p.width + 1; col > 0; col-- {
		if err := b.setColumn(p.sheet.Name, col, p.wide[col], roles[col]); err != nil {
			return err
		}
	}
	return nil
}

// pixels returns a column's width in pixels at 100 %.
func pixels(characters float64) int {
	if characters == 0 {
		return 64
	}
	return int(characters*7 + 5)
}

// asideWidth returns the greatest number of Working values of a table of the page.
func (p *page) asideWidth() (most int) {
	for _, pl := range p.places {
		most = max(most, len(pl.columns)-pl.shown)
	}
	return most
}

func (b *book) setColumn(sheet string, col int, wide float64, role report.Role) error {
	name := columnName(col)
	if wide > 0 {
		if err := b.file.SetColWidth(sheet, name, name, wide); err != nil {
			return err
		}
	}
	if role < report.Detail {
		return nil
	}
	if role == report.Detail {
		if err := b.file.SetColOutlineLevel(sheet, name, 1); err != nil {
			return err
		}
	}
	return b.file.SetColVisible(sheet, name, false)
}
