package report

import (
	"fmt"
	"math"

	"dayafter/internal/season"
)

// spareRows is the number of empty rows at the end of tables whose rows depend on
// classes. They fill when the runner overrides the class of more runs.
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
	b.longRunFigures(t)
	b.dayAfter(t)
	b.daysOn(t)
	b.nextKey(t)
	b.longRunWork(t)
	return t
}

// nextDay returns the formula for the kind of a day after the long run.
func nextDay(day int) string {
	return fmt.Sprintf(`IF([Row]="","",INDEX(Days[Kind],INDEX(Runs[End day],[Row])-Calendar[First day]+%d))`, day+1)
}

// nextDayVerdict adds the verdict on the run of the next day.
func (b *builder) nextDayVerdict(t *Table) {
	t.live("How easy", Text, "how easy the run of the next day was; hard: itself long, key or a race", fmt.Sprintf(
		`IF([After row]="","",IF(INDEX(Runs[Stressor],[After row])=1,"%s",INDEX(Runs[How easy],[After row])&""))`, hardRun)).as(Class)
}

// nextKeyVerdict adds whether the next key workout came within the usual time.
func (b *builder) nextKeyVerdict(t *Table) {
	limit := b.season.Next.Gap.Limit
	text := `""`
	if !math.IsNaN(limit) {
		text = fmt.Sprintf(`IF([Row]="","",IF([Key row]<>"",IF([Days to key]<=%[1]g,"%[2]s","%[3]s"),IF(Calendar[Last day]-[Date]>%[1]g,"%[3]s","%[4]s")))`,
			limit, onTime, late, season.NotKnownYet)
	}
	t.live("Key on time?", Text, fmt.Sprintf("whether the next key workout came within %.1f times your usual gap", season.OverdueAfter), text).as(Class)
	t.live("Days to key", Count, "days until the next key workout or race", `IF([Key row]="","",[Next key]-[Date])`)
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
	t.live("In base", Text, "yes: in a base week, which the answer leaves out",
		`IF([Row]="","",IFERROR(INDEX(Weeks[Base],MATCH(INDEX(Runs[Week],[Row]),Weeks[Week of],0)),"no"))`).as(Working)
	t.live("Group", Text, "", groupOf()).as(Working)
	t.live("+1 day", Text, "", `IF([After row]="","",INDEX(Runs[Day name],[After row]))`).as(Working)
	for _, verdict := range []string{season.TrulyEasy.String(), season.Drifted.String(), season.TooFast.String(), season.CannotTell.String(), hardRun} {
		t.live(verdictColumn(verdict), Count, "", fmt.Sprintf(`IF(AND([How easy]="%s",[In base]="no"),[#],"")`, verdict)).as(Working)
	}
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

// fromRun adds a column that repeats a Runs column; the column at holds the row.
func (t *Table) fromRun(at, name string, q Quantity, column, note string) *Column {
	return t.live(name, q, note, fmt.Sprintf(
		`IF([%s]="","",IF(INDEX(Runs[%s],[%s])="","–",INDEX(Runs[%s],[%s])))`, at, column, at, column, at))
}

// dayAfter adds the figures of the session that decided day +1.
func (b *builder) dayAfter(t *Table) {
	t.live("After", Count, "No. of the session that decided day +1",
		`IF([Row]="","",INDEX(Days[Session],INDEX(Runs[End day],[Row])-Calendar[First day]+2))`).as(Working)
	t.live("After row", Count, "", `IF(OR([After]="",[After]=0),"",MATCH([After],Runs[No.],0))`).as(Working)
	t.fromRun("After row", "+1 distance", Distance, "Distance", "of the session that decided day +1").in(b.units.DistanceName()).Group = "The day after"
	t.fromRun("After row", "+1 time", Duration, "Moving time", "its moving time")
	t.fromRun("After row", "+1 pace", Pace, "Pace", "").in(b.perDistance())
	t.fromRun("After row", "+1 HR", HeartRate, "HR", "").in("bpm")
	t.fromRun("After row", "+1 % LTHR", Share, "% LTHR", "").as(Detail)
	t.live("Hours until", Decimal, "from the long run's end to the start of the session that decided day +1",
		`IF([After row]="","",(INDEX(Runs[Begin],[After row])-INDEX(Runs[End],[Row]))*24)`).in("h")
	t.fromRun("After row", "+1 class", Text, "Class", "its class").as(Detail)
	t.fromRun("After row", "+1 sport", Text, "Sport", "").as(Detail)
	t.fromRun("After row", "+1 GAP", Pace, "GAP", "its hill-adjusted pace").in(b.perDistance()).as(Detail)
	t.fromRun("After row", "+1 above ceiling", Duration, "Above ceiling", "its time at or above the easy limit").as(Detail)
	t.fromRun("After row", "Because", Text, "Because", "the reason for the verdict on how easy it was").as(Detail)
	t.fromRun("After row", "+1 title", Text, "Title", "the runner's own title").as(Detail)
	t.live("+1 all", Text, "all sessions of that day, where there is more than one",
		`IF([Row]="","",INDEX(Days[Sessions],INDEX(Runs[End day],[Row])-Calendar[First day]+2)&"")`).as(Detail)
	t.fromRun("Row", "Within 24 h", Text, "Within 24 h", "the hardest session that started within 24 h of its end; not updated by your edits").as(Detail)
	t.fromRun("Row", "Within 24 h was", Text, "Within was", "hours from the long run's end to that session, and its figures").as(Detail)
}

// daysOn adds the kinds of day +2 and +3 and the sessions that decided them.
func (b *builder) daysOn(t *Table) {
	for day := 2; day <= aftermathDays; day++ {
		row := fmt.Sprintf("+%d row", day)
		t.live(row, Count, "", fmt.Sprintf(
			`IF([Row]="","",IFERROR(MATCH(INDEX(Days[Session],INDEX(Runs[End day],[Row])-Calendar[First day]+%d),Runs[No.],0),""))`, day+1)).as(Working)
		c := t.live(fmt.Sprintf("Day +%d", day), Text, "the hardest session of that calendar day", nextDay(day)).as(Pale)
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
		`IF([Row]="","",IFERROR(MATCH(SMALL(Runs[Key no.],COUNTIFS(Runs[Key no.],"<="&[Run])+1),Runs[No.],0),""))`).as(Working)
	t.fromRun("Key row", "Next key", Day, "Date", "the next key workout or race").Group = "The next key workout"
	t.fromRun("Key row", "Key EF", Change, "EF against trend",
		"efficiency of that key workout against the runner's own trend for its kind")
}
