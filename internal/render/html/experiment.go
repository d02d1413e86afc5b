package html

import (
	"fmt"
	"math"

	"dayafter/internal/report"
)

// experiment shows the runner's experiment; nil without a plan.
func experiment(r *report.Report) *section {
	if r.Table(report.ExperimentWords) == nil {
		return nil
	}
	said := func(column string) string { return text(r, report.ExperimentWords, column) }
	s := &section{ID: "experiment", Heading: said("Title"), Finding: said("Verdict"), Full: true}
	for _, column := range []string{"Holds", "Schedule", "Adherence", "Next"} {
		if t := said(column); t != "" {
			s.Lead += t + " "
		}
	}
	arms := r.Table(report.ExperimentArms).Column("Day after").Cells
	for i, draw := range armSymbols {
		s.Legend = append(s.Legend, swatch{Kind: className(arms[i].Kind), Symbol: draw(6, 6, dotSize), Name: arms[i].Text})
	}
	s.Pictures = []*picture{coinStrip(r, arms)}
	for _, p := range []*picture{pairs(r, arms), intervals(r)} {
		if p != nil {
			s.Pictures = append(s.Pictures, p)
		}
	}
	s.Tables = tables(
		newTable(r, report.ExperimentEffects, r.Table(report.ExperimentEffects).Title, "Analysis", "Pairs", "Difference", "From", "To", "p"),
		newTable(r, report.ExperimentArms, "What you did", "Day after", "Asked for", "Done as planned", "Next key on schedule", "of", "Holds?"),
		newTable(r, report.ExperimentWeeks, "The weeks of the experiment", "Week of", "Pair", "Day after", "The coin says", "Came", "Done", report.HeartAtSpeed, "Next key"),
		newTable(r, report.ExperimentPromises, r.Table(report.ExperimentPromises).Title, "True difference", "Found in"),
	)
	return s
}

// armSymbols holds the outlines of the dots of both arms.
var armSymbols = [2]func(x, y, r float64) string{disc, square}

// armOf returns the number of the arm that a week's coin asks for; -1 if the week does not
// count.
func armOf(week report.Value, arms []report.Value) int {
	for i, a := range arms {
		if a.Text == week.Text {
			return i
		}
	}
	return -1
}

// Sizes of the strip of weeks.
const (
	coinLeft = 46
	coinStep = 28
	coinSize = 24
	coinMost = 10 // boxes in a row: an even number, so that both weeks of a pair lie in one row
)

// coinStrip draws a box for each week: full if the runner did what the coin says, pale if
// not, empty if the day lies in the future or does not count.
func coinStrip(r *report.Report, arms []report.Value) *picture {
	t := r.Table(report.ExperimentWeeks)
	p := newPicture("coin", "What the coin said, week by week", text(r, report.ExperimentWords, "Adherence"), 0)
	p.write(0, 11, "s", "Each box is a week: full if you did what the coin says,")
	p.write(0, 25, "s", "pale if not, dashed if it lies in the future or does not count.")
	y := 36.0
	for row := range t.Rows {
		column := row % coinMost
		if column == 0 && row > 0 {
			y += coinStep + 4
		}
		if column == 0 {
			p.write(0, y+16, "s", t.Column("Week of").Cells[row].Day().Time().Format("2 Jan"))
		}
		week, done := t.Column("The coin says").Cells[row], t.Column("Done").Cells[row].Text
		tip := fmt.Sprintf("%s: %s. %s", words(t.Column("Day after").Cells[row], r.Units), week.Text, done)
		p.add(coinBox(week, done, arms, coinLeft+float64(column*coinStep), y, tip)...)
	}
	p.Height = number(y + coinStep)
	return p
}

// coinBox returns the box of a week, with the mark of its arm.
func coinBox(week report.Value, done string, arms []report.Value, x, y float64, tip string) []shape {
	empty := shape{Form: box, Class: "empty", X: number(x), Y: number(y), W: coinSize, H: coinSize, Tip: tip}
	arm := armOf(week, arms)
	if arm < 0 {
		return []shape{empty}
	}
	mark := shape{Form: path, Class: "mark", Text: armSymbols[arm](x+coinSize/2, y+coinSize/2, dotSize), Tip: tip}
	if done == report.NotYet {
		return []shape{empty, mark}
	}
	kind := className(arms[arm].Kind)
	full := shape{Form: box, Class: "f-" + kind, X: number(x), Y: number(y), W: coinSize, H: coinSize, Tip: tip}
	if done != report.AsPlanned && done != report.NotVisible {
		full.Class += " pale"
	} else {
		mark.Class = "i-" + kind
	}
	return []shape{full, mark}
}

// pairs draws the outcomes of both weeks of each pair, joined by a line; nil without any.
func pairs(r *report.Report, arms []report.Value) *picture {
	t := r.Table(report.ExperimentWeeks)
	last, most := 0.0, 0.0
	for row, v := range t.Column(report.HeartAtSpeed).Cells {
		if pair := t.Column("Pair").Cells[row]; pair.Known() {
			last = max(last, pair.Num)
			most = max(most, math.Abs(v.Num))
		}
	}
	if most == 0 {
		return nil
	}
	p := newPicture("pairs", "The two weeks of each pair", "Dots of each week's heart rate at a given speed. Two weeks of a pair are joined by a line.", plotHeight)
	x := scale{from: 0, to: last + 1, low: plotLeft, high: plotRight, step: 1}
	most = max(1, math.Ceil(100*most))
	y := scale{from: -most, to: most, low: plotBottom, high: plotTop, step: 1}
	p.write(0, 11, "s", "heart rate below usual at the same speed, %: higher is better")
	for _, v := range y.ticks(8) {
		p.add(shape{Form: rule, Class: "grid", X: plotLeft, Y: number(y.at(v)), W: plotRight - plotLeft})
		p.write(plotLeft-5, y.at(v)+4, "s e", signed(v))
	}
	for _, v := range x.ticks(14) {
		if v >= 1 && v <= last {
			p.write(x.at(v), plotBottom+15, "s m2", fmt.Sprintf("%.0f", v))
		}
	}
	p.write((plotLeft+plotRight)/2, plotBottom+34, "s m2", "pair of weeks")
	p.joined(t, r, arms, x, y)
	return p
}

// joined draws the dots of all weeks, over the lines that join them.
func (p *picture) joined(t *report.Table, r *report.Report, arms []report.Value, x, y scale) {
	first := map[float64]float64{}
	var dots []shape
	for row, v := range t.Column(report.HeartAtSpeed).Cells {
		pair, week := t.Column("Pair").Cells[row], t.Column("The coin says").Cells[row]
		arm := armOf(week, arms)
		if !v.Known() || !pair.Known() || arm < 0 {
			continue
		}
		at := y.at(100 * v.Num)
		if other, ok := first[pair.Num]; ok {
			p.add(shape{Form: rule, Class: "join", X: number(x.at(pair.Num)), Y: number(other), H: number(at - other)})
		}
		first[pair.Num] = at
		dots = append(dots, shape{
			Form: path, Class: "dot f-" + className(arms[arm].Kind), Text: armSymbols[arm](x.at(pair.Num), at, dotSize),
			Tip: fmt.Sprintf("%s: %s, %s", words(t.Column("Week of").Cells[row], r.Units), week.Text, words(v, r.Units)),
		})
	}
	p.add(dots...)
}

// signed returns a percentage with its sign.
func signed(v float64) string {
	if v == 0 {
		return "0"
	}
	return fmt.Sprintf("%+.0f", v)
}

// intervals draws the differences that both analyses give, with their intervals; nil
// without a result.
func intervals(r *report.Report) *picture {
	t := r.Table(report.ExperimentEffects)
	most := 0.0
	for _, name := range []string{"From", "To"} {
		for _, v := range t.Column(name).Cells {
			most = max(most, 100*math.Abs(v.Num))
		}
	}
	if most == 0 {
		return nil
	}
	const left, rowHeight, top = 62, 36, 24
	p := newPicture("intervals", "How large the difference is", t.Title, 0)
	x := scale{from: -math.Ceil(most), to: math.Ceil(most), low: left, high: plotRight, step: 1}
	arms := r.Table(report.ExperimentArms).Column("Day after").Cells
	p.write(left, 11, "s", "← "+arms[1].Text+" better")
	p.write(plotRight, 11, "s e", arms[0].Text+" better →")
	bottom := top + float64(t.Rows*rowHeight)
	for _, v := range x.ticks(8) {
		class := "grid"
		if v == 0 {
			class = "mean"
		}
		p.add(shape{Form: rule, Class: class, X: number(x.at(v)), Y: top, H: number(bottom - top)})
		p.write(x.at(v), bottom+15, "s m2", signed(v))
	}
	for row := range t.Rows {
		y := top + float64(row*rowHeight) + rowHeight/2
		p.write(0, y+4, "t", t.Column("Analysis").Cells[row].Text)
		from, to, mean := t.Column("From").Cells[row], t.Column("To").Cells[row], t.Column("Difference").Cells[row]
		if !from.Known() || !to.Known() {
			p.write(left+4, y+4, "s", "too few pairs")
			continue
		}
		p.add(
			shape{Form: box, Class: "f-long", X: number(x.at(100 * from.Num)), Y: number(y - 3), W: number(x.at(100*to.Num) - x.at(100*from.Num)), H: 6},
			shape{Form: path, Class: "dot f-long", Text: disc(x.at(100*mean.Num), y, dotSize+2), Tip: words(mean, r.Units)},
		)
	}
	p.write(plotRight, bottom+32, "s e", "difference in heart rate, %, with its 95 % interval")
	p.Height = number(bottom + 38)
	return p
}
