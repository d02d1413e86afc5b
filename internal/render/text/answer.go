package text

import (
	"fmt"
	"io"
	"slices"

	"dayafter/internal/history"
	"dayafter/internal/ingest"
)

// namedFailures is how many failed inputs are named before the others are counted.
const namedFailures = 5

// WriteSentences writes each sentence as a paragraph that fits the page.
func WriteSentences(w io.Writer, p Page, sentences []string) error {
	for _, s := range sentences {
		if _, err := fmt.Fprintln(w, p.wrap(s, "  ")); err != nil {
			return err
		}
	}
	return nil
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
