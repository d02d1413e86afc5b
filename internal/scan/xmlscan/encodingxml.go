package xmlscan

import (
	"encoding/xml"
	"io"
)

// XML returns the current token as one of encoding/xml, for a library that reads through an
// xml.TokenReader. Names consist of a prefix and a local name; texts are repaired. At the
// end it returns io.EOF.
func (s *Scanner) XML() (xml.Token, error) {
	switch s.kind {
	case Start:
		start := xml.StartElement{Name: s.xmlName(s.name)}
		for _, a := range s.attrs {
			start.Attr = append(start.Attr, xml.Attr{Name: s.xmlName(a.name), Value: s.String(a.value)})
		}
		return start, nil
	case End:
		return xml.EndElement{Name: s.xmlName(s.name)}, nil
	case Text:
		return xml.CharData(s.String(s.raw)), nil
	}
	return nil, io.EOF
}

// xmlName splits a name at its prefix. Long names are cut in the same way as texts.
func (s *Scanner) xmlName(name []byte) xml.Name {
	local := localName(name)
	space := name[:len(name)-len(local)]
	if len(space) > 0 {
		space = space[:len(space)-1]
	}
	return xml.Name{Space: s.String(space), Local: s.String(local)}
}
