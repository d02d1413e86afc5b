package xlsx

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"

	"dayafter/internal/report"
)

// mends put right, part by part, what excelize v2.11.0 writes against the schema,
// in the order of a map, or by widths that it does not know, and add to sheets what
// it does not write.
func (b *book) mends() map[string]func([]byte) []byte {
	all := map[string]func([]byte) []byte{contentTypes: sortTypes, "xl/styles.xml": orderFonts}
	drawing := 0
	for i, p := range b.pages {
		if len(p.charts) > 0 {
			drawing++
			all[fmt.Sprintf("xl/drawings/drawing%d.xml", drawing)] = p.sizeCharts
		}
		all[sheetName(i)] = func(xml []byte) []byte { return b.complete(p, xml) }
	}
	return all
}

// sheetName is the name of the part that holds the i-th sheet.
func sheetName(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// complete adds to a sheet that columns are folded, without which Excel shows no
// sign to unfold them, and its trends.
func (b *book) complete(p *page, xml []byte) []byte {
	if slices.Contains(p.roles(), report.Detail) {
		xml = bytes.Replace(xml, []byte("<sheetFormatPr "), []byte(`<sheetFormatPr outlineLevelCol="1" `), 1)
	}
	if trends := b.trends[p.sheet.Name]; len(trends) > 0 {
		xml = append(bytes.TrimSuffix(xml, []byte(sheetEnd)), trendPart(trends)+sheetEnd...)
	}
	return xml
}

const sheetEnd = "</worksheet>"

var (
	anchorTo = regexp.MustCompile(`(?s)<xdr:to>.*?</xdr:to>`)
	anchor   = regexp.MustCompile(`xdr:twoCellAnchor[^>]*>`)
)

// emu is the number of English Metric Units in a pixel (914,400 an inch, 96 pixels an inch).
const emu = 9525

// sizeCharts anchors each chart by its place and size, not by the cell where it
// ends: columns between may be hidden, or as wide as the program likes.
func (p *page) sizeCharts(xml []byte) []byte {
	i := -1
	xml = anchorTo.ReplaceAllFunc(xml, func([]byte) []byte {
		i++
		return fmt.Appendf(nil, `<xdr:ext cx="%d" cy="%d"/>`, p.charts[i].width*emu, p.charts[i].height*emu)
	})
	return anchor.ReplaceAll(xml, []byte("xdr:oneCellAnchor>"))
}

// contentType is one entry of the content types: of a kind of file, or of a part.
var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*></(?:Default|Override)>`)

// sortTypes orders the content types: kinds of file, then parts by name.
func sortTypes(xml []byte) []byte {
	all := contentType.FindAll(xml, -1)
	slices.SortFunc(all, bytes.Compare)
	i := -1
	return contentType.ReplaceAllFunc(xml, func([]byte) []byte {
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
