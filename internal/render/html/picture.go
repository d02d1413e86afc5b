package html

import (
	"strconv"

	"dayafter/internal/report"
)

// width is the width of a picture in its own units, which are CSS pixels on a narrow phone.
// Letters are readable there, and larger on wide screens.
const width = 360

// picture is a drawing with its description for readers who cannot see it.
type picture struct {
	ID, Title, Desc string
	Width, Height   number
	Shapes          []shape
}

// number is a length. It is written with at most one decimal place.
type number float64

// String returns the number as the value of an attribute.
func (n number) String() string {
	s := strconv.FormatFloat(float64(n), 'f', 1, 64)
	if s[len(s)-2:] == ".0" {
		return s[:len(s)-2]
	}
	return s
}

// shape is a part of a picture. Its Form decides which fields it uses.
type shape struct {
	Form       form
	Class      string // style classes
	X, Y, W, H number
	Text       string // the text of a letter, or the points of a path
	Tip        string // shown when the pointer rests on it
}

// form is the form of a shape. Each value is the name of a block in the picture's template.
type form string

// Forms.
const (
	box    form = "box"    // X, Y, W, H
	letter form = "letter" // Text at X, Y
	rule   form = "rule"   // from X, Y, by W, H
	path   form = "path"   // Text
)

// add appends shapes.
func (p *picture) add(shapes ...shape) { p.Shapes = append(p.Shapes, shapes...) }

// write appends a text. The class says whether its baseline begins at x, y, or ends there,
// or is centred there.
func (p *picture) write(x, y float64, class, text string) {
	p.add(shape{Form: letter, Class: class, X: number(x), Y: number(y), Text: text})
}

// newPicture returns an empty picture.
func newPicture(id, title, desc string, height float64) *picture {
	return &picture{ID: id, Title: title, Desc: desc, Width: width, Height: number(height)}
}

// cellBox returns a coloured box with a letter in its middle. Both have the tip.
func cellBox(kind report.Kind, x, y, w, h float64, text, tip string) []shape {
	name := className(kind)
	return []shape{
		{Form: box, Class: "f-" + name, X: number(x), Y: number(y), W: number(w), H: number(h), Tip: tip},
		{Form: letter, Class: "m i-" + name, X: number(x + w/2), Y: number(y + h/2 + 4), Text: text},
	}
}

// block is a range of rows that one picture shows.
type block struct{ from, to int }

// blocks splits rows into ranges of about equal length, none above most.
func blocks(rows, most int) (all []block) {
	count := (rows + most - 1) / most
	for i := range count {
		all = append(all, block{rows * i / count, rows * (i + 1) / count})
	}
	return all
}

// letterWidth is the mean width of a letter of the pictures' usual size.
const letterWidth = 5.6

// fold breaks a text into lines of at most the given number of units.
func fold(text string, units float64) (lines []string) {
	return foldAt(text, int(units/letterWidth))
}
