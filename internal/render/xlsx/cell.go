package xlsx

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"dayafter/internal/formula"
)

// cell holds the content and style of one cell. This package writes cells itself,
// because excelize takes five times as long: see reports/performance.md.
type cell struct {
	used    bool
	style   int
	value   formula.Value
	formula *rowFormula // nil for constants
}

// append appends the cell to the XML as the element c of ECMA-376 part 1, §18.3.1.4.
func (c *cell) append(xml []byte, column string, row int) []byte {
	if !c.used {
		return xml
	}
	xml = append(xml, `<c r="`...)
	xml = append(xml, column...)
	xml = strconv.AppendInt(xml, int64(row), 10)
	if c.style != 0 {
		xml = append(xml, `" s="`...)
		xml = strconv.AppendInt(xml, int64(c.style), 10)
	}
	xml = append(xml, c.kind()...)
	if c.formula != nil {
		xml = c.formula.append(xml, row)
	}
	return append(c.appendValue(xml), "</c>"...)
}

// kind returns the end of the cell's tag, with the attribute of its type.
func (c *cell) kind() string {
	switch {
	case c.value.Kind == formula.Bool:
		return `" t="b">`
	case c.value.Kind == formula.Number:
		return `">`
	case c.formula != nil:
		return `" t="str">`
	case c.value.Kind == formula.Empty:
		return `">`
	}
	return `" t="inlineStr">`
}

// append adds the formula of a cell in the row.
func (s *rowFormula) append(xml []byte, row int) []byte {
	xml = append(xml, "<f>"...)
	for i, offset := range s.offsets {
		xml = append(xml, s.texts[i]...)
		xml = strconv.AppendInt(xml, int64(row+offset), 10)
	}
	xml = append(xml, s.texts[len(s.offsets)]...)
	return append(xml, "</f>"...)
}

// appendValue adds the value: the cached result of a formula, or an inline string.
func (c *cell) appendValue(xml []byte) []byte {
	v := c.value
	switch v.Kind {
	case formula.Number, formula.Bool:
		xml = append(xml, "<v>"...)
		xml = strconv.AppendFloat(xml, v.Num, 'f', -1, 64)
		return append(xml, "</v>"...)
	case formula.Empty:
		return xml
	}
	if c.formula != nil {
		if v.Str == "" {
			return xml
		}
		xml = append(xml, "<v>"...)
		return append(appendText(xml, v.Str), "</v>"...)
	}
	open := "<is><t>"
	if strings.TrimSpace(v.Str) != v.Str {
		open = `<is><t xml:space="preserve">`
	}
	xml = append(xml, open...)
	return append(appendText(xml, v.Str), "</t></is>"...)
}

// escapeLike matches text that programs would decode as an escaped character: ST_Xstring,
// ECMA-376 part 1, §22.9.2.19.
var escapeLike = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// appendText adds text to the XML.
func appendText(out []byte, s string) []byte {
	if strings.Contains(s, "_x") {
		s = escapeLike.ReplaceAllString(s, "_x005F$0")
	}
	if plain(s) {
		return append(out, s...)
	}
	b := bytes.NewBuffer(out)
	_ = xml.EscapeText(b, []byte(s)) // a Buffer never fails
	return b.Bytes()
}

// plain reports whether the text needs no escaping in XML.
func plain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c > '~', c == '"', c == '\'', c == '&', c == '<', c == '>':
			return false
		}
	}
	return true
}
