package text

import (
	"fmt"
	"io"

	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// WriteToday writes the paragraphs about a day.
func WriteToday(w io.Writer, p Page, day unit.Day, paragraphs []report.Paragraph) error {
	text := day.Time().Format("Monday 2 January 2006") + "\n"
	for _, g := range paragraphs {
		text += "\n" + g.Heading + "\n"
		for _, s := range g.Sentences {
			text += "  " + Page{Width: p.Width - 2}.wrap(s, "  ") + "\n"
		}
	}
	_, err := fmt.Fprint(w, text)
	return err
}
