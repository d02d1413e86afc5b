package decodetest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// IsPlainXML reports whether data is one well-formed XML document in which no element
// holds both text and elements, so that all readers find the same values in it.
func IsPlainXML(data []byte) bool {
	type element struct{ text, children bool }
	open := []element{{}} // the document itself
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return errors.Is(err, io.EOF) && len(open) == 1 && !open[0].text
		}
		last := &open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			last.children = true
			open = append(open, element{})
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text = last.text || strings.TrimSpace(string(t)) != ""
		}
		if last.text && last.children {
			return false
		}
	}
}
