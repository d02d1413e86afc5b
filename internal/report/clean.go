package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxText is the longest text of a spreadsheet cell in UTF-16 code units (ECMA-376).
const maxText = 32767

// cleaner makes the runner's own texts fit for a cell and counts its changes.
type cleaner struct{ controls, cut int }

// text returns s without control characters, cut to the length of a cell.
func (c *cleaner) text(s string) string {
	out := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || r == utf8.RuneError || r == 0xfffe || r == 0xffff:
			return -1
		}
		return r
	}, s)
	if out != strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s) {
		c.controls++
	}
	return strings.TrimSpace(c.shorten(out))
}

// shorten cuts s to the longest text of a cell.
func (c *cleaner) shorten(s string) string {
	units := 0
	for i, r := range s {
		if units++; r > 0xffff {
			units++
		}
		if units > maxText {
			c.cut++
			return s[:i]
		}
	}
	return s
}

// notes describes the changes.
func (c *cleaner) notes() []string {
	var notes []string
	if c.controls > 0 {
		notes = append(notes, fmt.Sprintf("Characters that a spreadsheet cannot hold were left out of %d texts.", c.controls))
	}
	if c.cut > 0 {
		notes = append(notes, fmt.Sprintf("%d texts were cut to the %d characters that a cell holds.", c.cut, maxText))
	}
	return notes
}
