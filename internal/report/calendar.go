package report

import (
	"fmt"
	"math"
	"strings"
	"time"

	"dayafter/internal/unit"
)

// lookAhead is the number of days that the Days table continues after the season:
// day +3 of a long run on the last day.
const lookAhead = 3

func (b *builder) calendarSheet() *Sheet {
	return &Sheet{
		Name:   "Calendar",
		About:  "Every day of the season by its hardest session.",
		Tables: []*Table{b.calendarFacts(), b.monthsTable(), b.daysTable()},
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
	t.text("Legend", "", func(int) string {
		return "★ race · L long · K key · E easy · R recovery · o other sport · ? not judged, or no file of it · – no record (rest, or the watch not worn)"
	})
	return t
}

// daysTable returns the season day by day. The calendar and the days after look their
// values up in it. Its days are shown, because LibreOffice 7.4 drops rows on saving when
// they lie more than 1,000 rows below the last visible cell.
func (b *builder) daysTable() *Table {
	t := newTable("Days", "", Grid, int(b.season.To-b.season.From)+1+lookAhead)
	t.Beside = true
	t.day("Day", "", func(i int) unit.Day { return b.season.From + unit.Day(i) })
	t.live("Session", Count, "No. of the session that decides the day; 0: none",
		`SUMIFS(Runs[No.],Runs[Date],[Day],Runs[Decides],1)`).as(Detail)
	t.number("Without a file", Count, "activities of which an index tells and there is no file", func(i int) float64 {
		return float64(b.told(b.season.From + unit.Day(i)))
	}).as(Working)
	t.live("Kind", Text, "how the day counts as a day after",
		`IF([Session]>0,INDEX(Runs[Counts as],MATCH([Session],Runs[No.],0)),IF([Without a file]>0,"recorded without a file",`+
			`IF([Day]>Calendar[Last day],"not known yet","no record")))`).as(Pale)
	t.live("Class", Text, "of the session that decides the day",
		fmt.Sprintf(`IF([Session]>0,IF(INDEX(Runs[Race],MATCH([Session],Runs[No.],0))="yes","%s",INDEX(Runs[Class],MATCH([Session],Runs[No.],0))),"")`, raceDay)).as(Detail)
	t.live("Mark", Text, "as in the calendar", markFormula()).as(Detail)
	all := b.sessionsByDay()
	t.text("Sessions", "all of the day, where there is more than one", func(i int) string { return all[b.season.From+unit.Day(i)] }).as(Detail)
	return t
}

// told counts the activities of a day that have no file.
func (b *builder) told(day unit.Day) (n int) {
	for _, t := range b.season.Told {
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
	text, closing := `IF(OR([Session]>0,[Without a file]>0),"?",IF([Day]>Calendar[Last day],"","–"))`, ""
	for _, m := range marks {
		text = fmt.Sprintf(`IF([Class]="%s","%s",%s%s`, m.class, m.letter, text, closing)
		closing = ")"
	}
	return text + closing
}

// monthsTable returns a table with one row per month and one column per day of the month.
func (b *builder) monthsTable() *Table {
	first := monthOf(b.season.From)
	last := monthOf(b.season.To)
	rows := 0
	for m := first; !m.After(last); m = m.AddDate(0, 1, 0) {
		rows++
	}
	t := newTable("Months", "", Months, rows)
	month := func(i int) time.Time { return first.AddDate(0, i, 0) }
	t.text("Month", "", func(i int) string { return month(i).Format("Jan 2006") })
	t.number("Before", Count, "days from the season's first to the month's first", func(i int) float64 {
		return float64(unit.DayOf(month(i)) - b.season.From)
	}).as(Working)
	t.number("Length", Count, "days in the month", func(i int) float64 {
		return float64(unit.DayOf(month(i+1)) - unit.DayOf(month(i)))
	}).as(Working)
	for day := 1; day <= 31; day++ {
		t.live(fmt.Sprint(day), Text, "", fmt.Sprintf(
			`IF(OR(%d>[Length],[Before]+%d<1,[Before]+%d>%d),"",INDEX(Days[Mark],[Before]+%d))`, day, day, day, int(b.season.To-b.season.From)+1, day)).as(Class)
	}
	for _, c := range classes[:4] {
		t.live(title(c.String()), Count, "runs in the month", fmt.Sprintf(
			`COUNTIFS(Runs[Class],"%s",Runs[Date],">"&(Calendar[First day]+[Before]-1),Runs[Date],"<"&(Calendar[First day]+[Before]+[Length]))`, c))
	}
	t.live("Distance", Distance, "run in the month",
		`SUMIFS(Runs[Distance],Runs[Sport],"run",Runs[Date],">"&(Calendar[First day]+[Before]-1),Runs[Date],"<"&(Calendar[First day]+[Before]+[Length]))`).in(b.units.DistanceName())
	return t
}

func monthOf(d unit.Day) time.Time {
	y, m, _ := d.Time().Date()
	return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
}
