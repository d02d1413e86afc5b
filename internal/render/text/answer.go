package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/season"
)

// namedFailures is the number of failed inputs that are named; the others are only counted.
const namedFailures = 5

// barColumns is the length of a bar for all long runs.
const barColumns = 16

// WriteSaid writes the answer of a season: the next days as bars, and then each question
// with its answer.
func WriteSaid(w io.Writer, p Page, said report.Said) error {
	if said.Lead == "" {
		return nil
	}
	var b strings.Builder // never fails
	fmt.Fprintln(&b, p.wrap(said.Lead, ""))
	if len(said.Bars) > 0 {
		fmt.Fprintln(&b)
		writeBars(&b, p, said.Bars)
		fmt.Fprintln(&b)
	}
	for _, a := range said.Answers {
		fmt.Fprintln(&b, p.wrap(a.Question, ""))
		fmt.Fprintln(&b, p.wrap("  "+a.Text, "  "))
	}
	for _, note := range said.Notes {
		fmt.Fprintln(&b, p.wrap(note, ""))
	}
	fmt.Fprintln(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// writeBars writes a line for each kind of next day.
func writeBars(b *strings.Builder, p Page, bars []report.Bar) {
	name := 0
	for _, bar := range bars {
		name = max(name, Columns(bar.Name))
	}
	for _, bar := range bars {
		blocks := int(math.Round(barColumns * bar.Share))
		line := fmt.Sprintf("  %-*s %4d  %s%s %4.0f %%", name, bar.Name, bar.Times,
			p.paint(strings.Repeat("█", blocks), barColours[bar.Name]), strings.Repeat(" ", barColumns-blocks), 100*bar.Share)
		if bar.Which == "" {
			fmt.Fprintln(b, line)
			continue
		}
		indent := strings.Repeat(" ", 2+name+7+barColumns+9)
		plain := Columns(indent) - 2
		rest := Page{Width: p.Width - plain, Colour: p.Colour}
		fmt.Fprintln(b, line+"  "+rest.wrap(bar.Which, indent))
	}
}

// barColours holds, for each kind of next day, the class whose colour its bar has.
var barColours = map[string]string{
	season.EasyRunning.String(): "recovery", season.HardRunning.String(): "key", season.ActiveGroup.String(): "easy", season.OtherLoadGroup.String(): "long",
}

// WriteFailures names the first inputs that failed, with the reason, and states
// how many more there are and where the others are listed.
func WriteFailures(w io.Writer, p Page, entries []history.Entry, listed string) error {
	failed := slices.DeleteFunc(slices.Clone(entries), func(e history.Entry) bool { return e.Status != history.Failed })
	for i, e := range failed {
		line := "could not read " + ingest.Printable(e.File) + ": " + e.Reason
		if i == namedFailures {
			line = fmt.Sprintf("and %d more; see %s", len(failed)-i, listed)
		}
		if _, err := fmt.Fprintln(w, p.wrap(line, "  ")); err != nil || i == namedFailures {
			return err
		}
	}
	return nil
}
