package text

import (
	"fmt"
	"io"
	"strings"
)

// WriteLines writes each sentence on lines of its own.
func WriteLines(w io.Writer, p Page, sentences []string) error {
	var b strings.Builder // never fails
	for _, s := range sentences {
		fmt.Fprintln(&b, p.wrap(s, ""))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
