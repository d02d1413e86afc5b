package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// Widths in characters, by what a column holds.
var widths = map[report.Quantity]float64{
	report.Count: 6, report.Decimal: 7, report.Day: 14.5, report.Moment: 16, report.Duration: 8.5, report.Distance: 9,
	report.Pace: 7, report.HeartRate: 6, report.Height: 6, report.Share: 7, report.Change: 8,
}

// Widths of texts: no column of words is wider than textWidth, of long texts longWidth.
const (
	textWidth = 34
	longWidth = 64
	dayWidth  = 3.3
)

// width is the width of a column in characters.
func width(t *report.Table, c *report.Column) float64 {
	switch {
	case t.Form == report.Months && c.Name != "Month":
		return dayWidth
	case c.Role == report.Long:
		return longWidth
	}
	w := widths[c.Quantity]
	if c.Quantity == report.Text {
		for _, v := range c.Cells {
			w = max(w, float64(utf8.RuneCountInString(v.String()))+1.5)
		}
		w = min(w, textWidth)
	}
	for _, word := range strings.Fields(c.Header()) {
		w = max(w, float64(utf8.RuneCountInString(word))*1.1+1.5)
	}
	return w
}

// setColumns sets widths, folds Detail columns away and hides Working ones.
func (b *book) setColumns(sw *excelize.StreamWriter, p *page) error {
	wide, roles := map[int]float64{}, map[int]report.Role{}
	for _, pl := range p.places {
		if pl.lines() {
			continue
		}
		for i, c := range pl.columns {
			col := pl.left + i
			wide[col] = max(wide[col], width(pl.table, c))
			roles[col] = c.Role
		}
	}
	for col := 1; col <= p.width; col++ {
		if err := setColumn(sw, col, wide[col], roles[col]); err != nil {
			return err
		}
	}
	return sw.SetColVisible(asideColumn, asideColumn+asideWidth-1, false)
}

// asideWidth is the greatest number of Working values of a table drawn as lines.
const asideWidth = 20

func setColumn(sw *excelize.StreamWriter, col int, wide float64, role report.Role) error {
	if wide > 0 {
		if err := sw.SetColWidth(col, col, wide); err != nil {
			return err
		}
	}
	switch role {
	case report.Detail:
		return firstError(
			func() error { return sw.SetColVisible(col, col, false) },
			func() error { return sw.SetColOutlineLevel(col, 1) },
		)
	case report.Working:
		return sw.SetColVisible(col, col, false)
	}
	return nil
}
