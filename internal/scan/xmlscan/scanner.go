// Package xmlscan reads XML as watches and apps write it. It is fast, keeps limits, and
// repairs common faults. It knows no format; the decoders of GPX and TCX use it. It is not
// a validating parser: it treats namespaces as prefixes, skips document type declarations,
// and records every violation of XML as an issue.
//
// The scanner works on the bytes of the document and allocates nothing per token:
// names, values and texts are slices of the input.
package xmlscan

import (
	"bytes"
	"encoding/binary"

	"dayafter/internal/activity"
)

// Kind is the kind of a token.
type Kind uint8

// Kinds of token.
const (
	EOF   Kind = iota // the end; an End has closed every element before it
	Start             // an element opens; Name, Attr and Value refer to it
	End               // an element closes; Name is its name
	Text              // character data other than blanks; Raw is its text
)

// Limits for one document. Ours: normal GPX and TCX nest to a depth of 10, and their
// longest text is a runner's note.
const (
	MaxBytes = 1 << 30   // bytes of a document
	maxDepth = 128       // open elements; deeper elements are skipped
	maxAttrs = 64        // attributes of an element; further ones are skipped
	maxText  = 64 * 1024 // bytes of one text or attribute as a string; the rest is cut off
)

// Scanner reads one document. Make it with New.
type Scanner struct {
	data []byte // the document in UTF-8
	pos  int    // offset of the next byte to read

	kind   Kind
	name   []byte    // name of the current Start or End, with its prefix
	local  []byte    // name without the prefix
	raw    []byte    // bytes of the current Text, entities unresolved
	attrs  []attr    // attributes of the current Start
	open   []element // outermost first
	over   int       // open elements below maxDepth
	toPop  int       // elements still to be closed before reading on
	pop    bool      // the element of the last End must still be removed from open
	cut    bool      // the document ends inside an element or a tag
	joined []byte    // reused by Value for text in pieces
	times  timeScale // scale of times in future years

	issues activity.Issues
}

// attr is one attribute. Its slices are parts of the document.
type attr struct{ name, value []byte }

// element is the name of an open element and the length of its prefix.
type element struct {
	name   []byte
	prefix int
}

// New returns a scanner for a document in any encoding that its first bytes or its
// declaration show.
func New(data []byte) *Scanner {
	s := &Scanner{open: make([]element, 0, 16), attrs: make([]attr, 0, 8)}
	if len(data) > MaxBytes {
		data = data[:MaxBytes]
		s.issues.Add(activity.Partial, "xml-size", "the file is longer than %d bytes: only its beginning was read", MaxBytes)
	}
	s.data = toUTF8(data, &s.issues)
	s.skipLeading()
	return s
}

// skipLeading skips the text before the first tag.
func (s *Scanner) skipLeading() {
	i := bytes.IndexByte(s.data, '<')
	if i <= 0 {
		return
	}
	if len(bytes.Trim(s.data[:i], blanks)) == 0 {
		s.issues.Add(activity.Note, "xml-leading-blanks", "blanks before the XML declaration: skipped")
	} else {
		s.issues.Add(activity.Repaired, "xml-leading-junk", "other text before the XML: skipped")
	}
	s.pos = i
}

// blanks are the characters that XML calls white space.
const blanks = " \t\r\n"

// Issues returns the repairs and losses so far, in the order met.
func (s *Scanner) Issues() activity.Issues { return s.issues }

// Truncated reports whether the document ended before its elements were closed. It
// is known once Next has reported EOF.
func (s *Scanner) Truncated() bool { return s.cut }

// Depth returns the number of open elements, including the element of the current Start or
// End.
func (s *Scanner) Depth() int { return len(s.open) }

// Offset returns the number of bytes of the document read so far, in UTF-8.
func (s *Scanner) Offset() int { return s.pos }

// Len returns the document's length in bytes of UTF-8.
func (s *Scanner) Len() int { return len(s.data) }

// Name returns the name of the current Start or End without its prefix.
func (s *Scanner) Name() []byte { return s.local }

// Raw returns the current Text as written, entities unresolved; String resolves them.
func (s *Scanner) Raw() []byte { return s.raw }

// Attr returns the value of an attribute of the current Start as written, by its name
// without prefix; nil if there is no such attribute.
func (s *Scanner) Attr(name string) []byte {
	for i := range s.attrs {
		if string(localName(s.attrs[i].name)) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// localName returns name without its prefix.
func localName(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// Next reads the next token.
func (s *Scanner) Next() Kind {
	if s.pop {
		s.pop = false
		s.open = s.open[:len(s.open)-1]
	}
	if s.toPop > 0 {
		return s.closeTop()
	}
	for s.pos < len(s.data) {
		if k, ok := s.token(); ok {
			s.kind = k
			return k
		}
	}
	return s.atEnd()
}

// closeTop reports the innermost open element as closed.
func (s *Scanner) closeTop() Kind {
	s.toPop--
	s.pop = true
	top := s.open[len(s.open)-1]
	s.name, s.local = top.name, top.name[top.prefix:]
	s.kind = End
	return End
}

// atEnd closes all open elements, then reports EOF.
func (s *Scanner) atEnd() Kind {
	if len(s.open) > 0 {
		s.cut = true
		s.toPop = len(s.open)
	}
	if s.cut {
		s.noteCut()
	}
	if s.toPop > 0 {
		return s.closeTop()
	}
	s.kind = EOF
	return EOF
}

// noteCut records once that the document ends early.
func (s *Scanner) noteCut() {
	for _, i := range s.issues {
		if i.Code == "xml-cut" {
			return
		}
	}
	s.issues.Add(activity.Partial, "xml-cut", "the file ends early: the part before was read")
}

// eightBlanks is eight blanks of indentation. The scanner skips indentation eight bytes at
// a time, because it makes up a third of many files.
const eightBlanks = 0x2020202020202020

// token reads one token at pos. It returns false if there is no valid token.
func (s *Scanner) token() (k Kind, ok bool) {
	for s.pos+8 <= len(s.data) && binary.LittleEndian.Uint64(s.data[s.pos:]) == eightBlanks {
		s.pos += 8
	}
	if s.pos == len(s.data) {
		return EOF, false
	}
	c := s.data[s.pos]
	for c == ' ' || c == '\n' || c == '\t' || c == '\r' {
		s.pos++
		if s.pos == len(s.data) {
			return EOF, false
		}
		c = s.data[s.pos]
	}
	if c != '<' {
		return s.text()
	}
	if s.pos+1 == len(s.data) {
		s.pos, s.cut = len(s.data), true
		return EOF, false
	}
	switch c = s.data[s.pos+1]; {
	case c == '/':
		return s.endTag()
	case c == '!':
		return s.declaration()
	case c == '?':
		s.skipPast("?>")
		return EOF, false
	case isNameStart(c):
		return s.startTag()
	}
	return s.text()
}

// isNameStart reports whether a name can begin with c.
func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
}

// text reads character data up to the next tag. A "<" that does not begin a tag is text.
func (s *Scanner) text() (Kind, bool) {
	from := s.pos
	for i := from; ; {
		if s.data[i] == '<' {
			s.issues.Add(activity.Repaired, "xml-bare-lt", "a bare < in a text: read as text")
			i++
		}
		k := bytes.IndexByte(s.data[i:], '<')
		if k < 0 {
			s.pos = len(s.data)
			break
		}
		i += k
		s.pos = i
		if i+1 == len(s.data) || isNameStart(s.data[i+1]) || s.data[i+1] == '/' || s.data[i+1] == '!' || s.data[i+1] == '?' {
			break
		}
	}
	s.raw = s.data[from:s.pos]
	return Text, s.over == 0 && len(s.open) > 0
}

// skipPast moves past the next mark, or to the end if there is none.
func (s *Scanner) skipPast(mark string) {
	i := bytes.Index(s.data[s.pos:], []byte(mark))
	if i < 0 {
		s.pos, s.cut = len(s.data), true
		return
	}
	s.pos += i + len(mark)
}

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
