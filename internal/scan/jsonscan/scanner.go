// Package jsonscan reads JSON as exports write it, value by value in the order in
// which they stand. It keeps nothing, knows no schema, and goes on where the
// standard forbids it: NaN for a number, a text for a number, a document that
// breaks off. What was read until then stays read.
package jsonscan

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxText is the longest text that is returned, bytes; the rest is cut off. Ours:
// a runner's note.
const maxText = 1 << 14

// Scanner stands before a value. A value is read by the method of the kind that is
// expected; one of another kind is skipped and comes back as missing.
type Scanner struct {
	data   []byte
	at     int
	broken bool
}

// New returns a Scanner before the document's value.
func New(data []byte) *Scanner {
	return &Scanner{data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
}

// Broken reports whether the document broke off, or made no sense from a place on.
func (s *Scanner) Broken() bool { return s.broken }

// Peek is the first byte of the value: '{', '[', '"', or of a number or word; 0 at
// the end.
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

// Object reads an object and calls member for each of its members. The scanner
// then stands before the member's value, which member may read; key is valid
// until then.
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

// Array reads an array and calls element for each of its elements, which element
// may read.
func (s *Scanner) Array(element func()) {
	s.each('[', ']', func() bool {
		s.value(element)
		return true
	})
}

// each calls one for all that stands between open and closing; false from it
// breaks the document off.
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

// value lets read read the value, or skips it.
func (s *Scanner) value(read func()) {
	before := s.at
	read()
	if s.at == before {
		s.Skip()
	}
	if s.at == before { // a comma or colon out of place
		s.fail()
	}
}

// fail ends the document here.
func (s *Scanner) fail() { s.at, s.broken = len(s.data), true }

// Skip passes over a value. Nesting costs no memory.
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

// Number is the value as a finite number; NaN when it is none. A number in quotes
// counts.
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

// Raw is a text without its quotes as it stands in the document, or the digits of
// a number; nil for null and values of other kinds. It is valid as long as the
// document.
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

// Text is a text, or the digits of a number, as valid UTF-8; "" for null and
// values of other kinds.
func (s *Scanner) Text() string {
	return strings.ToValidUTF8(string(unescaped(s.Raw())), "")
}

// unescaped is a text without its escapes, cut at maxText; as it stands when one
// of its escapes is none.
func unescaped(raw []byte) []byte {
	if len(raw) > maxText {
		raw = raw[:beginning(raw)]
	}
	var text string
	if bytes.IndexByte(raw, '\\') < 0 || json.Unmarshal(slices.Concat([]byte{'"'}, raw, []byte{'"'}), &text) != nil {
		return raw
	}
	return []byte(text)
}

// beginning is the length of what leads a text of more than maxText bytes, no
// longer than that, without an escape cut in two.
func beginning(raw []byte) (n int) {
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

// token is a text with its quotes, or what stands until the next sign of JSON.
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

// unquoted is a token without its quotes.
func unquoted(token []byte) []byte {
	if len(token) > 0 && token[0] == '"' {
		return bytes.TrimSuffix(token[1:], []byte(`"`))
	}
	return token
}
