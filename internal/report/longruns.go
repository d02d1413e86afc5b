package report

import "fmt"

// spareRows wait at the end of tables whose rows follow from classes, for runs
// that the runner calls long later on.
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
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.live("Run", Count, "its No. on the sheet Runs", `IF([#]>COUNT(Runs[Long no.]),"",SMALL(Runs[Long no.],[#]))`)
	t.live("Row", Count, "", `IF([Run]="","",MATCH([Run],Runs[No.],0))`).as(Working)
	fromRun(t, "Row", "Date", Day, "Date", "")
	fromRun(t, "Row", "Distance", Distance, "Distance", "").in(b.units.DistanceName())
	fromRun(t, "Row", "Moving time", Duration, "Moving time", "")
	fromRun(t, "Row", "Pace", Pace, "Pace", "").in(b.perDistance())
	fromRun(t, "Row", "GAP", Pace, "GAP", "grade-adjusted pace").in(b.perDistance())
	fromRun(t, "Row", "HR", HeartRate, "HR", "").in("bpm")
	t.live("Share of week", Share, "of the week's running distance",
		`IF([Run]="","",[Distance]/SUMIFS(Runs[Distance],Runs[Week],INDEX(Runs[Week],[Row]),Runs[Sport],"run"))`)
	for day := 1; day <= lookAhead; day++ {
		t.live(fmt.Sprintf("Day +%d", day), Text, "the hardest session of that day", fmt.Sprintf(
			`IF([Run]="","",INDEX(Days[Kind],[Date]-Calendar[First day]+%d))`, day+1)).as(Class)
	}
	t.live("After", Count, "No. of the session that decided day +1",
		`IF([Run]="","",INDEX(Days[Session],[Date]-Calendar[First day]+2))`).as(Working)
	t.live("After row", Count, "", `IF(OR([After]="",[After]=0),"",MATCH([After],Runs[No.],0))`).as(Working)
	fromRun(t, "After row", "After: distance", Distance, "Distance", "of the session that decided day +1").in(b.units.DistanceName())
	fromRun(t, "After row", "After: time", Duration, "Moving time", "")
	fromRun(t, "After row", "After: pace", Pace, "Pace", "").in(b.perDistance())
	fromRun(t, "After row", "After: HR", HeartRate, "HR", "").in("bpm")
	t.live("Hours since", Decimal, "from the long run's end to the start of the session that decided day +1",
		`IF([After row]="","",ROUND((INDEX(Runs[Start],[After row])-INDEX(Runs[End],[Row]))*24,1))`).in("h")
	t.live("Next key", Count, "No. of the next key workout or race",
		`IF([Run]="","",IFERROR(SMALL(Runs[Key no.],COUNTIFS(Runs[Key no.],"<="&[Run])+1),"none yet"))`)
	t.live("Days to key", Count, "days until it", `IF([Run]="","",IF([Next key]="none yet","",INDEX(Runs[Date],MATCH([Next key],Runs[No.],0))-[Date]))`)
	return t
}

// fromRun adds a column that repeats a Runs column for the row found in at.
func fromRun(t *Table, at, name string, q Quantity, column, note string) *Column {
	return t.live(name, q, note, fmt.Sprintf(
		`IF([%s]="","",IF(INDEX(Runs[%s],[%s])="","–",INDEX(Runs[%s],[%s])))`, at, column, at, column, at))
}
