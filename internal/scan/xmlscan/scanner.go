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

	"dayafter/internal/activity"
)

// Kind is the kind of a token.
type Kind uint8

// Kinds of token.
const (
	EOF   Kind = iota // the end; an End has closed every element before it
	Start             // an element opens; Name, Attr and Value refer to it
	End               // an element closes; Name is its name
	Text              // character data other than blanks
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
