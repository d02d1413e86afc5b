package html

import (
	"fmt"
	"html/template"
	"strings"

	"dayafter/internal/render/palette"
	"dayafter/internal/report"
	"dayafter/internal/season"
)

// kindNames holds the names of the kinds in style classes.
var kindNames = [report.Kinds]string{
	report.KindLong: "long", report.KindHard: "hard", report.KindEasy: "easy", report.KindRecovery: "recovery",
	report.KindActive: "active", report.KindOtherLoad: "load", report.KindRace: "race", report.KindDrifted: "drifted",
	report.KindPending: "pending", report.KindBlank: "blank", report.KindUnclear: "unclear",
}

// className returns the name of a kind; "" for NoKind.
func className(k report.Kind) string { return kindNames[k] }

// swatch is an entry of a legend: a letter or a symbol in the colour of its kind, and its
// meaning.
type swatch struct {
	Kind   string
	Letter string // "" for a symbol or a plain box
	Symbol string // the path of a symbol in a box of 12 units; "" for none
	Name   string
}

// legend lists the letters of the strips and the calendar.
func legend(r *report.Report) []swatch {
	blank := "no record: rest, or the watch not worn"
	for _, kind := range r.Table("Days").Column("Kind").Cells {
		if kind.Text == season.Rest.String() {
			blank = "rest"
		}
	}
	return append(runLetters(),
		swatch{Kind: "active", Letter: "o", Name: "other sport"},
		swatch{Kind: "blank", Letter: "–", Name: blank},
		swatch{Kind: "unclear", Letter: "?", Name: "not judged, or without a file"},
	)
}

// runLetters lists the letters of runs.
func runLetters() []swatch {
	return []swatch{
		{Kind: "long", Letter: "L", Name: "long run"},
		{Kind: "hard", Letter: "K", Name: "key workout"},
		{Kind: "race", Letter: "★", Name: "race"},
		{Kind: "easy", Letter: "E", Name: "easy run"},
		{Kind: "recovery", Letter: "R", Name: "recovery run"},
	}
}

// nameOf returns the meaning of a run's letter; "" for any other letter.
func nameOf(letter string) string {
	for _, s := range runLetters() {
		if s.Letter == letter {
			return s.Name
		}
	}
	return ""
}

// style returns the page's style sheet with the colours of the kinds.
func style() template.CSS {
	var b strings.Builder
	sheet, err := files.ReadFile("page.css")
	if err != nil {
		panic(err) // embedded
	}
	b.Write(sheet)
	for k := report.NoKind + 1; k < report.Kinds; k++ {
		t, name := palette.Of(k), kindNames[k]
		fmt.Fprintf(&b, ".f-%[1]s{fill:#%[2]s;background:#%[2]s}.i-%[1]s{fill:#%[3]s;color:#%[3]s}\n", name, t.Fill, t.Ink)
	}
	return template.CSS(b.String())
}

// fillOf returns the colour of a kind as the value of an attribute.
func fillOf(k report.Kind) string { return "#" + palette.Of(k).Dot() }
