package xlsx

import (
	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// fontName has the same metrics as Carlito, which LibreOffice substitutes.
const fontName = "Calibri"

// look is the role of a cell on a page, on which its font and colours depend.
type look uint8

const (
	grid     look = iota // a value of a grid
	head                 // head of a grid's column
	heading              // heading of the sheet
	section              // title of a table
	about                // what the sheet shows
	sentence             // a page's first line of words
	line                 // further lines
	label                // label of a record
	figure               // figure of a record
	editable             // a cell that the runner can edit
	link                 // to another sheet
	dayCell              // day of the calendar
	dayHead              // head of a column of the calendar
	spare                // an empty row of a grid
	hidden               // a hidden cell, with the workbook's default style
)

// style holds the properties that determine a cell's style.
type style struct {
	look     look
	quantity report.Quantity
	wrap     bool
	left     bool // aligned at the left although it is a number
}

// Colours of text and surfaces.
const (
	ink     = "1F2933"
	faint   = "6B7280"
	rule    = "E5E7EB"
	headInk = "FFFFFF"
	navy    = "1F4E79"
	writeBg = "FFF7C2"
	linkInk = "0563C1"
)

// formats holds the number formats by quantity.
var formats = map[report.Quantity]string{
	report.Count: "0", report.Decimal: "0.0", report.Ratio: "0.00", report.Day: "ddd d mmm yyyy", report.ShortDay: "d mmm", report.Month: "mmm yyyy", report.Moment: "yyyy-mm-dd hh:mm",
	report.Duration: "[h]:mm:ss", report.Distance: "0.0", report.Pace: "[m]:ss", report.HeartRate: "0", report.Height: "0",
	report.Share: "0%", report.Change: "+0.0%;-0.0%;0.0%",
}

// style returns the number of a style and creates the style when first needed.
func (b *book) style(s style) (int, error) {
	if s.look == hidden {
		return 0, nil
	}
	if id, ok := b.styles[s]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(s.excel())
	b.styles[s] = id
	return id, err
}

func (s style) excel() *excelize.Style {
	out := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: 11, Color: ink},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: s.wrap},
	}
	if format, ok := formats[s.quantity]; ok && s.look != head {
		out.CustomNumFmt = &format
	}
	switch {
	case s.quantity > report.Text && !s.left:
		out.Alignment.Horizontal = "right"
	case s.look == grid || s.look == spare || s.look == head || s.look == editable:
		out.Alignment.Horizontal, out.Alignment.Indent = "left", 1
	}
	s.typeset(out)
	return out
}

// typeset sets the font, the fill and the borders of the look.
func (s style) typeset(out *excelize.Style) {
	switch s.look {
	case head:
		out.Font.Bold, out.Font.Color, out.Font.Size, out.Fill = true, headInk, 10, solid(navy)
		out.Alignment.WrapText = true
	case dayHead:
		out.Font.Bold, out.Font.Color, out.Font.Size, out.Fill = true, headInk, 10, solid(navy)
		out.Alignment.Horizontal = "center"
	case heading:
		out.Font.Bold, out.Font.Size, out.Font.Color = true, 16, navy
	case section:
		out.Font.Bold, out.Font.Color = true, navy
	case about:
		out.Font.Color = faint
	case sentence:
		out.Font.Bold, out.Font.Size, out.Font.Color = true, 14, navy
	case label:
		out.Font.Color = faint
	case figure:
		out.Font.Bold = true
		out.Alignment.Horizontal = "left"
	case link:
		out.Font.Underline, out.Font.Color = "single", linkInk
	case editable:
		out.Fill = solid(writeBg)
		out.Border = underline()
	case dayCell:
		out.Alignment.Horizontal = "center"
		out.Font.Size = 10
		out.Border = underline()
	case grid:
		out.Border = underline()
	}
}

func underline() []excelize.Border { return []excelize.Border{{Type: "bottom", Color: rule, Style: 1}} }

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
