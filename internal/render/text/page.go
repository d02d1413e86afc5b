package text

import (
	"fmt"
	"io"
	"strings"

	eastasian "golang.org/x/text/width"
)

// Page describes the terminal that text is written for.
type Page struct {
	Width  int  // columns
	Colour bool // whether to colour classes
	Long   bool // whether lines may be wider than the page
}

// Plain returns the page for a file or pipe: 80 columns without colour.
func Plain() Page { return Page{Width: 80} }

// least is the smallest width in columns that text is wrapped to.
const least = 40

// wrap breaks text into lines that fit the page. Every line but the first starts
// with the indent. Spaces at the start stay.
func (p Page) wrap(text, indent string) string {
	first := text[:len(text)-len(strings.TrimLeft(text, " "))]
	return p.list(first, joinUnits(strings.Fields(text)), indent)
}

// lines writes each text that is not empty as a paragraph.
func (p Page) lines(w io.Writer, texts ...string) {
	for _, t := range texts {
		if t != "" {
			fmt.Fprintln(w, p.wrap(t, ""))
		}
	}
}

// joinUnits joins a unit to the number before it, so that no line begins with a
// unit.
func joinUnits(words []string) (joined []string) {
	for _, word := range words {
		last := len(joined) - 1
		switch word {
		case "%", "km", "/km", "mi", "/mi", "m", "min", "h", "bpm", "%,", "%)", "%;", "bpm.", "/km.":
			if last >= 0 && joined[last][len(joined[last])-1] <= '9' {
				joined[last] += " " + word
				continue
			}
		}
		joined = append(joined, word)
	}
	return joined
}

// list returns start and the parts, separated by spaces, in lines that fit the page. It
// breaks lines only between parts. Every line but the first starts with the indent.
func (p Page) list(start string, parts []string, indent string) string {
	limit := max(p.Width, least)
	var b strings.Builder
	b.WriteString(start)
	column := Columns(start)
	for i, part := range parts {
		w := Columns(part)
		switch {
		case i == 0:
		case column+1+w > limit:
			b.WriteString("\n" + indent)
			column = Columns(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(part)
		column += w
	}
	return b.String()
}

// Columns returns how many columns a text occupies on a terminal. East Asian
// letters and most emoji occupy two.
func Columns(text string) (columns int) {
	for _, r := range text {
		columns++
		if k := eastasian.LookupRune(r).Kind(); k == eastasian.EastAsianWide || k == eastasian.EastAsianFullwidth {
			columns++
		}
	}
	return columns
}

// Ending shortens a text to its last columns, because file names differ at the end.
func Ending(text string, columns int) string {
	if Columns(text) <= columns {
		return text
	}
	r := []rune(text)
	for len(r) > 0 && 1+Columns(string(r)) > columns {
		r = r[1:]
	}
	if columns < 1 {
		return ""
	}
	return "…" + string(r)
}
