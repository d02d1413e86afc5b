package xlsx

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// tint is a colour with the ink that can be read on it, and the words that have
// it: classes, kinds of day after, verdicts.
type tint struct {
	fill, ink string
	words     []string
	dot       string // in charts, where the fill is too pale on white; "": the fill
}

// tints are the colours of Okabe & Ito (2008), with greys for what is not known.
var tints = []tint{
	{"0072B2", "FFFFFF", []string{"long", "long run again", "L"}, ""},
	{"D55E00", "000000", []string{"key", "steady or hard run", "hard or long", "too fast", "not met", "K"}, ""},
	{"56B4E9", "000000", []string{"easy", "easy run", "E"}, ""},
	{"009E73", "000000", []string{"recovery", "recovery run", "truly easy", "met", "R"}, ""},
	{"CC79A7", "000000", []string{"other sport", "active recovery", "o"}, ""},
	{"8C4A72", "FFFFFF", []string{"other sport, hard or long"}, ""},
	{"000000", "FFFFFF", []string{"race", "★"}, ""},
	{"E69F00", "000000", []string{"drifted"}, ""},
	{"F0E442", "000000", []string{"not known yet"}, ""},
	{"D1D5DB", "374151", []string{"no record"}, "B4BBC5"},
	{"F3F4F6", "6B7280", []string{"unknown", "run, not judged", "recorded without a file", "cannot tell", "cannot judge", "not applicable", "?"}, "87909C"},
}

// steps colour series that have no word of their own, such as zones.
var steps = []string{"BFDFF5", "56B4E9", "009E73", "F0E442", "E69F00", "D55E00", "8C4A72"}

// fillOf is the colour of a series: by its word, else by its place.
func fillOf(word string, i int) string {
	for _, t := range tints {
		if slices.Contains(t.words, word) {
			return cmp.Or(t.dot, t.fill)
		}
	}
	if word == "" {
		return ink
	}
	return steps[i%len(steps)]
}

// colourWords colours the cells of columns that name classes or kinds by their
// words, and those that another column's words colour.
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

// manner is a way in which a tint colours a cell.
type manner uint8

// Manners.
const (
	filled manner = iota
	pale          // a quarter of the colour
	inked         // the letters alone
)

func (t tint) style(how manner) *excelize.Style {
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

// rules are the conditions on the words in a cell.
func (b *book) rules(cell string, how manner) ([]excelize.ConditionalFormatOptions, error) {
	cell = strings.TrimPrefix(cell, "$")
	var rules []excelize.ConditionalFormatOptions
	for i, t := range tints {
		format, err := b.conditional(i, how)
		if err != nil {
			return nil, err
		}
		var any []string
		for _, w := range t.words {
			any = append(any, fmt.Sprintf(`$%s="%s"`, cell, w))
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "formula", Criteria: "OR(" + strings.Join(any, ",") + ")", Format: &format,
		})
	}
	return rules, nil
}

// conditional is the number of a tint's conditional style, made when first asked for.
func (b *book) conditional(i int, how manner) (int, error) {
	key := tintUse{i, how}
	if id, ok := b.tints[key]; ok {
		return id, nil
	}
	id, err := b.file.NewConditionalStyle(tints[i].style(how))
	b.tints[key] = id
	return id, err
}

// tintUse names a conditional style.
type tintUse struct {
	tint int
	how  manner
}
