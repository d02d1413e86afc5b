package html

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dayafter/internal/report"
)

// labelRoom is the least distance between the middles of two labels of columns.
const labelRoom = 40

// weeks draws the distance of each week by class.
func weeks(r *report.Report) *section {
	ch := chartOf(r, "Weeks")
	s := &section{ID: "weeks", Heading: "Distance a week", Finding: text(r, ch.Title.Table, ch.Title.Column) + "."}
	p := stackedColumns(r, ch)
	if p == nil {
		return s
	}
	s.Pictures = []*picture{p}
	for _, series := range slices.Backward(ch.Series) {
		if series.Line {
			s.Legend = append(s.Legend, swatch{Kind: "mean", Symbol: "M0 6h12", Name: series.Name})
		}
	}
	for _, series := range slices.Backward(ch.Series) { // in the order of the stack, from the top
		if !series.Line {
			s.Legend = append(s.Legend, swatch{Kind: className(series.Kind), Name: series.Name})
		}
	}
	s.Tables = tables(newTable(r, "Weeks", "Weeks", "Week of", "Runs", "Key runs", "Hard runs", "Recovery runs", "Long", "Key", "Easy", "Recovery", "Unknown", "Total", "Time", "Rule", "Kept"))
	return s
}

// chartOf returns the first chart of a sheet.
func chartOf(r *report.Report, sheet string) *report.Chart {
	for _, s := range r.Sheets {
		if s.Name == sheet {
			return s.Charts[0]
		}
	}
	return nil
}

// stackedColumns draws a column for each row of the chart's tables; nil when all are
// empty.
func stackedColumns(r *report.Report, ch *report.Chart) *picture {
	labels := r.Table(ch.Categories.Table).Column(ch.Categories.Column).Cells
	sums := make([]float64, len(labels))
	for _, s := range ch.Series {
		for row, v := range valuesOf(r, s) {
			if !s.Line && v > 0 {
				sums[row] += v
			}
		}
	}
	most := slices.Max(append(sums, 0))
	if most == 0 {
		return nil
	}
	p := newPicture("weeks-chart", "Distance each week by class", ch.Alt, plotBottom+24)
	step := niceStep(most / 5)
	y := scale{from: 0, to: math.Ceil(most/step) * step, low: plotBottom, high: plotTop, step: step}
	for _, v := range y.ticks(8) {
		p.add(shape{Form: rule, Class: "grid", X: plotLeft, Y: number(y.at(v)), W: plotRight - plotLeft})
		p.write(plotLeft-5, y.at(v)+4, "s e", fmt.Sprintf("%g", v))
	}
	p.write(0, 11, "s", ch.Y.Title)
	p.stack(r, ch, y, len(labels))
	p.columnLabels(labels)
	return p
}

// slot returns the left edge of a column and its width.
func slot(row, rows int) (x, w float64) {
	each := float64(plotRight-plotLeft) / float64(rows)
	gap := min(2, each/5)
	return plotLeft + each*float64(row) + gap/2, min(each-gap, 30)
}

// stack draws the columns from the axis upwards, and then the line over them.
func (p *picture) stack(r *report.Report, ch *report.Chart, y scale, rows int) {
	below, tips := make([]float64, rows), make([][]string, rows)
	for i := range ch.Series {
		s := ch.Series[i]
		if s.Line {
			continue
		}
		for row, v := range valuesOf(r, s) {
			if !(v > 0) {
				continue
			}
			x, w := slot(row, rows)
			top, bottom := y.at(below[row]+v), y.at(below[row])
			p.add(shape{Form: box, Class: "part f-" + className(s.Kind), X: number(x), Y: number(top), W: number(w), H: number(bottom - top)})
			if letter := letterOf(s.Name); w >= 12 && bottom-top >= 13 {
				p.write(x+w/2, (top+bottom)/2+4, "m i-"+className(s.Kind), letter)
			}
			below[row] += v
			tips[row] = append(tips[row], fmt.Sprintf("%s %.1f", s.Name, v))
		}
	}
	for row := range rows {
		x, w := slot(row, rows)
		week := words(r.Table(ch.Categories.Table).Column("Week of").Cells[row], r.Units)
		tip := fmt.Sprintf("Week of %s: %.1f %s. %s", week, below[row], r.Units.DistanceName(), strings.Join(tips[row], ", "))
		p.add(shape{Form: box, Class: "hover", X: number(x), Y: plotTop, W: number(w), H: plotBottom - plotTop, Tip: tip})
	}
	for _, s := range ch.Series {
		if s.Line {
			p.add(shape{Form: path, Class: "mean", Text: lineOf(valuesOf(r, s), y)})
		}
	}
}

// letterOf returns the letter of a class in the calendar.
func letterOf(class string) string { return strings.ToUpper(class[:1]) }

// valuesOf returns the values of a series in the reader's units; NaN where missing.
func valuesOf(r *report.Report, s report.Series) []float64 {
	cells := r.Table(s.Values.Table).Column(s.Values.Column).Cells
	values := make([]float64, len(cells))
	for i, v := range cells {
		values[i] = plotted(v, r.Units)
	}
	return values
}

// lineOf returns a line through the middles of the columns, broken where a value is
// missing.
func lineOf(values []float64, y scale) string {
	var b strings.Builder
	command := "M"
	for row, v := range values {
		if math.IsNaN(v) {
			command = "M"
			continue
		}
		x, w := slot(row, len(values))
		fmt.Fprintf(&b, "%s%.1f %.1f", command, x+w/2, y.at(v))
		command = "L"
	}
	return b.String()
}

// columnLabels writes as many labels as have room.
func (p *picture) columnLabels(labels []report.Value) {
	last := math.Inf(-1)
	for row, v := range labels {
		x, w := slot(row, len(labels))
		if middle := x + w/2; v.Known() && middle-last >= labelRoom {
			p.write(middle, plotBottom+15, "s m2", v.Text)
			last = middle
		}
	}
}

// niceStep returns the smallest number not below x that is 1, 2, 2.5 or 5 times a power of
// ten.
func niceStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range []float64{1, 2, 2.5, 5} {
		if n*power >= x {
			return n * power
		}
	}
	return 10 * power
}
