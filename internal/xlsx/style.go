package xlsx

import (
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// fontName is metric-compatible with Carlito, so that LibreOffice lays out alike.
const fontName = "Calibri"

// look is what a cell is in the page's typography.
type look uint8

const (
	body look = iota
	head
	heading  // of the sheet
	subtitle // of the sheet and of tables
	sentence // the answer
	line
	editable
)

// style is all that decides a cell's style.
type style struct {
	look     look
	quantity report.Quantity
	wrap     bool
}

// Colours of text and surfaces.
const (
	ink     = "1F2933"
	faint   = "6B7280"
	rule    = "D1D5DB"
	headInk = "FFFFFF"
	headBg  = "1F4E79"
	writeBg = "FFF9C4"
)

// palette is Okabe & Ito (2008), by class and kind of day after: each with the
// ink that can be read on it.
var palette = map[string]struct{ fill, ink string }{
	"long":               {"0072B2", "FFFFFF"},
	"long run again":     {"0072B2", "FFFFFF"},
	"key":                {"D55E00", "FFFFFF"},
	"steady or hard run": {"D55E00", "FFFFFF"},
	"easy":               {"56B4E9", "000000"},
	"easy run":           {"56B4E9", "000000"},
	"recovery":           {"009E73", "FFFFFF"},
	"recovery run":       {"009E73", "FFFFFF"},
	"active recovery":    {"CC79A7", "000000"},
	"other sport":        {"CC79A7", "000000"},
	"race":               {"000000", "FFFFFF"},
	"no record":          {"E5E7EB", "374151"},
	"unknown":            {"E5E7EB", "374151"},
	"not known yet":      {"F0E442", "000000"},
	"L":                  {"0072B2", "FFFFFF"},
	"K":                  {"D55E00", "FFFFFF"},
	"E":                  {"56B4E9", "000000"},
	"R":                  {"009E73", "FFFFFF"},
	"o":                  {"CC79A7", "000000"},
	"?":                  {"E5E7EB", "374151"},
}

// formats are the number formats by quantity.
var formats = map[report.Quantity]string{
	report.Count: "0", report.Decimal: "0.0", report.Day: "ddd d mmm yyyy", report.Moment: "yyyy-mm-dd hh:mm",
	report.Duration: "[h]:mm:ss", report.Distance: "0.0", report.Pace: "[m]:ss", report.HeartRate: "0", report.Height: "0",
	report.Share: "0%", report.Change: `+0.0%;-0.0%;0.0%`,
}

// style is the number of a style, made when first asked for.
func (b *book) style(s style) (int, error) {
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
	if format, ok := formats[s.quantity]; ok {
		out.CustomNumFmt = &format
		out.Alignment.Horizontal = "right"
	}
	switch s.look {
	case head:
		out.Font.Bold, out.Font.Color = true, headInk
		out.Fill = solid(headBg)
		out.Alignment.WrapText = true
	case heading:
		out.Font.Bold, out.Font.Size, out.Font.Color = true, 16, headBg
	case sentence:
		out.Font.Bold, out.Font.Size, out.Font.Color = true, 14, headBg
	case subtitle:
		out.Font.Color = faint
	case editable:
		out.Fill = solid(writeBg)
		out.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
	case body:
		out.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
	}
	return out
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// paletteWords are the palette's words in a fixed order.
var paletteWords = slices.Sorted(maps.Keys(palette))

// wordFormat is the number of the conditional style of a class or kind.
func (b *book) wordFormat(word string) (int, error) {
	if id, ok := b.words[word]; ok {
		return id, nil
	}
	c := palette[word]
	id, err := b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: c.ink}, Fill: solid(c.fill)})
	b.words[word] = id
	return id, err
}
