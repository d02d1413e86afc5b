package ingest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dayafter/internal/ingest/walk"
)

// Printable returns a name as valid UTF-8 on one line. It writes control and format
// characters, such as marks for the direction of text, and bytes that are not UTF-8 as Go
// escapes. Names from file systems and archives may hold any bytes.
func Printable(name string) string {
	if !strings.ContainsFunc(name, unprintable) {
		return name
	}
	var b strings.Builder
	for i, w := 0, 0; i < len(name); i += w {
		r, n := utf8.DecodeRuneInString(name[i:])
		w = n
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, name[i])
		case !unprintable(r):
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// unprintable reports whether Printable escapes r. It returns true for U+FFFD, which
// ranging over a string gives for bytes that are not UTF-8. It returns false for joiners,
// which emoji and several scripts need.
func unprintable(r rune) bool {
	const joiner, nonJoiner = 0x200d, 0x200c
	return r == utf8.RuneError || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' ||
		unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner
}

// Cause returns an error of the file system without its paths, because the message that
// includes it names the file.
func Cause(err error) error { return walk.Cause(err) }
