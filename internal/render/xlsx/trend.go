package xlsx

import (
	"fmt"
	"strings"
)

// trend is a sparkline: a column drawn small in one cell.
type trend struct{ values, cell string }

// trendPart returns a sheet's sparklines as the extension of [MS-XLSX] 2.3.7. excelize
// v2.11.1 loses the sparklines of streamed sheets, so repairs adds them at the end of
// the sheet.
func trendPart(all []trend) string {
	var b strings.Builder
	b.WriteString(`<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">` +
		`<x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">` +
		`<x14:sparklineGroup manualMin="0" type="column" displayEmptyCellsAs="gap" minAxisType="custom"><x14:colorSeries rgb="FF` + navy + `"/><x14:sparklines>`)
	for _, t := range all {
		fmt.Fprintf(&b, `<x14:sparkline><xm:f>%s</xm:f><xm:sqref>%s</xm:sqref></x14:sparkline>`, escape(t.values), t.cell)
	}
	b.WriteString(`</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>`)
	return b.String()
}
