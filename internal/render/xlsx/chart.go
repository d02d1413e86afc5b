package xlsx

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/formula"
	"dayafter/internal/render/palette"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// drawChart draws one chart. excelize places it and links it into the package. The part
// itself comes from our own template, because excelize v2.11.1 writes scatter charts that
// violate the schema, and charts without cached values, for which viewers that do not
// calculate show nothing.
func (b *book) drawChart(p *page, at chartPlace) error {
	b.charts++
	cell, _ := excelize.CoordinatesToCellName(at.col, at.row)
	err := b.file.AddChart(p.sheet.Name, cell, &excelize.Chart{
		Type:      excelize.Col,
		Series:    []excelize.ChartSeries{{Values: "A1"}},
		Dimension: excelize.ChartDimension{Width: uint(at.width), Height: uint(at.height)},
		Format:    excelize.GraphicOptions{AltText: at.chart.Alt, Positioning: "oneCell", OffsetX: at.offset},
	})
	if err != nil {
		return err
	}
	var part bytes.Buffer
	if err := chartPart.Execute(&part, b.chartModel(at.chart, at.width)); err != nil {
		return err
	}
	b.file.Pkg.Store(fmt.Sprintf("xl/charts/chart%d.xml", b.charts), part.Bytes())
	return nil
}

// chartModel holds the input of the chart's template.
type chartModel struct {
	Title       cached
	X, Y        axisModel
	Columns     []seriesModel // drawn as columns or bars
	Lines       []seriesModel // drawn as lines over them
	Dots        []seriesModel // drawn as dots
	Grouping    string        // "stacked" or "percentStacked"
	Direction   string        // "col" or "bar"
	Legend      bool
	Dense       bool // columns so thin that they touch
	Family, Ink string
}

// axisModel holds one axis.
type axisModel struct {
	Title, Format  string
	Backwards      bool   // larger values first
	Min, Max, Step string // "" leaves them to the program
}

// seriesModel holds one series.
type seriesModel struct {
	Index        int
	Name, Colour string
	Symbol       string // marker of dots
	Line         bool   // dots are joined by a line, without markers
	Pattern      string // pattern of columns, so that they do not differ by colour alone; "" for none
	X, Values    cached
}

// cached pairs a range with its values.
type cached struct {
	Range  string
	Format string
	Values []formula.Value
}

// symbols lists the markers of dots by series.
var symbols = []string{"circle", "diamond", "square", "triangle", "x", "star", "plus"}

// patterns lists the white patterns over columns by series.
var patterns = []string{"", "wdUpDiag", "", "wdDnDiag"}

// columnPixels is the least width of a column that is drawn with a border.
const columnPixels = 8

func (b *book) chartModel(ch *report.Chart, width int) chartModel {
	m := chartModel{
		Title: b.cached(ch.Title), X: axis(ch.X, b.report.Units), Y: axis(ch.Y, b.report.Units), Grouping: "stacked", Direction: "col",
		Legend: len(ch.Series) > 1, Family: fontName, Ink: ink,
	}
	switch ch.Kind {
	case report.StackedColumns:
		m.Dense = columnPixels*len(b.cached(ch.Categories).Values) > width
	case report.StackedShares:
		m.Grouping, m.Direction = "percentStacked", "bar"
		m.X.Backwards = true // the first row on top, as in its table
		m.Y.Format = formats[report.Share]
	}
	for i, s := range ch.Series {
		x, values := plotted(b.report, s)
		model := seriesModel{
			Index: i, Name: s.Name, Colour: palette.Series(&s, ink), Symbol: symbols[i%len(symbols)], Pattern: patterns[i%len(patterns)],
			X: b.cached(ch.Categories), Values: b.cached(values),
		}
		switch {
		case ch.Kind == report.Scatter:
			model.X, model.Line = b.cached(x), s.Line
			m.Dots = append(m.Dots, model)
		case s.Line:
			m.Lines = append(m.Lines, model)
		default:
			if m.Dense {
				model.Pattern = "" // Excel would take it for values
			}
			m.Columns = append(m.Columns, model)
		}
	}
	return m
}

func axis(a report.Axis, u unit.System) axisModel {
	format := formats[a.Quantity]
	if format == "" {
		format = "General"
	}
	m := axisModel{Title: a.Title, Format: format, Backwards: a.Quantity == report.Pace} // slower paces come first
	if a.From.Known() && a.To.Known() {
		from, to := a.From.Stored(u).Num, a.To.Stored(u).Num
		m.Min, m.Max = fmt.Sprint(min(from, to)), fmt.Sprint(max(from, to))
	}
	if a.Step.Known() {
		m.Step = fmt.Sprint(a.Step.Stored(u).Num)
	}
	return m
}

// cached returns the range of a column with its values.
func (b *book) cached(r formula.Ref) cached {
	if r.Table == "" {
		return cached{}
	}
	pl := b.places[r.Table]
	c := pl.columns[pl.at[r.Column]]
	format := formats[c.Quantity]
	if format == "" {
		format = "General"
	}
	return cached{b.locate(r), format, c.Stored}
}
