// Package json writes activities, thresholds and reports as JSON for programs. It
// computes nothing. Unknown values are null, never 0.
package json

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// NewEncoder returns an encoder whose output is safe on a terminal, too. It writes
// characters that control a terminal or the direction of text as \u escapes, which JSON
// treats as the same characters.
func NewEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(escaper{w})
	enc.SetEscapeHTML(false)
	return enc
}

// escaper escapes complete JSON texts, in which such characters occur only inside strings.
type escaper struct{ w io.Writer }

func (e escaper) Write(text []byte) (int, error) {
	var b strings.Builder
	for _, r := range string(text) {
		if controls(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	if _, err := io.WriteString(e.w, b.String()); err != nil {
		return 0, err
	}
	return len(text), nil
}

// controls reports whether a character may control a terminal. encoding/json
// escapes the ASCII controls, and no character above U+FFFF needs an escape.
func controls(r rune) bool {
	return r >= 0x7f && r < 0x10000 && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}
