package xmlscan

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"dayafter/internal/activity"
)

// String is raw as text: entities resolved, control characters left out, bytes that
// are no UTF-8 read as Windows-1252, at most maxText bytes, without blanks around.
// Every mend is recorded.
func (s *Scanner) String(raw []byte) string {
	raw = trim(raw)
	if len(raw) > maxText {
		s.issues.Add(activity.Partial, "xml-text", "a text was longer than %d bytes: cut there", maxText)
		raw = raw[:maxText]
	}
	if isPlain(raw) {
		return string(raw)
	}
	text := s.resolve(string(raw))
	if !utf8.ValidString(text) {
		s.issues.Add(activity.Mended, "xml-utf8", "a text was not valid UTF-8: read as Windows-1252 there")
		text = mendUTF8(text)
	}
	return strings.TrimSpace(s.dropControls(text))
}

// isPlain says whether raw is printable ASCII without entities.
func isPlain(raw []byte) bool {
	for _, c := range raw {
		if c < ' ' || c > '~' || c == '&' {
			return false
		}
	}
	return true
}

// unescaped is raw with its entities resolved.
func (s *Scanner) unescaped(raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	return []byte(s.resolve(string(raw[:min(len(raw), maxText)])))
}

// maxEntity is the longest entity looked for: HTML's longest name has 31 letters.
const maxEntity = 34

// resolve replaces entities: XML's five, numbers, and HTML's names. An ampersand
// that begins none of them stands for itself.
func (s *Scanner) resolve(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "&")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		end := entityEnd(rest)
		char := ""
		if end > 0 {
			char = s.entity(rest[:end])
		}
		if char == "" {
			s.issues.Add(activity.Mended, "xml-bare-ampersand", "a bare & stood in the text: read as text")
			out.WriteByte('&')
			text = rest
			continue
		}
		out.WriteString(char)
		text = rest[end:]
	}
}

// entityEnd is the length of the name and semicolon that lead rest; 0 without them.
func entityEnd(rest string) int {
	for i := 0; i < min(len(rest), maxEntity); i++ {
		switch c := rest[i]; {
		case c == ';':
			return i + 1
		case c != '#' && (c|0x20 < 'a' || c|0x20 > 'z') && c-'0' > 9:
			return 0
		}
	}
	return 0
}

// entity is what an entity, with its semicolon, stands for; "" when it is none.
func (s *Scanner) entity(name string) string {
	char := html.UnescapeString("&" + name)
	if char == "&"+name || len(name) == 1 {
		return ""
	}
	switch {
	case name[0] == '#', name == "amp;", name == "lt;", name == "gt;", name == "quot;", name == "apos;":
	default:
		s.issues.Add(activity.Mended, "xml-html-entity", "the text used HTML entities: read as in HTML")
	}
	return char
}

// mendUTF8 reads the bytes of text that are no UTF-8 as Windows-1252.
func mendUTF8(text string) string {
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(text[0])
		}
		out.WriteRune(r)
		text = text[size:]
	}
	return out.String()
}

// dropControls leaves out control characters; line breaks and tabs become blanks.
func (s *Scanner) dropControls(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0:
			s.issues.Add(activity.Mended, "xml-control", "control characters stood in the text: left out")
			return -1
		}
		return r
	}, text)
}
