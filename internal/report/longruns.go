package report

import "fmt"

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

func (b *builder) longRunsTable() *Table {
	t := newTable("LongRuns", "", Grid, len(b.season.LongRuns)+spareRows)
	t.Spare = spareRows
	t.pick("Runs[Long no.]")
	t.fromRun("Row", "Date", Day, "Date", "")
	t.fromRun("Row", "Distance", Distance, "Distance", "").in(b.units.DistanceName())
	t.fromRun("Row", "Moving time", Duration, "Moving time", "")
	t.fromRun("Row", "Pace", Pace, "Pace", "").in(b.perDistance())
	t.fromRun("Row", "GAP", Pace, "GAP", "grade-adjusted pace").in(b.perDistance())
	t.fromRun("Row", "HR", HeartRate, "HR", "").in("bpm")
	t.live("Of week", Share, "share of the week's running distance; – where the season holds part of the week only",
		`IF([Row]="","",IF(OR([Distance]="–",SUMIFS(Weeks[Days],Weeks[Week of],INDEX(Runs[Week],[Row]))<7),"–",[Distance]/SUMIFS(Runs[Distance],Runs[Week],INDEX(Runs[Week],[Row]),Runs[Sport],"run")))`)
	for day := 1; day <= lookAhead; day++ {
		role := Pale
		if day == 1 {
			role = Class
		}
		t.live(fmt.Sprintf("Day +%d", day), Text, "the hardest session of that calendar day", fmt.Sprintf(
			`IF([Row]="","",INDEX(Days[Kind],[Date]-Calendar[First day]+%d))`, day+1)).as(role)
	}
	t.fromRun("Row", "Within 24 h", Text, "Within 24 h", "the hardest session that started within 24 h of its end, as judged when written").as(Pale)
	t.fromRun("Row", "Within 24 h was", Text, "Within was", "hours from the long run's end to that session, and its figures").as(Detail)
	b.dayAfter(t)
	b.daysOn(t)
	b.nextKey(t)
	t.fromRun("Row", "Days to race", Count, "Days to race", "to the next race that the runner named").as(optional(b.season.RaceDays))
	return t
}

// pick adds the columns that find the run of each row. Row k shows the run with the
// k-th number of a Runs column.
func (t *Table) pick(numbers string) {
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.live("Row", Count, "", fmt.Sprintf(`IFERROR(MATCH(SMALL(%s,[#]),Runs[No.],0),"")`, numbers)).as(Working)
	t.live("Run", Count, "its No. on the sheet Runs", `IF([Row]="","",INDEX(Runs[No.],[Row]))`)
}

// fromRun adds a column that repeats a Runs column; the column at holds the row.
func (t *Table) fromRun(at, name string, q Quantity, column, note string) *Column {
	return t.live(name, q, note, fmt.Sprintf(
		`IF([%s]="","",IF(INDEX(Runs[%s],[%s])="","–",INDEX(Runs[%s],[%s])))`, at, column, at, column, at))
}

// dayAfter adds the figures of the session that decided day +1.
func (b *builder) dayAfter(t *Table) {
	t.live("After", Count, "No. of the session that decided day +1",
		`IF([Row]="","",INDEX(Days[Session],[Date]-Calendar[First day]+2))`).as(Working)
	t.live("After row", Count, "", `IF(OR([After]="",[After]=0),"",MATCH([After],Runs[No.],0))`).as(Working)
	t.fromRun("After row", "+1 distance", Distance, "Distance", "of the session that decided day +1").in(b.units.DistanceName())
	t.fromRun("After row", "+1 time", Duration, "Moving time", "its moving time")
	t.fromRun("After row", "+1 pace", Pace, "Pace", "").in(b.perDistance())
	t.fromRun("After row", "+1 HR", HeartRate, "HR", "").in("bpm")
	t.fromRun("After row", "+1 % LTHR", Share, "% LTHR", "")
	t.fromRun("After row", "How easy", Text, "How easy", "how easy the run on day +1 was, unless it was itself long, key or a race").as(Pale)
	t.fromRun("After row", "+1 class", Text, "Class", "its class").as(Detail)
	t.fromRun("After row", "+1 sport", Text, "Sport", "").as(Detail)
	t.fromRun("After row", "+1 GAP", Pace, "GAP", "its grade-adjusted pace").in(b.perDistance()).as(Detail)
	t.fromRun("After row", "+1 above ceiling", Duration, "Above ceiling", "its time at or above the easy ceiling").as(Detail)
	t.fromRun("After row", "Because", Text, "Because", "why it was as easy as that").as(Detail)
	t.fromRun("After row", "+1 called", Text, "Called", "what the runner called it").as(Detail)
	t.live("+1 all", Text, "all sessions of that day, where there is more than one",
		`IF([Row]="","",INDEX(Days[Sessions],[Date]-Calendar[First day]+2)&"")`).as(Detail)
	t.live("Hours until", Decimal, "from the long run's end to the start of the session that decided day +1",
		`IF([After row]="","",(INDEX(Runs[Begin],[After row])-INDEX(Runs[End],[Row]))*24)`).in("h")
}

// daysOn adds the sessions that decided day +2 and +3 in words.
func (b *builder) daysOn(t *Table) {
	for day := 2; day <= lookAhead; day++ {
		row := fmt.Sprintf("+%d row", day)
		t.live(row, Count, "", fmt.Sprintf(
			`IF([Row]="","",IFERROR(MATCH(INDEX(Days[Session],[Date]-Calendar[First day]+%d),Runs[No.],0),""))`, day+1)).as(Working)
		t.live(fmt.Sprintf("+%d was", day), Text, fmt.Sprintf("hours from the long run's end to the session that decided day +%d, and its figures", day), fmt.Sprintf(
			`IF([%[1]s]="","",ROUND((INDEX(Runs[Begin],[%[1]s])-INDEX(Runs[End],[Row]))*24,0)&" h: "&INDEX(Runs[In words],[%[1]s]))`, row)).as(Detail)
	}
}

// nextKey adds the next key workout or race after each long run.
func (b *builder) nextKey(t *Table) {
	t.live("Key row", Count, "",
		`IF([Row]="","",IFERROR(MATCH(SMALL(Runs[Key no.],COUNTIFS(Runs[Key no.],"<="&[Run])+1),Runs[No.],0),""))`).as(Working)
	t.fromRun("Key row", "Next key", Day, "Date", "the next key workout or race")
	t.live("Days to key", Count, "days until it", `IF([Key row]="","",[Next key]-[Date])`)
	t.fromRun("Key row", "Key EF", Change, "EF against trend",
		"efficiency of that key workout against the runner's own trend for its kind")
}
