package xlsx

import (
	"bytes"
	"regexp"
	"slices"
)

// mends put right, part by part, what excelize v2.11.0 writes against the schema
// or in the order of a map.
var mends = map[string]func([]byte) []byte{
	contentTypes:    sortOverrides,
	"xl/styles.xml": orderFonts,
}

var override = regexp.MustCompile(`<Override [^>]*></Override>`)

// sortOverrides orders the content types of the parts by name.
func sortOverrides(xml []byte) []byte {
	all := override.FindAll(xml, -1)
	slices.SortFunc(all, bytes.Compare)
	i := -1
	return override.ReplaceAllFunc(xml, func([]byte) []byte {
		i++
		return all[i]
	})
}

var (
	font      = regexp.MustCompile(`(?s)<font>(.*?)</font>`)
	fontChild = regexp.MustCompile(`<(\w+)[^>]*></\w+>`)
	// fontOrder is the order of CT_Font's children that validators ask for.
	fontOrder = []string{
		"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme",
	}
)

// orderFonts puts the children of every font into the schema's order.
func orderFonts(xml []byte) []byte {
	return font.ReplaceAllFunc(xml, func(f []byte) []byte {
		children := fontChild.FindAllSubmatch(f, -1)
		slices.SortStableFunc(children, func(a, b [][]byte) int {
			return slices.Index(fontOrder, string(a[1])) - slices.Index(fontOrder, string(b[1]))
		})
		out := []byte("<font>")
		for _, c := range children {
			out = append(out, c[0]...)
		}
		return append(out, "</font>"...)
	})
}
