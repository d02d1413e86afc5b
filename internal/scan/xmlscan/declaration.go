package xmlscan

import (
	"bytes"

	"dayafter/internal/activity"
)

// declaration reads a token that begins with "<!". It skips comments and document types,
// and reads CDATA as text.
func (s *Scanner) declaration() (Kind, bool) {
	rest := s.data[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		s.pos += len("<!--")
		s.skipPast("-->")
	case bytes.HasPrefix(rest, []byte(cdataStart)):
		return s.cdata()
	default:
		s.doctype()
	}
	return EOF, false
}

const cdataStart, cdataEnd = "<![CDATA[", "]]>"

// cdata reads a CDATA section. Its text holds no entities, so cdata escapes its
// ampersands.
func (s *Scanner) cdata() (Kind, bool) {
	from := s.pos + len(cdataStart)
	s.skipPast(cdataEnd)
	if s.cut {
		return EOF, false
	}
	s.raw = s.data[from : s.pos-len(cdataEnd)]
	if bytes.IndexByte(s.raw, '&') >= 0 {
		s.raw = bytes.ReplaceAll(s.raw[:min(len(s.raw), maxText)], []byte("&"), []byte("&amp;"))
	}
	return Text, s.over == 0 && len(s.open) > 0
}

// doctype skips a document type with its entity definitions, which are never
// expanded.
func (s *Scanner) doctype() {
	s.issues.Add(activity.Note, "xml-doctype", "the file defines a document type: its definitions were ignored")
	n := doctypeLength(s.data[s.pos:])
	if n == 0 {
		s.pos, s.cut = len(s.data), true
		return
	}
	s.pos += n
}

// doctypeLength returns the length of the document type with which data begins. A ">"
// in a quoted text, in a comment or between brackets does not end the document type,
// unless quotes or brackets are never closed. The result is 0 if no ">" follows.
func doctypeLength(data []byte) int {
	inBrackets := false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == '"' || c == '\'':
			i += quotedLength(data[i+1:], c, inBrackets)
		case bytes.HasPrefix(data[i:], []byte("<!--")):
			i += max(0, bytes.Index(data[i:], []byte("-->")))
		case c == '[':
			inBrackets = true
		case c == ']':
			inBrackets = false
		case c == '>' && !inBrackets:
			return i + 1
		}
	}
	return bytes.IndexByte(data, '>') + 1
}

// quotedLength returns the length of the text up to the closing quote, the quote
// included. The result is 0 if the quote is never closed, or closed only after a tag;
// a definition between brackets may hold tags.
func quotedLength(data []byte, quote byte, mayHoldTags bool) int {
	n := bytes.IndexByte(data, quote) + 1
	if !mayHoldTags && bytes.IndexByte(data[:n], '<') >= 0 {
		return 0
	}
	return n
}
