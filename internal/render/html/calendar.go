package html

import (
	"fmt"

	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// Sizes of the calendar.
const (
	calendarRow   = 24
	calendarCell  = 28
	calendarLeft  = 60
	calendarHead  = 20
	calendarBlock = 18 // most weeks in one picture
	calendarShown = 3 * calendarBlock
	weekDays      = 7
)

// calendar shows a row for each week. The last column repeats the first day of the next
// week.
func calendar(r *report.Report) *section {
	t := r.Table("CalendarWeeks")
	s := &section{
		ID: "calendar", Heading: "Week by week", Legend: legend(r),
		Lead: "The hardest session of each day. The lighter last column repeats the first day of the next week, so that a long run and the day after stand side by side.",
	}
	earlier := max(0, t.Rows-calendarShown)
	for i, part := range blocks(t.Rows-earlier, calendarBlock) {
		s.Pictures = append(s.Pictures, calendarBlockOf(r, earlier+part.from, earlier+part.to, fmt.Sprint(i+1)))
	}
	for i, part := range blocks(earlier, calendarBlock) {
		s.Earlier = append(s.Earlier, calendarBlockOf(r, part.from, part.to, fmt.Sprintf("earlier-%d", i+1)))
	}
	s.EarlierName = fmt.Sprintf("%d earlier weeks", earlier)
	s.Tables = tables(newTable(r, t.Name, "Calendar", columnNames(t)...))
	return s
}

// columnNames lists the shown columns of a table.
func columnNames(t *report.Table) (names []string) {
	for _, c := range t.Columns {
		if c.Role != report.Working {
			names = append(names, c.Name)
		}
	}
	return names
}

// calendarBlockOf draws the weeks of the rows [from, to).
func calendarBlockOf(r *report.Report, from, to int, block string) *picture {
	t := r.Table("CalendarWeeks")
	first, last := t.Column("Week of").Cells[from], t.Column("Week of").Cells[to-1]
	p := newPicture("calendar-"+block, "Calendar", fmt.Sprintf(
		"The weeks from %s to %s, a row each, with a letter for the hardest session of each day.", words(first, r.Units), words(last, r.Units)),
		float64(calendarHead+(to-from)*calendarRow))
	for day := range weekDays + 1 {
		name := t.Columns[day+1].Name
		p.write(calendarX(day)+calendarCell/2-1, 12, "s m2", name)
	}
	p.write(width, 12, "s e", r.Units.DistanceName())
	for row := from; row < to; row++ {
		y := float64(calendarHead + (row-from)*calendarRow)
		week := t.Column("Week of").Cells[row].Day()
		p.write(0, y+15, "s", week.Time().Format("2 Jan 06"))
		for day := range weekDays + 1 {
			if at, within := dayRow(r, week+unit.Day(day)); within {
				p.dayCell(r, at, calendarX(day), y, calendarCell-2, calendarRow-3, day == weekDays)
			}
		}
		p.write(width, y+15, "t e", words(t.Column("Distance").Cells[row], r.Units))
	}
	return p
}

// calendarX returns the left edge of a day of the week. A gap separates the repeated day.
func calendarX(day int) float64 {
	x := float64(calendarLeft + day*calendarCell)
	if day == weekDays {
		x += 4
	}
	return x
}

// dayRow returns the row of a day in the table Days, and whether the day lies in the
// season.
func dayRow(r *report.Report, day unit.Day) (row int, within bool) {
	facts := r.Table("Calendar")
	first, last := facts.Column("First day").Cells[0].Day(), facts.Column("Last shown").Cells[0].Day()
	return int(day - first), day >= first && day <= last
}
