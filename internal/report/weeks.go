package report

import (
	"fmt"
	"math"
	"time"

	"dayafter/internal/classify"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

func (b *builder) weeksSheet() *Sheet {
	return &Sheet{
		Name:   "Weeks",
		About:  "Runs, distance and time by class week by week, and whether the week keeps the rule for its number of runs.",
		Tables: append([]*Table{b.weeksWords(), b.weeksTable(), b.rulesTable()}, filled(b.blocksTable())...),
		Charts: []*Chart{b.weeksChart()},
	}
}

// classes are the columns of a week, in the order in which they are stacked.
var classes = []classify.Class{classify.Long, classify.Key, classify.Easy, classify.Recovery, classify.Unknown}

func (b *builder) weeksWords() *Table {
	t := newTable("WeeksWords", "", Lines, 1)
	t.live("Finding", Text, "", fmt.Sprintf(
		`IF(SUM(Weeks[Total])=0,"No running distance in this season",`+
			`IF(COUNTIFS(Weeks[Days],7)=0,"Long",ROUND(%s,0)&" %s a week on average: long")&" runs carry "&ROUND(100*SUM(Weeks[Long])/SUM(Weeks[Total]),0)&`+
			`" %% of the distance, recovery runs "&ROUND(100*SUM(Weeks[Recovery])/SUM(Weeks[Total]),0)&" %%")`, weekMean, b.units.DistanceName()))
	load := b.loadWords()
	t.text("Load", "", func(int) string { return load }).as(unlessEmpty(load))
	return t
}

// weekMean is the mean distance of the whole weeks.
const weekMean = `SUMIFS(Weeks[Total],Weeks[Days],7)/COUNTIFS(Weeks[Days],7)`

// loadWords returns the sentence about sessions without a load.
func (b *builder) loadWords() string {
	l := &b.season.Load
	if l.Missing == 0 {
		return ""
	}
	words := fmt.Sprintf("Load: %[2]d of %[1]s have neither pace nor heart rate to compute a load from", plural(len(b.season.Runs), "session"), l.Missing)
	if l.NoRestHR > 0 {
		words += fmt.Sprintf("; %d have a heart rate, but no resting heart rate to compute a load with", l.NoRestHR)
	}
	return words + "."
}

// Numbers of weeks up to which an axis names each week, or each month.
const (
	weeksByDay   = 18
	weeksByMonth = 104
)

// labelWeeks is the number of weeks between two labels of years. If room is short,
// spreadsheet programs show only every second, third or fourth label, and 12 is a multiple
// of each.
const labelWeeks = 12

// weekLabel returns the label of a week on an axis. A short axis shows the first day of
// each week. A longer axis shows the month at the first week that begins in it, and the
// year instead of January. The longest axis shows years only.
func weekLabel(weeks []season.Week, i int) string {
	start := weeks[i].Start.Time()
	switch {
	case len(weeks) <= weeksByDay:
		return start.Format("2 Jan")
	case len(weeks) > weeksByMonth:
		if i%labelWeeks > 0 || i > 0 && weeks[i-labelWeeks].Start.Time().Year() == start.Year() {
			return ""
		}
		return start.Format("2006")
	case start.Day() > 7:
		return ""
	case start.Month() == time.January:
		return start.Format("2006")
	}
	return start.Format("Jan")
}

func (b *builder) weeksTable() *Table {
	weeks := b.season.Weeks
	t := newTable("Weeks", "", Grid, len(weeks))
	t.day("Week of", "its first day", func(i int) unit.Day { return weeks[i].Start })
	t.text("Label", "", func(i int) string { return weekLabel(weeks, i) }).as(Working)
	t.live("Runs", Count, "", `COUNTIFS(Runs[Week],[Week of],Runs[Sport],"run")`)
	t.live("Key runs", Count, "key workouts, races and long runs with quality", `COUNTIFS(Runs[Week],[Week of],Runs[Key no.],">0")`)
	t.live("Hard runs", Count, "long runs, key workouts and races", `COUNTIFS(Runs[Week],[Week of],Runs[Stressor],1)`)
	t.live("Recovery runs", Count, "recovery runs, and easy runs on the day after a hard run or within 24 h of its end that were not too fast",
		fmt.Sprintf(`COUNTIFS(Runs[Week],[Week of],Runs[Counts as],"%s")+COUNTIFS(Runs[Week],[Week of],Runs[After hard],1,Runs[Counts as],"%s",Runs[Audit],"<>%s")`,
			season.RecoveryRun, season.EasyRun, season.TooFast))
	for _, c := range classes {
		t.live(title(c.String()), Distance, "running distance of the class",
			fmt.Sprintf(`SUMIFS(Runs[Distance],Runs[Week],[Week of],Runs[Class],"%s")`, c)).in(b.units.DistanceName()).as(b.roleOf(c))
	}
	t.live("Total", Distance, "", `[Long]+[Key]+[Easy]+[Recovery]+[Unknown]`).in(b.units.DistanceName())
	t.live("4-week mean", Distance, "of this week and the three before it, when all are whole",
		`IF(COUNTIFS(Weeks[Days],7,Weeks[Week of],">"&([Week of]-28),Weeks[Week of],"<="&[Week of])<4,"",`+
			`SUMIFS(Weeks[Total],Weeks[Week of],">"&([Week of]-28),Weeks[Week of],"<="&[Week of])/4)`).in(b.units.DistanceName())
	t.live("Time", Duration, "moving time of all runs", `SUMIFS(Runs[Moving time],Runs[Week],[Week of],Runs[Sport],"run")`)
	t.number("Longest", Share, "share of the week's distance in its longest run", func(i int) float64 { return round(weeks[i].Long, 3) })
	b.weekRule(t)
	b.weekLoad(t)
	return t
}

// roleOf returns Working for the column of runs that could not be judged if there are none,
// so that it is hidden.
func (b *builder) roleOf(c classify.Class) Role {
	if c != classify.Unknown {
		return Shown
	}
	for _, w := range b.season.Weeks {
		if w.Distance[c] > 0 {
			return Shown
		}
	}
	return Working
}

func (b *builder) weekLoad(t *Table) {
	weeks := b.season.Weeks
	t.number("Load", Count, "training stress score of all sessions", func(i int) float64 { return math.Round(weeks[i].Load) }).in("TSS")
	t.number("Monotony", Decimal, "mean daily load by its spread; high: every day alike", func(i int) float64 { return round(weeks[i].Monotony, 2) }).as(Detail)
	t.number("Strain", Count, "load by monotony", func(i int) float64 { return math.Round(weeks[i].Strain) }).as(Detail)
	t.text("Race", "race weeks and weeks of taper", func(i int) string { return b.clean.text(raceWeek(&weeks[i])) }).as(optional(b.season.RaceDays))
	t.number("Weeks to go", Count, "to the next race that the runner named", func(i int) float64 { return atLeastZero(weeks[i].ToGo) }).as(optional(b.season.RaceDays))
}

func raceWeek(w *season.Week) string {
	if w.Race == "" && w.Taper {
		return "taper"
	}
	return w.Race
}

// title returns a word with a capital letter.
func title(s string) string { return string(s[0]-'a'+'A') + s[1:] }

func (b *builder) weeksChart() *Chart {
	ch := &Chart{
		Kind:       StackedColumns,
		Title:      of("WeeksWords", "Finding"),
		X:          Axis{Title: "week"},
		Y:          Axis{Title: b.units.DistanceName() + " a week", Quantity: Count},
		Categories: of("Weeks", "Label"),
		Alt:        "Columns of the distance run each week, stacked by class, with the mean of four weeks as a line.",
	}
	kinds := kindsByWord()
	for _, c := range classes[:4] {
		ch.Series = append(ch.Series, Series{Name: c.String(), Kind: kinds[c.String()], Values: of("Weeks", title(c.String()))})
	}
	if len(b.season.Weeks) >= 8 {
		ch.Series = append(ch.Series, Series{Name: "4-week mean", Values: of("Weeks", "4-week mean"), Line: true})
	}
	return ch
}
