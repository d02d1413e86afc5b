package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/render/palette"
	"dayafter/internal/report"
)

// addColourRules adds conditional formats that colour classes, kinds and verdicts, and
// columns whose colour follows another column.
func (b *book) addColourRules(p *page) error {
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

// The strengths, from a full fill to coloured letters.
const (
	filled emphasis = iota
	pale            // a quarter of the colour
	inked           // only the letters
)

// styleOf returns the style of a tint.
func styleOf(t palette.Tint, how emphasis) *excelize.Style {
	switch how {
	case pale:
		return &excelize.Style{Font: &excelize.Font{Color: ink}, Fill: solid(lighten(t.Fill))}
	case inked:
		return &excelize.Style{Font: &excelize.Font{Color: t.Fill}}
	}
	return &excelize.Style{Font: &excelize.Font{Color: t.Ink}, Fill: solid(t.Fill)}
}

// lighten mixes one part of a colour with three parts of white.
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

// rules returns conditional formats for the words in a cell, one for each kind.
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
	id, err := b.file.NewConditionalStyle(styleOf(palette.Of(kind), how))
	b.tints[key] = id
	return id, err
}

// tintUse is the key of a conditional style.
type tintUse struct {
	kind report.Kind
	how  emphasis
}
