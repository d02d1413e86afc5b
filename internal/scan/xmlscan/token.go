package xmlscan

import (
	"bytes"
	"encoding/binary"

	"dayafter/internal/activity"
)

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
