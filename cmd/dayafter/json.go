package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// jsonEncoder writes JSON that is safe on a terminal, too: characters that steer
// one (controls, marks of direction) stand as \u escapes, which mean the same.
func jsonEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(escaping{w})
	enc.SetEscapeHTML(false)
	return enc
}

// escaping takes whole JSON texts: in them such characters stand inside strings only.
type escaping struct{ w io.Writer }

func (e escaping) Write(text []byte) (int, error) {
	var b strings.Builder
	for _, r := range string(text) {
		if steers(r) {
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

// steers reports whether a character may steer a terminal. Those of ASCII are
// escaped by encoding/json, and no tag of the upper planes is of this kind.
func steers(r rune) bool {
	return r >= 0x7f && r < 0x10000 && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}
