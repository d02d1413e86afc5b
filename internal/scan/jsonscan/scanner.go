// Package jsonscan reads JSON as exports write it, value by value in the order of the
// document. It stores nothing and needs no schema. It accepts more than the standard: NaN
// as a number, a number in quotes, and a truncated document.
package jsonscan

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxText is the longest text in bytes that is returned; the rest is cut off. Ours: enough
// for a runner's note.
const maxText = 1 << 14

// Scanner reads a document. It is always before a value, which the caller reads with the
// method for the expected kind. The method skips a value of another kind and returns a
// missing value.
type Scanner struct {
	data   []byte
	at     int
	broken bool
}

// New returns a Scanner that is before the document's value.
func New(data []byte) *Scanner {
	return &Scanner{data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
}

// Broken reports whether the document is truncated, or cannot be parsed from some position
// on.
func (s *Scanner) Broken() bool { return s.broken }

// Peek returns the first byte of the value: '{', '[', '"', or the first byte of a number or
// word; 0 at the end.
func (s *Scanner) Peek() byte {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// Object reads an object and calls member for each of its members. The scanner is then
// before the member's value, which member may read. The key is valid until then.
func (s *Scanner) Object(member func(key []byte)) {
	s.each('{', '}', func() bool {
		if s.Peek() != '"' {
			return false
		}
		key := s.token()
		if s.Peek() != ':' {
			return false
		}
		s.at++
		s.Peek()
		s.value(func() { member(unescaped(unquoted(key))) })
		return true
	})
}

// Array reads an array and calls element for each of its elements, which element may
// read.
func (s *Scanner) Array(element func()) {
	s.each('[', ']', func() bool {
		s.value(element)
		return true
	})
}

// each calls one for every item between open and closing. It stops if one returns false,
// which means that the document ends there.
func (s *Scanner) each(open, closing byte, one func() bool) {
	if s.Peek() != open {
		s.Skip()
		return
	}
	s.at++
	for {
		switch c := s.Peek(); {
		case c == closing:
			s.at++
			return
		case c == ',':
			s.at++
		case c == 0 || c == '}' || c == ']' || !one():
			s.fail()
			return
		}
	}
}

// value calls read for the current value, and skips the value if read does not read it.
func (s *Scanner) value(read func()) {
	before := s.at
	read()
	if s.at == before {
		s.Skip()
	}
	if s.at == before { // a misplaced comma or colon
		s.fail()
	}
}

// fail makes the document end here.
func (s *Scanner) fail() { s.at, s.broken = len(s.data), true }

// Skip skips a value. It needs no memory for nested values.
func (s *Scanner) Skip() {
	depth := 0
	for {
		switch s.Peek() {
		case 0:
			s.fail()
			return
		case '{', '[':
			depth++
			s.at++
		case '}', ']':
			if depth == 0 {
				return
			}
			depth--
			s.at++
		case ',', ':':
			if depth == 0 {
				return
			}
			s.at++
			continue
		default:
			s.token()
		}
		if depth == 0 {
			return
		}
	}
}

// Number returns the value if it is a finite number, with or without quotes; NaN
// otherwise.
func (s *Scanner) Number() float64 {
	switch s.Peek() {
	case '{', '[', '}', ']', ',', ':', 0:
		s.Skip()
		return math.NaN()
	}
	v, err := strconv.ParseFloat(string(bytes.TrimSpace(unquoted(s.token()))), 64)
	if err != nil || math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// Raw returns a text without its quotes as written, or the digits of a number; nil
// for null and values of other kinds. The bytes are valid as long as the document.
func (s *Scanner) Raw() []byte {
	switch s.Peek() {
	case '{', '[', '}', ']', ',', ':', 0:
		s.Skip()
		return nil
	}
	if t := s.token(); string(t) != "null" {
		return unquoted(t)
	}
	return nil
}

// Text returns a text, or the digits of a number, in valid UTF-8; "" for null and
// values of other kinds.
func (s *Scanner) Text() string {
	return strings.ToValidUTF8(string(unescaped(s.Raw())), "")
}

// unescaped resolves the escapes of a text, cut at maxText. It returns raw if an
// escape is invalid.
func unescaped(raw []byte) []byte {
	if len(raw) > maxText {
		raw = raw[:cutLength(raw)]
	}
	var text string
	if bytes.IndexByte(raw, '\\') < 0 || json.Unmarshal(slices.Concat([]byte{'"'}, raw, []byte{'"'}), &text) != nil {
		return raw
	}
	return []byte(text)
}

// cutLength returns the length to which a text longer than maxText bytes is cut, so
// that no escape is split.
func cutLength(raw []byte) (n int) {
	for next := 0; next <= maxText; {
		n = next
		switch {
		case raw[n] != '\\' || n+1 == len(raw):
			next += len(`x`)
		case raw[n+1] != 'u':
			next += len(`\n`)
		default:
			next += len(`\u00e4`)
		}
	}
	return n
}

// token returns a text with its quotes, or the bytes up to the next delimiter of
// JSON.
func (s *Scanner) token() []byte {
	start := s.at
	if s.data[s.at] == '"' {
		return s.quotation()
	}
	for s.at < len(s.data) && !delimits(s.data[s.at]) {
		s.at++
	}
	return s.data[start:s.at]
}

func (s *Scanner) quotation() []byte {
	start := s.at
	s.at++
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case '\\':
			s.at++
		case '"':
			s.at++
			return s.data[start:s.at]
		}
		s.at++
	}
	s.fail()
	return s.data[start:]
}

func delimits(c byte) bool {
	switch c {
	case ',', ':', '{', '}', '[', ']', '"', ' ', '\t', '\r', '\n':
		return true
	}
	return false
}

// unquoted returns a token without its quotes.
func unquoted(token []byte) []byte {
	if len(token) > 0 && token[0] == '"' {
		return bytes.TrimSuffix(token[1:], []byte(`"`))
	}
	return token
}
