package xlsx

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"

	"dayafter/internal/report"
)

// repairs returns, by the name of a part, the function that corrects the part. excelize
// v2.11.1 writes content types in random order, anchors charts by column widths that it
// does not know, and leaves out the level of folded columns.
func (b *book) repairs() map[string]func([]byte) []byte {
	all := map[string]func([]byte) []byte{contentTypes: sortTypes}
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

// sheetName returns the name of the part that holds the i-th sheet.
func sheetName(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// complete adds the level of folded columns to a sheet, without which Excel shows no
// button to unfold them.
func (b *book) complete(p *page, xml []byte) []byte {
	if slices.Contains(p.roles(), report.Detail) {
		xml = bytes.Replace(xml, []byte("<sheetFormatPr "), []byte(`<sheetFormatPr outlineLevelCol="1" `), 1)
	}
	return xml
}

var (
	anchorTo = regexp.MustCompile(`(?s)<xdr:to>.*?</xdr:to>`)
	anchor   = regexp.MustCompile(`xdr:twoCellAnchor[^>]*>`)
)

// emu is a pixel in English Metric Units: 914,400 units and 96 pixels to the inch.
const emu = 9525

// sizeCharts anchors each chart by its position and size. excelize writes the cell in which
// a chart ends, but that cell depends on the widths that a program gives the columns.
func (p *page) sizeCharts(xml []byte) []byte {
	i := -1
	xml = anchorTo.ReplaceAllFunc(xml, func([]byte) []byte {
		i++
		return fmt.Appendf(nil, `<xdr:ext cx="%d" cy="%d"/>`, p.charts[i].width*emu, p.charts[i].height*emu)
	})
	return anchor.ReplaceAll(xml, []byte("xdr:oneCellAnchor>"))
}

// contentType matches one entry of the content types.
var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*></(?:Default|Override)>`)

// sortTypes sorts the content types: kinds of file, then parts by name.
func sortTypes(xml []byte) []byte {
	all := contentType.FindAll(xml, -1)
	slices.SortFunc(all, bytes.Compare)
	i := -1
	return contentType.ReplaceAllFunc(xml, func([]byte) []byte {
		i++
		return all[i]
	})
}
