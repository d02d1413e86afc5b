package xmlscan

import (
	"bytes"

	"dayafter/internal/activity"
)

// startTag reads a start tag at pos.
func (s *Scanner) startTag() (Kind, bool) {
	data, p := s.data, s.pos+1
	from, colon := p, 0
	for p < len(data) && !endsName[data[p]] {
		if data[p] == ':' {
			colon = p + 1 - from
		}
		p++
	}
	name := data[from:p]
	s.attrs = s.attrs[:0]
	empty := false
	if p < len(data) && data[p] == '>' {
		p++
	} else if p, empty = s.attributes(p); p < 0 {
		s.pos, s.cut = len(data), true
		return EOF, false
	}
	s.pos = p
	if len(s.open) == maxDepth || s.over > 0 {
		s.tooDeep(empty)
		return EOF, false
	}
	s.name, s.local = name, name[colon:]
	s.open = append(s.open, element{name, colon})
	if empty {
		s.toPop = 1
	}
	return Start, true
}

// endsName marks the bytes that end a name.
var endsName = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '/': true, '>': true, '=': true, '<': true}

// tooDeep counts an element that is skipped because of its depth.
func (s *Scanner) tooDeep(empty bool) {
	s.issues.Add(activity.Partial, "xml-depth", "elements nested deeper than %d were left out", maxDepth)
	if !empty {
		s.over++
	}
}

// attributes reads from p, after the element's name, to the end of the tag. It
// returns the position after the tag, or -1 if the document ends first, and whether
// the tag closes its element.
func (s *Scanner) attributes(p int) (end int, empty bool) {
	data := s.data
	for {
		for p < len(data) && isBlank(data[p]) {
			p++
		}
		if p == len(data) {
			return -1, false
		}
		switch c := data[p]; {
		case c == '>':
			return p + 1, false
		case c == '/':
			if p+1 < len(data) && data[p+1] == '>' {
				return p + 2, true
			}
			p++
		case c == '<':
			s.issues.Add(activity.Repaired, "xml-tag", "a tag was not closed: treated as closed")
			return p, false
		default:
			if p = s.attribute(p); p < 0 {
				return -1, false
			}
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// attribute reads one attribute at p, with or without quotes. It returns the position
// after it, or -1 if the document ends first.
func (s *Scanner) attribute(p int) int {
	data, from := s.data, p
	if data[p] == '=' {
		p++ // always move on
	}
	for p < len(data) && !endsName[data[p]] {
		p++
	}
	name := data[from:p]
	for p < len(data) && isBlank(data[p]) {
		p++
	}
	if p == len(data) || data[p] != '=' {
		return orEnd(p, data)
	}
	for p++; p < len(data) && isBlank(data[p]); {
		p++
	}
	if p == len(data) {
		return -1
	}
	return s.attributeValue(name, p)
}

// attributeValue reads the value at p and keeps the attribute.
func (s *Scanner) attributeValue(name []byte, p int) int {
	data, quote := s.data, s.data[p]
	from := p
	if quote == '"' || quote == '\'' {
		p++
		from = p
		for p < len(data) && data[p] != quote && data[p] != '<' {
			p++
		}
	} else {
		for p < len(data) && !endsValue(data[p:]) {
			p++
		}
	}
	if p == len(data) {
		return -1
	}
	if len(s.attrs) < maxAttrs {
		s.attrs = append(s.attrs, attr{name, data[from:p]})
	}
	if data[p] == quote {
		p++
	}
	return p
}

// endsValue reports whether an attribute value without quotes ends at rest.
func endsValue(rest []byte) bool {
	return isBlank(rest[0]) || rest[0] == '>' || rest[0] == '<' || bytes.HasPrefix(rest, []byte("/>"))
}

// orEnd returns p, or -1 at the end of data.
func orEnd(p int, data []byte) int {
	if p == len(data) {
		return -1
	}
	return p
}

// endTag reads an end tag at pos and closes the elements that it ends.
func (s *Scanner) endTag() (Kind, bool) {
	from := s.pos + 2
	if n := len(s.open); n > 0 && s.over == 0 {
		top := s.open[n-1].name
		if end := from + len(top); end < len(s.data) && s.data[end] == '>' && bytes.Equal(s.data[from:end], top) {
			s.pos = end + 1
			s.toPop = 1
			return s.closeTop(), true
		}
	}
	i := bytes.IndexAny(s.data[from:], "<>")
	if i < 0 {
		s.pos, s.cut = len(s.data), true
		return EOF, false
	}
	if s.pos = from + i; s.data[s.pos] == '>' {
		s.pos++
	}
	if s.over > 0 {
		s.over--
		return EOF, false
	}
	return s.closeNamed(bytes.Trim(s.data[from:from+i], blanks))
}

// closeNamed closes the innermost open element of the name and all elements inside it. It
// ignores an end tag without an open element.
func (s *Scanner) closeNamed(name []byte) (Kind, bool) {
	for k := len(s.open) - 1; k >= 0; k-- {
		if !bytes.Equal(s.open[k].name, name) {
			continue
		}
		s.toPop = len(s.open) - k
		if s.toPop > 1 {
			s.issues.Add(activity.Repaired, "xml-unclosed", "an element was still open at the end of the element around it: closed there")
		}
		return s.closeTop(), true
	}
	s.issues.Add(activity.Repaired, "xml-stray-end", "an end tag closed nothing: ignored")
	return EOF, false
}
