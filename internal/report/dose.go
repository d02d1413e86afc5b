package report

import (
	"fmt"
	"math"
	"slices"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Tables that the charts of the dose draw.
const (
	DosePoints = "DosePoints"
	doseEnds   = "DoseEnds"
	doseTitle  = "DoseTitle"
)

// HeartAtSpeed is the column of the only measure that can support a claim, in the tables of
// the dose and of an experiment.
const HeartAtSpeed = "Heart rate below usual"

// doseTables returns tables of how long and how hard the easy runs on the day after were,
// and how the following runs went; none without such a run.
func (b *builder) doseTables() []*Table {
	points := b.dosePoints()
	if len(points) == 0 {
		return nil
	}
	t := newTable(DosePoints, "Each recovery or easy run on the day after a hard run", Grid, len(points))
	t.day("Day", "", func(i int) unit.Day { return points[i].Day })
	t.number("Minutes", Decimal, "by the clock", func(i int) float64 { return round(points[i].Minutes, 1) })
	t.number("% of LTHR", Share, "mean heart rate", func(i int) float64 { return round(points[i].Share, 2) }).dashed()
	t.text("Intensity", "", func(i int) string { return points[i].intensity }).as(Working)
	t.number(HeartAtSpeed, Change, "at the same speed, early in the runs that followed; plus: a lower heart rate", func(i int) float64 {
		return round(points[i].Values[season.EarlyHeart]/100, 3)
	})
	return filled(b.doseTable(), b.doseWords(), b.doseTitleTable(len(points)), t, b.doseEndsTable(points))
}

// dosePoint is an easy run on the day after a hard run, with its intensity in words.
type dosePoint struct {
	season.DosePoint
	intensity string
	kind      Kind
}

// dosePoints returns the easy runs after which the early heart rate is known, in order of day.
func (b *builder) dosePoints() (points []dosePoint) {
	for i := range b.season.Next.Dose {
		d := &b.season.Next.Dose[i]
		name, kind := intensity(d)
		for _, p := range d.Points {
			if !math.IsNaN(p.Values[season.EarlyHeart]) {
				points = append(points, dosePoint{p, name, kind})
			}
		}
	}
	slices.SortStableFunc(points, func(a, b dosePoint) int { return int(a.Day - b.Day) })
	return points
}

// intensityKinds lists the kinds of the intensities, the lightest first.
var intensityKinds = []Kind{KindRecovery, KindEasy, KindHard, KindUnclear}

// intensity returns the words and the kind of a cell's intensity.
func intensity(d *season.Dose) (string, Kind) {
	words := fromTo(d.Share, d.ShareTo, 100)
	switch {
	case math.IsNaN(d.Share):
		return words, KindUnclear
	case d.Share == 0:
		return words + " % of LTHR", KindRecovery
	case math.IsInf(d.ShareTo, 1):
		return words + " % of LTHR", KindHard
	}
	return words + " % of LTHR", KindEasy
}

// doseTitleTable returns the title of the dose chart.
func (b *builder) doseTitleTable(n int) *Table {
	t := newTable(doseTitle, "", Lines, 1)
	t.text("Title", "", func(int) string {
		if math.IsNaN(b.season.Next.DoseLine.Slope) {
			return fmt.Sprintf("How long the next day's run was, and the runs that followed: %s, too few for a line (%d needed)", plural(n, "dot"), season.DoseLeast)
		}
		return "How long the next day's run was, and the heart rate at a given speed in the runs that followed"
	}).as(Working)
	return t
}

// doseEndsTable returns both ends of the line; no row without a line.
func (b *builder) doseEndsTable(points []dosePoint) *Table {
	line := &b.season.Next.DoseLine
	if math.IsNaN(line.Slope) {
		return newTable(doseEnds, "", Grid, 0)
	}
	minutes := make([]float64, len(points))
	for i := range points {
		minutes[i] = points[i].Minutes
	}
	ends := []float64{slices.Min(minutes), slices.Max(minutes)}
	t := newTable(doseEnds, "The line through them", Grid, len(ends))
	t.number("Minutes", Decimal, "", func(i int) float64 { return round(ends[i], 1) })
	t.number(HeartAtSpeed, Change, "on the line", func(i int) float64 { return round((line.Intercept+line.Slope/10*ends[i])/100, 4) })
	return t
}

// doseCharts returns the chart of dots, with a line if there are enough dots. It returns
// no chart without a dot.
func (b *builder) doseCharts() []*Chart {
	points := b.dosePoints()
	if len(points) == 0 {
		return nil
	}
	minutes, values := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		minutes[i], values[i] = p.Minutes, p.Values[season.EarlyHeart]
	}
	ch := &Chart{
		Kind: Scatter, Title: of(doseTitle, "Title"),
		X:   Axis{Title: "minutes by the clock", Quantity: Count, From: number(Count, 10*math.Floor(slices.Min(minutes)/10)), To: number(Count, 10*math.Ceil(slices.Max(minutes)/10+0.1)), Step: number(Count, 10)},
		Y:   Axis{Title: "lower than usual at the same speed", Quantity: Change, From: number(Change, math.Floor(slices.Min(values)-0.1)/100), To: number(Change, math.Ceil(slices.Max(values)+0.1)/100), Step: number(Change, 0.02)},
		Alt: "Dots of the minutes run on the day after a hard run against heart rate at a given speed in the runs that followed.", Beside: DosePoints,
	}
	for _, kind := range intensityKinds {
		if i := slices.IndexFunc(points, func(p dosePoint) bool { return p.kind == kind }); i >= 0 {
			name := points[i].intensity
			ch.Series = append(ch.Series, Series{
				Name: name, Kind: kind, X: of(DosePoints, "Minutes"), Values: of(DosePoints, HeartAtSpeed), Where: []Is{{"Intensity", name}},
			})
		}
	}
	if !math.IsNaN(b.season.Next.DoseLine.Slope) {
		ch.Series = append(ch.Series, Series{Name: "line", Kind: KindLong, X: of(doseEnds, "Minutes"), Values: of(doseEnds, HeartAtSpeed), Line: true})
	}
	return []*Chart{ch}
}

// Dose returns the chart of the dose; nil without a dot.
func (r *Report) Dose() *Chart {
	for _, s := range r.Sheets {
		for _, ch := range s.Charts {
			if ch.Title.Table == doseTitle {
				return ch
			}
		}
	}
	return nil
}

func (b *builder) doseTable() *Table {
	var cells []season.Dose
	for _, d := range b.season.Next.Dose {
		if d.N > 0 {
			cells = append(cells, d)
		}
	}
	t := newTable("Dose", "By how long and how hard the recovery or easy run was, after all hard runs of all years", Grid, len(cells))
	t.text("Minutes", "by the clock", func(i int) string { return cells[i].Name() })
	t.text("% of LTHR", "", func(i int) string { return fromTo(cells[i].Share, cells[i].ShareTo, 100) })
	t.number("n", Count, "", func(i int) float64 { return float64(cells[i].N) })
	for _, m := range season.Measures {
		if !slices.ContainsFunc(cells, func(d season.Dose) bool { return !math.IsNaN(d.Median[m]) }) && m != season.Primary {
			continue
		}
		t.text(title(m.String()), fmt.Sprintf("median; – below %d", season.MinArm), func(i int) string { return b.measured(m, cells[i].Median[m]) }).dashed()
	}
	return t
}

// doseWords describes the line of heart rate on minutes, if there are enough points to draw
// the line.
func (b *builder) doseWords() *Table {
	line := &b.season.Next.DoseLine
	if math.IsNaN(line.Slope) {
		return newTable("DoseWords", "", Lines, 0)
	}
	lower := "lower"
	if line.Slope < 0 {
		lower = "higher"
	}
	t := newTable("DoseWords", "", Lines, 1)
	t.text("Line", "", func(int) string {
		return fmt.Sprintf("On the days after %d hard runs, each ten minutes more went with a heart rate %.1f %% %s at the same speed in the runs that followed. The line is not tested against chance, and you chose the minutes: it shows no cause.",
			line.N, math.Abs(line.Slope), lower)
	})
	return t
}

// fromTo describes a range.
func fromTo(low, high, scale float64) string {
	switch {
	case math.IsNaN(low) && math.IsNaN(high):
		return "no heart rate"
	case math.IsInf(high, 1):
		return fmt.Sprintf("%.0f and more", low*scale)
	case low == 0:
		return fmt.Sprintf("below %.0f", high*scale)
	}
	return fmt.Sprintf("%.0f to %.0f", low*scale, high*scale)
}
