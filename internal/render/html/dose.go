package html

import (
	"fmt"
	"math"

	"dayafter/internal/report"
)

// dose shows how long and how hard the easy runs on next days were, and how the following
// runs went; nil if there are no such runs.
func dose(r *report.Report) *section {
	ch := r.Dose()
	if ch == nil {
		return nil
	}
	s := &section{
		ID: "dose", Heading: "How long and how easy?", Finding: text(r, "DoseWords", "Line"),
		Lead: "Each mark is a recovery or easy run on the day after a hard run, of all your years. Higher means a lower heart rate at the same speed in the runs that followed.",
	}
	if s.Finding == "" {
		s.Finding = text(r, ch.Title.Table, ch.Title.Column) + "."
	}
	for i := range ch.Series {
		if x := &ch.Series[i]; !x.Line {
			s.Legend = append(s.Legend, swatch{Kind: className(x.Kind), Symbol: doseSymbol(x.Kind)(6, 6, dotSize), Name: x.Name})
		}
	}
	s.Pictures = []*picture{doseDots(r, ch)}
	s.Tables = tables(
		newTable(r, "Dose", "By minutes and intensity", "Minutes", "% of LTHR", "n", report.HeartAtSpeed),
		newTable(r, report.DosePoints, "Run by run", "Day", "Minutes", "% of LTHR", report.HeartAtSpeed),
	)
	return s
}

// doseSymbols holds the outlines of dots by kind of intensity.
var doseSymbols = map[report.Kind]func(x, y, r float64) string{report.KindRecovery: disc, report.KindEasy: diamond, report.KindHard: square}

// doseSymbol returns the outline of the dots of an intensity.
func doseSymbol(k report.Kind) func(x, y, r float64) string {
	if draw := doseSymbols[k]; draw != nil {
		return draw
	}
	return triangle
}

// doseDots draws the dots, and the line if the chart has one.
func doseDots(r *report.Report, ch *report.Chart) *picture {
	p := newPicture("dose-dots", "Minutes on the next day against heart rate at a given speed afterwards", ch.Alt, plotHeight)
	x := scale{from: ch.X.From.Num, to: ch.X.To.Num, low: plotLeft, high: plotRight, step: ch.X.Step.Num}
	y := scale{from: 100 * ch.Y.From.Num, to: 100 * ch.Y.To.Num, low: plotBottom, high: plotTop, step: 1}
	p.write(0, 11, "s", "heart rate below usual at the same speed, %")
	for _, v := range y.ticks(8) {
		p.add(shape{Form: rule, Class: "grid", X: plotLeft, Y: number(y.at(v)), W: plotRight - plotLeft})
		p.write(plotLeft-5, y.at(v)+4, "s e", signed(v))
	}
	for _, v := range x.ticks(8) {
		p.write(x.at(v), plotBottom+15, "s m2", fmt.Sprintf("%.0f", v))
	}
	p.write((plotLeft+plotRight)/2, plotBottom+34, "s m2", ch.X.Title)
	for i := range ch.Series {
		s := &ch.Series[i]
		t := r.Table(s.Values.Table)
		across, up := t.Column(s.X.Column).Cells, t.Column(s.Values.Column).Cells
		if s.Line {
			x0, y0 := x.at(across[0].Num), y.at(100*up[0].Num)
			p.add(shape{Form: rule, Class: "mean", X: number(x0), Y: number(y0), W: number(x.at(across[1].Num) - x0), H: number(y.at(100*up[1].Num) - y0)})
			continue
		}
		for row := range t.Rows {
			if s.Draws(t, row) && across[row].Known() && up[row].Known() {
				p.add(shape{
					Form: path, Class: "dot f-" + className(s.Kind), Text: doseSymbol(s.Kind)(x.at(across[row].Num), y.at(100*up[row].Num), dotSize),
					Tip: fmt.Sprintf("%s: %.0f min, %s, %s", words(t.Column("Day").Cells[row], r.Units), math.Round(across[row].Num), s.Name, words(up[row], r.Units)),
				})
			}
		}
	}
	return p
}
