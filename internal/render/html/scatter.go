package html

import (
	"fmt"

	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Sizes of a chart with axes.
const (
	plotLeft   = 34
	plotRight  = width - 16
	plotTop    = 24
	plotBottom = 220
	plotHeight = 262
	dotSize    = 5
)

// symbols holds the outlines of dots by kind, so that no reader needs the colours.
var symbols = map[report.Kind]func(x, y, r float64) string{
	report.KindRecovery: disc, report.KindDrifted: triangle, report.KindHard: square, report.KindUnclear: diamond,
}

// nextRuns draws the runs of the next days: pace against heart rate.
func nextRuns(r *report.Report) *section {
	question := report.EasyEnough
	s := &section{ID: "next-runs", Heading: question.Text, Finding: text(r, "Verdict", question.Column)}
	p, drawn := scatter(r, r.NextRuns)
	if drawn == 0 {
		s.Lead = "No next-day run has both a pace and a heart rate to draw."
		return s
	}
	s.Lead = "Each mark is a run on the day after a long run. Lower means a lower heart rate, further left means a slower pace. The dashed lines around the field named easy are your limits for easy running on the last day of these files; each run was judged by the limits of its own day."
	if advises(r.NextRuns) {
		s.Lead += " The lines around the field named recovery are the limits advised for your next recovery run."
	}
	s.Pictures = []*picture{p}
	for _, series := range r.NextRuns.Series {
		if draw := symbols[series.Kind]; draw != nil && rowsOf(r, &series) > 0 {
			s.Legend = append(s.Legend, swatch{Kind: className(series.Kind), Symbol: draw(6, 6, dotSize), Name: series.Name})
		}
	}
	after := r.Table("Runs").Column("After long").Cells
	s.Lead += notDrawn(r, ones(after)-drawn)
	s.Tables = tables(newTableOf(r, "Runs", "Runs on the day after a long run", func(row int) bool { return after[row].Num == 1 },
		"Date", "Class", "Distance", "Moving time", "Pace", "GAP", "HR", "Easy ceiling", "Above ceiling", "Ease", "Because"))
	return s
}

// notDrawn returns a sentence on the runs that the chart leaves out, and why; "" if there
// are none.
func notDrawn(r *report.Report, left int) (words string) {
	t, hard := r.Table("Runs"), 0
	for row, after := range t.Column("After long").Cells {
		if after.Num == 1 && t.Column("Ease").Cells[row].Text == season.HardEase.String() {
			hard++
		}
	}
	if hard > 0 {
		words = fmt.Sprintf(" Not drawn, because a mean hides the fast parts: %d hard.", hard)
	}
	if left > hard {
		words += fmt.Sprintf(" Not drawn, because the pace or the heart rate is missing: %d.", left-hard)
	}
	return words
}

// ones returns how many of the values are 1.
func ones(values []report.Value) (n int) {
	for _, v := range values {
		if v.Num == 1 {
			n++
		}
	}
	return n
}

// rowsOf returns how many rows of its table a series draws.
func rowsOf(r *report.Report, s *report.Series) (n int) {
	t := r.Table(s.Values.Table)
	for row := range t.Rows {
		if s.Draws(t, row) && t.Column(s.X.Column).Cells[row].Known() && t.Column(s.Values.Column).Cells[row].Known() {
			n++
		}
	}
	return n
}

// scatter draws a chart of dots, and returns the number of dots.
func scatter(r *report.Report, ch *report.Chart) (p *picture, drawn int) {
	p = newPicture("scatter", "Pace against heart rate", ch.Alt, plotHeight)
	x := newScale(ch.X, r.Units, plotLeft, plotRight)
	y := newScale(ch.Y, r.Units, plotBottom, plotTop)
	p.corners(ch, x, y)
	p.axes(ch, x, y)
	for i := range ch.Series {
		s := &ch.Series[i]
		t := r.Table(s.Values.Table)
		for row := range t.Rows {
			across, up := t.Column(s.X.Column).Cells[row], t.Column(s.Values.Column).Cells[row]
			if !s.Draws(t, row) || !across.Known() || !up.Known() {
				continue
			}
			draw := symbols[s.Kind]
			if draw == nil {
				draw = diamond
			}
			p.add(shape{
				Form: path, Class: "dot f-" + className(s.Kind), Text: draw(x.at(plotted(across, r.Units)), y.at(up.Num), dotSize),
				Tip: fmt.Sprintf("%s: %s, %s, %s bpm", words(t.Column("Date").Cells[row], r.Units), s.Name, words(across, r.Units)+" /"+r.Units.DistanceName(), words(up, r.Units)),
			})
			drawn++
		}
	}
	p.limits(ch, x, y)
	return p, drawn
}

// corners shades the area of easy runs and the area of the advised recovery run. It puts
// their names where the areas do not hide them.
func (p *picture) corners(ch *report.Chart, x, y scale) {
	if right, top := p.corner("easy", ch.X.Limit, ch.Y.Limit, x, y); right > 0 {
		p.write(right-6, top+14, "s e", "easy")
	}
	if !advises(ch) {
		return
	}
	if right, _ := p.corner("advised", ch.X.Advised, ch.Y.Advised, x, y); right > 0 {
		p.write(plotLeft+6, plotBottom-8, "s", "recovery")
	}
}

// advises reports whether the limits of the advised run differ from those of easy running.
func advises(ch *report.Chart) bool {
	return ch.X.Advised != ch.X.Limit || ch.Y.Advised != ch.Y.Limit
}

// corner shades the area of runs slower than one limit and with a heart rate below the
// other. It returns the right and the upper edge of the area; 0 and 0 if both limits are
// missing.
func (p *picture) corner(class string, pace, heart report.Value, x, y scale) (right, top float64) {
	if !pace.Known() && !heart.Known() {
		return 0, 0
	}
	right, top = plotRight, plotTop
	if pace.Known() {
		right = x.at(plotted(pace, x.units))
	}
	if heart.Known() {
		top = y.at(heart.Num)
	}
	p.add(shape{Form: box, Class: class, X: plotLeft, Y: number(top), W: number(right - plotLeft), H: number(plotBottom - top)})
	return right, top
}

// limits draws the limits over the dots. It draws the limits of the advised run only if
// they differ from those of easy running. The labels of the paces are on the outer sides of
// their lines.
func (p *picture) limits(ch *report.Chart, x, y scale) {
	p.heartLimit(ch.Y.Limit, y)
	p.paceLimit(ch.X.Limit, x, 4, "s halo")
	if ch.Y.Advised != ch.Y.Limit {
		p.heartLimit(ch.Y.Advised, y)
	}
	if ch.X.Advised != ch.X.Limit {
		p.paceLimit(ch.X.Advised, x, -4, "s e halo")
	}
}

// heartLimit draws a line across the chart at a heart rate.
func (p *picture) heartLimit(limit report.Value, y scale) {
	if limit.Known() {
		at := y.at(limit.Num)
		p.add(shape{Form: rule, Class: "limit", X: plotLeft, Y: number(at), W: plotRight - plotLeft})
		p.write(plotRight-4, at-5, "s e halo", words(limit, y.units)+" bpm")
	}
}

// paceLimit draws a line up the chart at a pace, with its label beside it.
func (p *picture) paceLimit(limit report.Value, x scale, beside float64, class string) {
	if limit.Known() {
		at := x.at(plotted(limit, x.units))
		p.add(shape{Form: rule, Class: "limit", X: number(at), Y: plotTop, H: plotBottom - plotTop})
		p.write(at+beside, plotTop+10, class, words(limit, x.units)+" /"+x.units.DistanceName())
	}
}

// axes draws the lines of the axes with their labels and titles.
func (p *picture) axes(ch *report.Chart, x, y scale) {
	for _, v := range y.ticks(8) {
		p.add(shape{Form: rule, Class: "grid", X: plotLeft, Y: number(y.at(v)), W: plotRight - plotLeft})
		p.write(plotLeft-5, y.at(v)+4, "s e", fmt.Sprintf("%.0f", v))
	}
	for _, v := range x.ticks(6) {
		p.add(shape{Form: rule, Class: "grid", X: number(x.at(v)), Y: plotTop, H: plotBottom - plotTop})
		p.write(x.at(v), plotBottom+15, "s m2", unit.Clock(v))
	}
	p.write(plotLeft, plotBottom+34, "s", "← slower")
	p.write(plotRight, plotBottom+34, "s e", "faster →")
	p.write((plotLeft+plotRight)/2, plotBottom+34, "s m2", ch.X.Title)
	p.write(0, 11, "s", ch.Y.Title)
}

func disc(x, y, r float64) string {
	return fmt.Sprintf("M%.1f %.1fa%.1f %.1f 0 1 0 %.1f 0a%.1f %.1f 0 1 0 %.1f 0z", x-r, y, r, r, 2*r, r, r, -2*r)
}

func square(x, y, r float64) string {
	return fmt.Sprintf("M%.1f %.1fh%.1fv%.1fh%.1fz", x-r*0.9, y-r*0.9, r*1.8, r*1.8, -r*1.8)
}

func triangle(x, y, r float64) string {
	return fmt.Sprintf("M%.1f %.1fL%.1f %.1fH%.1fz", x, y-r*1.15, x+r*1.1, y+r*0.85, x-r*1.1)
}

func diamond(x, y, r float64) string {
	return fmt.Sprintf("M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fz", x, y-r*1.2, x+r*1.2, y, x, y+r*1.2, x-r*1.2, y)
}
