package xlsx

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// tint pairs a fill with a readable text colour.
type tint struct {
	fill, ink string
	dot       string // in charts, where the fill is too pale on white; "": the fill
}

// tints holds the colours of Okabe & Ito (2008) by kind, with greys for unknown kinds.
var tints = [report.Kinds]tint{
	report.KindLong:      {"0072B2", "FFFFFF", ""},
	report.KindHard:      {"D55E00", "000000", ""},
	report.KindEasy:      {"56B4E9", "000000", ""},
	report.KindRecovery:  {"009E73", "000000", ""},
	report.KindActive:    {"CC79A7", "000000", ""},
	report.KindOtherLoad: {"8C4A72", "FFFFFF", ""},
	report.KindRace:      {"000000", "FFFFFF", ""},
	report.KindDrifted:   {"E69F00", "000000", ""},
	report.KindPending:   {"F0E442", "000000", ""},
	report.KindBlank:     {"D1D5DB", "374151", "B4BBC5"},
	report.KindUnclear:   {"F3F4F6", "6B7280", "87909C"},
}

// steps lists the colours of series that have an order, such as zones.
var steps = []string{"BFDFF5", "56B4E9", "009E73", "F0E442", "E69F00", "D55E00", "8C4A72"}

// colourOf returns the colour of a series: by its kind, else by its step, else that of text.
func colourOf(s report.Series) string {
	switch {
	case s.Kind != report.NoKind:
		return cmp.Or(tints[s.Kind].dot, tints[s.Kind].fill)
	case s.Step > 0:
		return steps[(s.Step-1)%len(steps)]
	}
	return ink
}

// colourWords adds conditional formats that colour classes, kinds and verdicts, and
// columns whose colour follows another column.
func (b *book) colourWords(p *page) error {
	for _, pl := range p.places {
		for _, c := range pl.columns {
			if pl.table.Rows == 0 {
				continue
			}
			var rules []excelize.ConditionalFormatOptions
			var err error
			switch {
			case c.Role == report.Class:
				rules, err = b.rules(pl.cell(c.Name, 0), filled)
			case c.Role == report.Pale:
				rules, err = b.rules(pl.cell(c.Name, 0), pale)
			case c.ColourBy != "":
				rules, err = b.rules(pl.cell(c.ColourBy, 0), inked)
			default:
				continue
			}
			if err != nil {
				return err
			}
			if err := b.file.SetConditionalFormat(pl.sheet, pl.area(c.Name), rules); err != nil {
				return err
			}
		}
	}
	return nil
}

// emphasis says how strongly a tint colours a cell.
type emphasis uint8

// Emphases.
const (
	filled emphasis = iota
	pale            // a quarter of the colour
	inked           // the letters alone
)

func (t tint) style(how emphasis) *excelize.Style {
	switch how {
	case pale:
		return &excelize.Style{Font: &excelize.Font{Color: ink}, Fill: solid(lighten(t.fill))}
	case inked:
		return &excelize.Style{Font: &excelize.Font{Color: t.fill}}
	}
	return &excelize.Style{Font: &excelize.Font{Color: t.ink}, Fill: solid(t.fill)}
}

// lighten mixes a colour with three parts of white.
func lighten(colour string) string {
	rgb, err := strconv.ParseUint(colour, 16, 32)
	if err != nil {
		panic(err) // the tints are constants
	}
	out := uint64(0)
	for shift := 0; shift < 24; shift += 8 {
		out |= (255 - (255-rgb>>shift&255)/4) << shift
	}
	return fmt.Sprintf("%06X", out)
}

// rules returns the conditions on the words in a cell, one for each kind.
func (b *book) rules(cell string, how emphasis) ([]excelize.ConditionalFormatOptions, error) {
	cell = strings.TrimPrefix(cell, "$")
	var words [report.Kinds][]string
	for _, t := range report.Terms() {
		words[t.Kind] = append(words[t.Kind], fmt.Sprintf(`$%s="%s"`, cell, t.Word))
	}
	var rules []excelize.ConditionalFormatOptions
	for kind := report.NoKind + 1; kind < report.Kinds; kind++ {
		format, err := b.conditional(kind, how)
		if err != nil {
			return nil, err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "formula", Criteria: "OR(" + strings.Join(words[kind], ",") + ")", Format: &format,
		})
	}
	return rules, nil
}

// conditional returns the number of a kind's conditional style, made when first needed.
func (b *book) conditional(kind report.Kind, how emphasis) (int, error) {
	key := tintUse{kind, how}
	if id, ok := b.tints[key]; ok {
		return id, nil
	}
	id, err := b.file.NewConditionalStyle(tints[kind].style(how))
	b.tints[key] = id
	return id, err
}

// tintUse names a conditional style.
type tintUse struct {
	kind report.Kind
	how  emphasis
}
