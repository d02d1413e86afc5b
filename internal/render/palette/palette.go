// Package palette holds the colours by kind that the workbook and the page share.
// It draws nothing.
package palette

import (
	"cmp"

	"dayafter/internal/report"
)

// Tint pairs a fill with a readable text colour. Colours are six hexadecimal digits.
type Tint struct {
	Fill, Ink string
	dot       string // colour on white if the fill is too pale; "" for the fill
}

// Dot returns the colour of a small shape on white.
func (t Tint) Dot() string { return cmp.Or(t.dot, t.Fill) }

// tints holds the colours of Okabe & Ito (2008) by kind, with greys for unknown kinds.
var tints = [report.Kinds]Tint{
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
	report.KindUnclear:   {"F3F4F6", "5B6470", "87909C"},
}

// Of returns the colours of a kind.
func Of(k report.Kind) Tint { return tints[k] }

// steps lists the colours of series that have an order, such as zones.
var steps = []string{"BFDFF5", "56B4E9", "009E73", "F0E442", "E69F00", "D55E00", "8C4A72"}

// Series returns the colour of a series of a chart, by its kind or else by its step. It
// returns text if the series has neither.
func Series(s *report.Series, text string) string {
	switch {
	case s.Kind != report.NoKind:
		return tints[s.Kind].Dot()
	case s.Step > 0:
		return steps[(s.Step-1)%len(steps)]
	}
	return text
}
