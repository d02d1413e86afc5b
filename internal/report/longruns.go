package report

import (
	"fmt"
	"strings"
	"time"

	"dayafter/internal/season"
)

// spareRows is the number of empty rows at the end of tables whose rows depend on classes.
// They are used when the runner makes more runs count by overriding their classes.
const spareRows = 15

func (b *builder) longRunsSheet() *Sheet {
	return &Sheet{
		Name:   "Long runs",
		About:  "Every long run, what came on the days after it, and how long the next key workout took to come.",
		Tables: []*Table{b.longRunsTable()},
	}
}

// longRunsTable returns the long runs with the verdicts first and the figures in groups
// to the right.
func (b *builder) longRunsTable() *Table {
	t := newTable("LongRuns", "", Grid, len(b.season.LongRuns)+spareRows)
	t.Spare = spareRows
	t.pick("Runs[Long no.]")
	t.fromRun("Row", "Date", Day, "Date", "")
	t.fromRun("Row", "Distance", Distance, "Distance", "").in(b.units.DistanceName())
	t.live("Next day", Text, "what came on the next calendar day", nextDay(1)).as(Class)
	b.nextDayVerdict(t)
	b.nextKeyVerdict(t)
	b.leftOut(t)
	b.longRunFigures(t)
	b.dayAfter(t)
	b.nextMornings(t)
	b.daysOn(t)
	b.nextKey(t)
	b.longRunWork(t)
	return t
}

// nextDay returns the formula for the kind of a day after the long run.
func nextDay(day int) string {
	return fmt.Sprintf(`IF([Row]="","",INDEX(Days[Kind],[End day]-Calendar[First day]+%d))`, day+1)
}

// nextDayVerdict adds the verdict on the run of the next day.
func (b *builder) nextDayVerdict(t *Table) {
	t.live("How easy", Text, "how easy the run of the next day was; hard: itself long, key or a race",
		`IF([After row]="","",INDEX(Runs[Ease],[After row]))`).as(Class)
}

// nextKeyVerdict adds the column that says whether the next key workout came on schedule.
func (b *builder) nextKeyVerdict(t *Table) {
	t.live("Key on schedule?", Text, "whether the next key workout came by your usual day, or one day later at most; one on the next day itself does not count",
		`IF([Row]="","",`+season.PunctualityRule.Formula()+`)`).as(Class)
	t.live("Days to key", Count, "days from its end until that key workout or race", `IF([Row]="","",IF([Key after]=0,"",[Key after]))`)
}

// leftOut adds the reason why the answer does not count the long run.
func (b *builder) leftOut(t *Table) {
	t.live("Left out", Text, "why the answer does not count this long run", fmt.Sprintf(
		`IF([Row]="","",IF(OR([Group]="%s",[Group]="%s"),[Group],""))`, season.BaseGroup, season.AwayGroup))
}

// keyAfterNextDay is the formula for the No. of the first key workout or race after the day
// after a long run.
const keyAfterNextDay = `SMALL(Runs[Key no.],COUNTIFS(Runs[Key no.],">0",Runs[Date],"<="&([End day]+1))+1)`

// scheduleWork adds the columns from which formulas decide whether the next key workout is
// on schedule.
func (b *builder) scheduleWork(t *Table) {
	due := &b.season.Next.Schedule.Due
	work := func(name, source string) { t.live(name, Count, "", `IF([Row]="","",`+source+`)`).as(Working) }
	work("Key after", `IFERROR(INDEX(Runs[Date],MATCH(`+keyAfterNextDay+`,Runs[No.],0))-[End day],0)`)
	work("Days known", `Calendar[Last day]-[End day]`)
	work("Key due", byWeekday(func(w time.Weekday) int { return due[w].Expected }))
	work("Due again", byWeekday(func(w time.Weekday) int { return due[w].Following }))
}

// byWeekday returns the formula for a number that depends on the weekday of [End day]. Day
// 0 of a spreadsheet is a Saturday.
func byWeekday(of func(time.Weekday) int) string {
	text := fmt.Sprint(of(time.Saturday))
	for w := time.Sunday; w < time.Saturday; w++ {
		if then := fmt.Sprint(of(w)); then != text {
			text = fmt.Sprintf(`IF(MOD([End day],7)=%d,%s,%s)`, int(w)+1, then, text)
		}
	}
	return text
}

// longRunFigures adds the figures of the long run.
func (b *builder) longRunFigures(t *Table) {
	t.fromRun("Row", "Moving time", Duration, "Moving time", "").Group = "The long run"
	t.fromRun("Row", "Pace", Pace, "Pace", "").in(b.perDistance())
	t.fromRun("Row", "GAP", Pace, "GAP", "hill-adjusted pace").in(b.perDistance()).as(Detail)
	t.fromRun("Row", "HR", HeartRate, "HR", "").in("bpm")
	t.live("Of week", Share, "share of the week's running distance; – where the season holds part of the week only",
		`IF([Row]="","",IF(OR([Distance]="–",SUMIFS(Weeks[Days],Weeks[Week of],INDEX(Runs[Week],[Row]))<7),"–",[Distance]/SUMIFS(Runs[Distance],Runs[Week],INDEX(Runs[Week],[Row]),Runs[Sport],"run")))`).as(Detail)
	t.runNumber().as(Detail)
	t.fromRun("Row", "Days to race", Count, "Days to race", "to the next race that the runner named").as(optional(b.season.RaceDays))
}

// longRunWork adds the columns that only formulas read.
func (b *builder) longRunWork(t *Table) {
	t.live("End day", Day, "", `IF([Row]="","",INDEX(Runs[End day],[Row]))`).as(Working)
	t.live("In base", Text, "yes: in a base week, which the answer leaves out",
		`IF([Row]="","",IFERROR(INDEX(Weeks[Base],MATCH(INDEX(Runs[Week],[Row]),Weeks[Week of],0)),"no"))`).as(Working)
	t.live("Race", Text, "", `IF([Row]="","",INDEX(Runs[Race],[Row]))`).as(Working)
	t.live("Group", Text, "", `IF([Row]="","",`+season.GroupRule.Formula()+`)`).as(Working)
	t.live("Counted day", Day, "the next day, if the answer counts it", fmt.Sprintf(`IF(OR([Row]="",%s),"",[End day]+1)`, uncounted())).as(Working)
	b.scheduleWork(t)
}

// uncounted returns the condition that holds if the answer does not count the group of a
// row.
func uncounted() string {
	var parts []string
	for g := range season.Groups {
		if !g.Counted() {
			parts = append(parts, fmt.Sprintf(`[Group]="%s"`, g))
		}
	}
	return strings.Join(parts, ",")
}

// pick adds the columns that find the run of each row. Row k shows the run with the
// k-th number of a Runs column.
func (t *Table) pick(numbers string) {
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.live("Row", Count, "", fmt.Sprintf(`IFERROR(MATCH(SMALL(%s,[#]),Runs[No.],0),"")`, numbers)).as(Working)
}

// runNumber adds the number of the run of each row.
func (t *Table) runNumber() *Column {
	return t.live("Run", Count, "its No. on the sheet Runs", `IF([Row]="","",INDEX(Runs[No.],[Row]))`)
}

// fromRun adds a column that repeats a Runs column. The column at holds the row of Runs.
func (t *Table) fromRun(at, name string, q Quantity, column, note string) *Column {
	return t.live(name, q, note, fmt.Sprintf(
		`IF([%s]="","",IF(INDEX(Runs[%s],[%s])="","–",INDEX(Runs[%s],[%s])))`, at, column, at, column, at))
}

// dayAfter adds the figures of the session that decided day +1.
func (b *builder) dayAfter(t *Table) {
	t.live("After", Count, "No. of the session that decided day +1",
		`IF([Row]="","",INDEX(Days[Session],[End day]-Calendar[First day]+2))`).as(Working)
	t.live("After row", Count, "", `IF(OR([After]="",[After]=0),"",MATCH([After],Runs[No.],0))`).as(Working)
	t.fromRun("After row", "+1 distance", Distance, "Distance", "of the session that decided day +1").in(b.units.DistanceName()).Group = "The day after"
	t.fromRun("After row", "+1 time", Duration, "Moving time", "its moving time")
	t.fromRun("After row", "+1 pace", Pace, "Pace", "").in(b.perDistance())
	t.fromRun("After row", "+1 HR", HeartRate, "HR", "").in("bpm")
	t.fromRun("After row", "+1 % LTHR", Share, "% LTHR", "").as(Detail)
	t.live("Hours until", Decimal, "from the long run's end to the start of the session that decided day +1",
		`IF([After row]="","",(INDEX(Runs[Begin],[After row])-INDEX(Runs[End],[Row]))*24)`).in("h")
	t.fromRun("After row", "+1 effort", Decimal, "Effort", "how hard the run felt, 0 to 10, as the runner rated it").as(Detail)
	t.fromRun("After row", "+1 class", Text, "Class", "its class").as(Detail)
	t.fromRun("After row", "+1 sport", Text, "Sport", "").as(Detail)
	t.fromRun("After row", "+1 GAP", Pace, "GAP", "its hill-adjusted pace").in(b.perDistance()).as(Detail)
	t.fromRun("After row", "+1 above ceiling", Duration, "Above ceiling", "its time at or above the easy limit").as(Detail)
	t.fromRun("After row", "Because", Text, "Because", "the reason for the verdict on how easy it was").as(Detail)
	t.fromRun("After row", "+1 title", Text, "Title", "the runner's own title").as(Detail)
	t.live("+1 all", Text, "all sessions of that day, where there is more than one",
		`IF([Row]="","",INDEX(Days[Sessions],[End day]-Calendar[First day]+2)&"")`).as(Detail)
	t.fromRun("Row", "Within 24 h", Text, "Within 24 h", "what started within 24 h of its end; not updated by your edits").as(Detail)
	t.fromRun("Row", "Within 24 h was", Text, "Within was", "hours from the long run's end to that session, and its figures").as(Detail)
}

// daysOn adds the kinds of day +2 and day +3, and the sessions that decided them.
func (b *builder) daysOn(t *Table) {
	for day := 2; day <= aftermathDays; day++ {
		row := fmt.Sprintf("+%d row", day)
		t.live(row, Count, "", fmt.Sprintf(
			`IF([Row]="","",IFERROR(MATCH(INDEX(Days[Session],[End day]-Calendar[First day]+%d),Runs[No.],0),""))`, day+1)).as(Working)
		c := t.live(fmt.Sprintf("Day +%d", day), Text, "what came on that calendar day", nextDay(day)).as(Pale)
		if day == 2 {
			c.Group = "Two and three days after"
		}
		t.live(fmt.Sprintf("+%d was", day), Text, fmt.Sprintf("hours from the long run's end to the session that decided day +%d, and its figures", day), fmt.Sprintf(
			`IF([%[1]s]="","",ROUND((INDEX(Runs[Begin],[%[1]s])-INDEX(Runs[End],[Row]))*24,0)&" h: "&INDEX(Runs[In words],[%[1]s]))`, row)).as(Detail)
	}
}

// nextKey adds the next key workout or race after each long run.
func (b *builder) nextKey(t *Table) {
	t.live("Key row", Count, "",
		`IF([Row]="","",IFERROR(MATCH(`+keyAfterNextDay+`,Runs[No.],0),""))`).as(Working)
	t.fromRun("Key row", "Next key", Day, "Date", "the first key workout or race after the next day").Group = "The next key workout"
	t.fromRun("Key row", "Key EF", Change, "EF against trend",
		"efficiency of that key workout against the runner's own trend for its kind")
}
