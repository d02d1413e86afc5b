package html

import (
	"fmt"
	"slices"

	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// stripDays is the number of days in a strip: the long run's day and four days after it.
const stripDays = 5

// Sizes of the strips.
const (
	stripRow    = 32
	stripCell   = 30
	stripLeft   = 84 // left edge of the first day
	stripHead   = 20
	stripBlock  = 13 // most rows in one picture
	stripsShown = 2 * stripBlock
)

// strips shows each long run with the days after it, the latest first.
func strips(r *report.Report) *section {
	s := &section{ID: "strips", Heading: "After each long run"}
	rows := longRuns(r)
	s.Lead = "A row for each long run, the latest first. The letters show the hardest session of its day, the next day and three more days; the words show the session that counts."
	if slices.ContainsFunc(r.Table("LongRuns").Column("Left out").Cells, func(v report.Value) bool { return v.Text != "" }) {
		s.Lead += " The answer does not count a long run in a base week or before a day away."
	}
	s.Legend = legend(r)
	latest, earlier := rows[:min(stripsShown, len(rows))], rows[min(stripsShown, len(rows)):]
	for i, part := range blocks(len(latest), stripBlock) {
		s.Pictures = append(s.Pictures, stripBlockOf(r, latest[part.from:part.to], fmt.Sprint(i+1)))
	}
	for i, part := range blocks(len(earlier), stripBlock) {
		s.Earlier = append(s.Earlier, stripBlockOf(r, earlier[part.from:part.to], fmt.Sprintf("earlier-%d", i+1)))
	}
	s.EarlierName = fmt.Sprintf("%d earlier long runs", len(earlier))
	s.Tables = tables(newTable(r, "LongRuns", "Long runs", "Date", "Distance", "Moving time", "Pace", "HR", "Next day", "How easy", "Left out", "Key on schedule?", "Days to key", "Because"))
	return s
}

// longRuns returns the rows of the long runs, the latest first.
func longRuns(r *report.Report) (rows []int) {
	t := r.Table("LongRuns")
	for row := t.Rows - 1; row >= 0; row-- {
		if t.Column("Date").Cells[row].Known() {
			rows = append(rows, row)
		}
	}
	return rows
}

// stripBlockOf draws the strips of some long runs.
func stripBlockOf(r *report.Report, rows []int, block string) *picture {
	p := newPicture("strips-"+block, "Five days from each long run on", stripsDescription(r, rows), float64(stripHead+len(rows)*stripRow))
	for day, name := range [stripDays]string{"long", "next", "+2", "+3", "+4"} {
		p.write(stripLeft+float64(day*stripCell)+stripCell/2-1, 12, "s m2", name)
	}
	days := r.Table("Days")
	for i, row := range rows {
		y := float64(stripHead + i*stripRow)
		p.longRun(r, row, y)
		for day := range stripDays {
			at := int(endDay(r, row)-days.Column("Day").Cells[0].Day()) + day
			if at < days.Rows {
				p.dayCell(r, at, stripLeft+float64(day*stripCell), y, stripCell-2, stripRow-6, day > 1)
			}
		}
	}
	return p
}

// endDay returns the day on which a long run ended.
func endDay(r *report.Report, row int) unit.Day {
	return r.Table("LongRuns").Column("End day").Cells[row].Day()
}

// longRun writes the texts of a long run's strip.
func (p *picture) longRun(r *report.Report, row int, y float64) {
	t := r.Table("LongRuns")
	cell := func(column string) report.Value { return t.Column(column).Cells[row] }
	p.write(0, y+12, "t b", cell("Date").Day().Time().Format("2 Jan 06"))
	if d := cell("Distance"); d.Known() && !d.IsText() {
		p.write(0, y+24, "s", words(d, r.Units)+" "+r.Units.DistanceName())
	}
	x := float64(stripLeft + stripDays*stripCell + 6)
	next, remark := cell("Next day").Text, cell("Left out").Text
	if remark == "" {
		remark = cell("How easy").Text
	}
	if remark == "" {
		p.write(x, y+17, "t", next)
		return
	}
	p.write(x, y+12, "t", next)
	p.write(x, y+24, "s", remark)
}

// dayCell draws a day with its letter. A faint day is drawn pale.
func (p *picture) dayCell(r *report.Report, row int, x, y, w, h float64, faint bool) {
	days := r.Table("Days")
	mark, kind := days.Column("Mark").Cells[row], days.Column("Kind").Cells[row]
	if kind.Kind == report.KindPending {
		p.add(shape{Form: box, Class: "empty", X: number(x), Y: number(y), W: number(w), H: number(h), Tip: kind.Text})
		return
	}
	shapes := cellBox(markKind(mark, kind), x, y, w, h, words(mark, r.Units), dayTip(r, row))
	if faint {
		shapes[0].Class += " pale"
		shapes[1].Class = "m"
	}
	p.add(shapes...)
}

// markKind returns the kind of a day's letter. A day without a letter has the kind of the
// day.
func markKind(mark, day report.Value) report.Kind {
	for _, t := range report.Terms() {
		if t.Word == mark.Text {
			return t.Kind
		}
	}
	return day.Kind
}

// dayTip returns a description of a day: "Sun 26 Oct 2025: long run, 25.3 km in 2:10:00".
func dayTip(r *report.Report, row int) string {
	days := r.Table("Days")
	kind := days.Column("Kind").Cells[row].Text
	if session := nameOf(days.Column("Mark").Cells[row].Text); session != "" {
		kind = session
	}
	tip := words(days.Column("Day").Cells[row], r.Units) + ": " + kind
	if session := int(days.Column("Session").Cells[row].Num); session > 0 {
		tip += ", " + r.Table("Runs").Column("Measures").Cells[session-1].Text
	}
	return tip
}

// stripsDescription lists the days after the long runs in words.
func stripsDescription(r *report.Report, rows []int) string {
	t, text := r.Table("LongRuns"), ""
	for _, row := range rows {
		text += t.Column("Date").Cells[row].Day().Time().Format("2 Jan 2006") + ": " + t.Column("Next day").Cells[row].Text + ". "
	}
	return text
}
