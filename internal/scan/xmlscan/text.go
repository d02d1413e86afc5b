package xmlscan

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"dayafter/internal/activity"
)

// String returns raw as text without surrounding blanks, at most maxText bytes. It
// resolves entities, drops control characters and reads invalid UTF-8 as
// Windows-1252. It records every repair.
func (s *Scanner) String(raw []byte) string {
	raw = trim(raw)
	if len(raw) > maxText {
		s.issues.Add(activity.Partial, "xml-text", "a text was longer than %d bytes: the rest was left out", maxText)
		raw = raw[:maxText]
	}
	if isPlain(raw) {
		return string(raw)
	}
	text := s.resolve(string(raw))
	if !utf8.ValidString(text) {
		s.issues.Add(activity.Repaired, "xml-utf8", "a text was not valid UTF-8: its invalid bytes were read as Windows-1252")
		text = decodeInvalidUTF8(text)
	}
	return strings.TrimSpace(s.dropControls(text))
}

// isPlain reports whether raw is printable ASCII without entities.
func isPlain(raw []byte) bool {
	for _, c := range raw {
		if c < ' ' || c > '~' || c == '&' {
			return false
		}
	}
	return true
}

// unescaped returns raw with its entities resolved.
func (s *Scanner) unescaped(raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	return []byte(s.resolve(string(raw[:min(len(raw), maxText)])))
}

// maxEntity is the greatest length of an entity: HTML's longest name has 31 letters.
const maxEntity = 34

// resolve replaces entities: XML's five, numbers, and HTML's names. It leaves an ampersand
// that does not begin an entity unchanged.
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
			s.issues.Add(activity.Repaired, "xml-bare-ampersand", "a bare & in a text: read as text")
			out.WriteByte('&')
			text = rest
			continue
		}
		out.WriteString(char)
		text = rest[end:]
	}
}

// entityEnd returns the length of the name and semicolon at the start of rest; 0 if
// there are none.
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

// entity returns the text that an entity, given with its semicolon, stands for; "" if
// it is no entity.
func (s *Scanner) entity(name string) string {
	char := html.UnescapeString("&" + name)
	if char == "&"+name || len(name) == 1 {
		return ""
	}
	switch {
	case name[0] == '#', name == "amp;", name == "lt;", name == "gt;", name == "quot;", name == "apos;":
	default:
		s.issues.Add(activity.Repaired, "xml-html-entity", "the text used HTML entities: read as in HTML")
	}
	return char
}

// decodeInvalidUTF8 decodes the bytes of text that are invalid UTF-8 as Windows-1252.
func decodeInvalidUTF8(text string) string {
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

// dropControls removes control characters, and replaces line breaks and tabs by
// blanks.
func (s *Scanner) dropControls(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0:
			s.issues.Add(activity.Repaired, "xml-control", "control characters in a text: left out")
			return -1
		}
		return r
	}, text)
}
