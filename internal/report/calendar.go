package report

import (
	"fmt"
	"math"
	"strings"
	"time"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// lookAhead is the number of days by which the table Days continues after the season, so
// that the strip of a long run on the last day is complete.
const lookAhead = stripDays - 1

// aftermathDays is the number of days after a long run that LongRuns shows.
const aftermathDays = len(season.Aftermath{}.Days)

func (b *builder) calendarSheet() *Sheet {
	return &Sheet{
		Name:   "Calendar",
		About:  "Every day of the season by its hardest session. The last column repeats the first day of the next week.",
		Tables: []*Table{b.calendarFacts(), b.weeksCalendar(), b.daysTable()},
	}
}

// raceDay replaces the class on the day of a race.
const raceDay = "race"

// marks lists the letters of the calendar by class.
var marks = []struct{ letter, class string }{
	{"o", otherSport}, {"R", "recovery"}, {"E", "easy"}, {"K", "key"}, {"L", "long"}, {"★", raceDay},
}

func (b *builder) calendarFacts() *Table {
	t := newTable("Calendar", "", Lines, 1)
	t.day("First day", "", func(int) unit.Day { return b.season.From }).as(Working)
	t.day("Last day", "the last day with data", func(int) unit.Day { return b.season.LastKnown }).as(Working)
	t.day("Last shown", "the last day of the season", func(int) unit.Day { return b.season.To }).as(Working)
	t.live("Finding", Text, "", `Verdict[`+EasyNextDay.Column+`]`)
	t.text("Legend", "", func(int) string { return legend })
	return t
}

// legend explains the letters of the calendar and of the strips.
const legend = "★ race · " + shortLegend + " (rest, or the watch not worn) · ? not judged, or without a file"

// shortLegend explains the usual letters.
const shortLegend = "L long · K key · E easy · R recovery · o other sport · – no record"

// daysTable returns the season day by day. The calendar and the days after take their
// values from it. Its days are visible, because LibreOffice 7.4 loses rows that lie more
// than 1,000 rows below the last visible cell.
func (b *builder) daysTable() *Table {
	t := newTable("Days", "", Grid, int(b.lastEnd()-b.season.From)+1+lookAhead)
	t.Beside = true
	t.day("Day", "", func(i int) unit.Day { return b.season.From + unit.Day(i) })
	day := func(i int) unit.Day { return b.season.From + unit.Day(i) }
	t.number("Away", Count, "1: marked as away", func(i int) float64 { return float64(oneIf(b.season.IsAway(day(i)))) }).as(Working)
	t.number("Without a file", Count, "activities that an index names and that have no file", func(i int) float64 {
		return float64(b.withoutFile(day(i)))
	}).as(Working)
	t.live("Ahead", Count, "1: the data do not reach the day", `IF([Day]>Calendar[Last day],1,0)`).as(Working)
	rests := float64(oneIf(b.season.BlankRest))
	t.number("Blank rests", Count, "1: the runner says that a day without a record is a day of rest", func(int) float64 { return rests }).as(Working)
	t.live("Session", Count, "No. of the session that decides the day as a day after; 0: none",
		`IF([Away]=1,0,SUMIFS(Runs[No.],Runs[Date],[Day],Runs[Decides],1))`).as(Detail)
	t.live("Hardest", Count, "No. of its hardest session; 0: none", `SUMIFS(Runs[No.],Runs[Date],[Day],Runs[Hardest],1)`).as(Detail)
	t.live("Kind", Text, "how the day counts as a day after",
		`IF([Session]>0,INDEX(Runs[Counts as],MATCH([Session],Runs[No.],0)),`+season.BlankRule.Formula()+`)`).as(Pale)
	t.live("Class", Text, "of its hardest session",
		fmt.Sprintf(`IF([Hardest]>0,IF(INDEX(Runs[Race],MATCH([Hardest],Runs[No.],0))="yes","%s",INDEX(Runs[Class],MATCH([Hardest],Runs[No.],0))),"")`, raceDay)).as(Detail)
	t.live("Mark", Text, "as in the calendar", markFormula()).as(Detail)
	all := b.sessionsByDay()
	b.mornings(t, day)
	t.text("Sessions", "all of the day, where there is more than one", func(i int) string { return all[b.season.From+unit.Day(i)] }).as(Detail)
	return t
}

// lastEnd returns the last day on which a session of the season ended.
func (b *builder) lastEnd() unit.Day {
	last := b.season.To
	for i := range b.season.Runs {
		last = max(last, b.run(i).EndDay())
	}
	return last
}

func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// withoutFile counts the activities of a day that have no file.
func (b *builder) withoutFile(day unit.Day) (n int) {
	for _, t := range b.season.Unrecorded {
		if t.Day == day {
			n++
		}
	}
	return n
}

// sessionsByDay describes the sessions of each day with more than one, in order of start.
func (b *builder) sessionsByDay() map[unit.Day]string {
	words := map[unit.Day][]string{}
	for i := range b.season.Runs {
		r := b.run(i)
		w := r.Sport.String()
		if !math.IsNaN(r.Sum.Moving) {
			w += fmt.Sprintf(" %.0f min", r.Sum.Moving/60)
		}
		words[r.Day] = append(words[r.Day], w)
	}
	days := map[unit.Day]string{}
	for day, w := range words {
		if len(w) > 1 {
			days[day] = strings.Join(w, ", ")
		}
	}
	return days
}

func markFormula() string {
	text, closing := `IF(OR([Hardest]>0,[Without a file]>0),"?",IF([Ahead]=1,"","–"))`, ""
	for _, m := range marks {
		text = fmt.Sprintf(`IF([Class]="%s","%s",%s%s`, m.class, m.letter, text, closing)
		closing = ")"
	}
	return text + closing
}

// weeksCalendar returns a row for each week. Its last column repeats the first day of the
// next week, so that a Sunday and the next Monday are side by side.
func (b *builder) weeksCalendar() *Table {
	first := b.season.From.WeekStart(b.season.WeekStart)
	rows := int(b.season.To-first)/7 + 1
	t := newTable("CalendarWeeks", "", Cells, rows)
	t.day("Week of", "its first day", func(i int) unit.Day { return first + unit.Day(7*i) })
	for day := range 8 {
		name := time.Weekday((int(b.season.WeekStart) + day) % 7).String()[:3]
		c := t.live(weekdayColumn(name, day), Text, "", fmt.Sprintf(
			`IF(OR([Week of]+%[1]d<Calendar[First day],[Week of]+%[1]d>Calendar[Last shown]),"",INDEX(Days[Mark],[Week of]+%[1]d-Calendar[First day]+1))`, day)).as(Class)
		if day == 7 {
			c.as(Pale).Note = "the first day of the next week"
		}
	}
	count := func(q Quantity, name, source string) *Column {
		return t.live(name, q, "", fmt.Sprintf(source, `Runs[Week],[Week of]`))
	}
	count(Count, "Runs", `COUNTIFS(%s,Runs[Sport],"run")`)
	count(Distance, "Distance", `SUMIFS(Runs[Distance],%s,Runs[Sport],"run")`).in(b.units.DistanceName())
	return t
}

// weekdayColumn returns the name of a column of the calendar. The eighth column has the
// name of the first column with a mark.
func weekdayColumn(name string, day int) string {
	if day == 7 {
		return "→ " + name
	}
	return name
}
