package xlsx

import (
	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// drawChart draws one chart.
func (b *book) drawChart(p *page, at chartPlace) error {
	ch := at.chart
	font := excelize.Font{Family: fontName, Size: 9, Color: ink}
	out := &excelize.Chart{
		Type:      excelize.ColStacked,
		Dimension: excelize.ChartDimension{Width: at.width, Height: at.height},
		Title: excelize.ChartTitle{
			Formula: b.locate(ch.Title, 0),
			Font:    &excelize.Font{Family: fontName, Size: 11, Bold: true, Color: ink},
		},
		Legend:       excelize.ChartLegend{Position: "top", Font: &font},
		XAxis:        excelize.ChartAxis{Font: font, Title: axisTitle(ch.X)},
		YAxis:        excelize.ChartAxis{Font: font, Title: axisTitle(ch.Y), MajorGridLines: true},
		Format:       excelize.GraphicOptions{AltText: ch.Alt},
		ShowBlanksAs: "gap",
	}
	for _, s := range ch.Series {
		out.Series = append(out.Series, excelize.ChartSeries{
			Name:       `"` + s.Name + `"`,
			Categories: b.locate(ch.Categories, 0),
			Values:     b.locate(s.Values, 0),
			Fill:       solid(palette[s.Colour].fill),
		})
	}
	cell, _ := excelize.CoordinatesToCellName(at.col, at.row)
	return b.file.AddChart(p.sheet.Name, cell, out)
}

func axisTitle(a report.Axis) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{
		{Text: a.Title, Font: &excelize.Font{Family: fontName, Size: 9, Color: faint}},
	}}
}
