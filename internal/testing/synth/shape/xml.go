package shape

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// node is an element of a document. Its text form is NAME@ATTRIBUTE…:KIND(CHILDREN).
type node struct {
	name       string
	attributes []string
	kind       string // kind of its text
	children   []*node
	form       string         // the finished element as text
	seen       map[string]int // how often each form occurs among the children
}

// Kinds of text.
const (
	noText   = "e"
	number   = "n"
	utcTime  = "z" // 2025-06-01T05:00:00Z
	fineTime = "f" // 2025-06-01T05:00:00.000Z
	zoneTime = "o" // 2025-06-01T07:00:00+02:00
	bareTime = "b" // 2025-06-01T05:00:00
	word     = "w"
)

// ofXML returns the structure of an XML document as far as encoding/xml reads it.
func ofXML(file []byte) string {
	if utf8, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), file); err == nil {
		file = utf8
	}
	d := xml.NewDecoder(bytes.NewReader(file))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	top := &node{seen: map[string]int{}}
	open := []*node{top}
	for {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, newNode(t))
		case xml.EndElement:
			if len(open) > 1 {
				open = open[:len(open)-1]
				open[len(open)-1].adopt(last)
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(t)); text != "" && len(open) > 1 {
				last.kind = kindOf(text)
			}
		}
	}
	for len(open) > 1 { // the document ends early
		last := open[len(open)-1]
		open = open[:len(open)-1]
		open[len(open)-1].adopt(last)
	}
	var forms []string
	for _, c := range top.children {
		forms = append(forms, c.form)
	}
	return strings.Join(forms, " ")
}

func newNode(t xml.StartElement) *node {
	n := &node{name: prefixed(t.Name), kind: noText, seen: map[string]int{}}
	for _, a := range t.Attr {
		name := prefixed(a.Name)
		if name == "version" {
			name += "=" + strings.Map(plain, a.Value)
		}
		n.attributes = append(n.attributes, name)
	}
	return n
}

// plain keeps the letters, digits and points of a version.
func plain(r rune) rune {
	if strings.ContainsRune(".0123456789", r) {
		return r
	}
	return -1
}

func prefixed(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// adopt appends a finished child, unless enough children have the same form.
func (n *node) adopt(child *node) {
	child.form = child.text()
	if n.seen[child.form]++; n.seen[child.form] <= kept {
		n.children = append(n.children, child)
	}
}

// text returns the element as text.
func (n *node) text() string {
	var b strings.Builder
	b.WriteString(n.name)
	for _, a := range n.attributes {
		b.WriteString("@" + a)
	}
	if n.kind != noText {
		b.WriteString("~" + n.kind)
	}
	if len(n.children) == 0 {
		return b.String()
	}
	b.WriteString("(")
	for i, c := range n.children {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(c.form)
	}
	b.WriteString(")")
	return b.String()
}

// kindOf returns the kind of a text.
func kindOf(text string) string {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return number
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		switch _, offset := at.Zone(); {
		case offset != 0:
			return zoneTime
		case strings.Contains(text, "."):
			return fineTime
		}
		return utcTime
	}
	if _, err := time.Parse("2006-01-02T15:04:05", text); err == nil {
		return bareTime
	}
	return word
}
