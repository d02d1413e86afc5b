package xmlscan

import "bytes"

// Value reads the current Start's element to its end and returns its text as written,
// with the text of inner elements and without surrounding blanks. It returns false if
// the document ends inside the element, because the text may be cut. The text is
// valid until the next call of Value.
func (s *Scanner) Value() (raw []byte, ok bool) {
	if s.toPop == 0 {
		if raw, ok := s.leaf(); ok {
			return raw, true
		}
	}
	return s.joinedText()
}

// leaf reads the common form: a text and the end tag right after it.
func (s *Scanner) leaf() ([]byte, bool) {
	rest := s.data[s.pos:]
	i := bytes.IndexByte(rest, '<')
	top := s.open[len(s.open)-1].name
	end := i + 2 + len(top)
	if i < 0 || end >= len(rest) || rest[i+1] != '/' || rest[end] != '>' || !bytes.Equal(rest[i+2:end], top) {
		return nil, false
	}
	s.pos += end + 1
	s.toPop = 1
	s.closeTop()
	return trim(rest[:i]), true
}

// joinedText joins the pieces of the element's text.
func (s *Scanner) joinedText() ([]byte, bool) {
	depth := len(s.open)
	s.joined = s.joined[:0]
	for {
		switch s.Next() {
		case EOF:
			return nil, false
		case Text:
			if len(s.joined) < maxText {
				s.joined = append(s.joined, s.raw...)
			}
		case End:
			if len(s.open) == depth {
				return trim(s.joined), !s.cut
			}
		}
	}
}

// StartInside reads on to the next Start inside an element, given the Depth at that
// element's Start. It returns false at the end of that element or of the document. It also
// enters elements that the caller has not read to their end.
func (s *Scanner) StartInside(depth int) bool {
	for {
		switch s.Next() {
		case Start:
			return true
		case End:
			if len(s.open) == depth {
				return false
			}
		case EOF:
			return false
		}
	}
}

// Skip reads the current Start's element to its end.
func (s *Scanner) Skip() {
	for depth := len(s.open); s.StartInside(depth); {
	}
}

// trim returns b without surrounding blanks.
func trim(b []byte) []byte {
	for len(b) > 0 && isBlank(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isBlank(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
