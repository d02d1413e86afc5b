package html

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"

	"dayafter/internal/report"
)

// card is the picture for sharing: the answer in one sentence.
type card struct {
	Alt  string
	Data template.URL // an SVG picture of 1,200 by 630
}

// shared returns the section that offers the card; nil without a long run.
func shared(r *report.Report) (*section, error) {
	c, err := newCard(r)
	if c == nil || err != nil {
		return nil, err
	}
	return &section{
		ID: "card", Heading: "A picture to share", Card: c,
		Lead: "It shows the sentence and the counts, and no location, title or name.",
	}, nil
}

// Sizes of the card.
const (
	cardWidth  = 1200
	cardMargin = 72
	cardTop    = 186 // y of the first line of the sentence
)

// newCard draws the card; nil without a long run.
func newCard(r *report.Report) (*card, error) {
	sentence := text(r, "Verdict", report.EasyNextDay.Column)
	parts := cardParts(r)
	if sentence == "" || len(parts) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	err := templates.ExecuteTemplate(&b, "card.gohtml", cardModel{
		Question: report.EasyNextDay.Text, Span: text(r, "Answer", "Span"), Sentence: typeset(sentence), Parts: parts,
	})
	return &card{Alt: sentence, Data: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(b.Bytes()))}, err
}

// cardModel is the input of the card's template.
type cardModel struct {
	Question, Span string
	Sentence       cardText
	Parts          []cardPart
}

// cardText is the sentence, broken into lines.
type cardText struct {
	Size  int // size of its letters
	Lines []cardLine
}

// cardLine is a line of the sentence.
type cardLine struct {
	Y    int
	Text string
}

// cardSizes lists the possible sizes of letters. For each it states how many letters fit on
// a line in a wide font, and how many lines fit above the bar.
var cardSizes = []struct{ size, letters, lines int }{{48, 36, 4}, {42, 41, 5}, {34, 51, 6}, {28, 62, 8}}

// typeset breaks the sentence into lines, in the largest size in which all lines fit.
func typeset(sentence string) (t cardText) {
	for _, s := range cardSizes {
		t = cardText{Size: s.size}
		for i, l := range foldAt(sentence, s.letters) {
			t.Lines = append(t.Lines, cardLine{cardTop + i*s.size*5/4, l})
		}
		if len(t.Lines) <= s.lines {
			break
		}
	}
	return t
}

// cardPart is a piece of the card's bar, with its entry in the legend.
type cardPart struct {
	X, W           number
	LabelX, LabelY int
	Fill, Name     string
}

// Layout of the legend: entries on a line, y of the first line, distance between lines.
const (
	cardColumns = 3
	legendTop   = 492
	legendLine  = 28
)

// cardParts returns the pieces of a bar of all long runs, by the group of the next day.
func cardParts(r *report.Report) (parts []cardPart) {
	t := r.Table("Groups")
	if t == nil {
		return nil
	}
	at, long := float64(cardMargin), r.Table("Answer").Column("Long").Cells[0].Num
	for row, name := range t.Column("Next day").Cells {
		if !name.Known() {
			continue
		}
		for _, g := range groupParts(r, row) {
			w := g.share * (cardWidth - 2*cardMargin)
			parts = append(parts, cardPart{X: number(at), W: number(w), Fill: fillOf(g.kind), Name: fmt.Sprintf("%.0f × %s", g.share*long, g.name)})
			at += w
		}
	}
	for i := range parts {
		parts[i].LabelX = cardMargin + i%cardColumns*(cardWidth-2*cardMargin)/cardColumns
		parts[i].LabelY = legendTop + i/cardColumns*legendLine
	}
	return parts
}
