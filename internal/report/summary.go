package report

import (
	"fmt"
	"strings"

	"dayafter/internal/season"
)

func (b *builder) summarySheet() *Sheet {
	chart := b.weeksChart()
	chart.Beside = "Kinds"
	return &Sheet{
		Name:   "Summary",
		About:  "What came the day after the long runs.",
		Tables: []*Table{b.answerTable(), b.kindsTable()},
		Charts: []*Chart{chart},
	}
}

// answerTable is the answer in words.
func (b *builder) answerTable() *Table {
	t := newTable("Answer", "", Lines, 1)
	t.live("Sentence", Text, "", sentence())
	t.live("Long runs", Count, "", `COUNTIFS(Runs[Class],"long")`).as(Working)
	t.live("Known", Count, "", `[Long runs]-COUNTIFS(Runs[Class],"long",Runs[Next day],"not known yet")`).as(Working)
	return t
}

// sentence is the formula of the first line.
func sentence() string {
	var parts strings.Builder
	for i, kind := range season.FollowedKinds {
		fmt.Fprintf(&parts, `&IF(INDEX(Kinds[Times],%d)>0,", %s "&INDEX(Kinds[Times],%d),"")`, i+1, kind, i+1)
	}
	return `IF([Long runs]=0,"There is no long run in this season yet.",` +
		`"After your "&[Long runs]&IF([Long runs]=1," long run"," long runs")&", the next day was: "&MID(` +
		strings.TrimPrefix(parts.String(), "&") + `,3,400)&".")`
}

// kindsTable counts what came the day after.
func (b *builder) kindsTable() *Table {
	t := newTable("Kinds", "", Grid, len(season.FollowedKinds))
	t.text("Next day", "", func(i int) string { return season.FollowedKinds[i].String() }).as(Class)
	t.live("Times", Count, "", `COUNTIFS(Runs[Class],"long",Runs[Next day],[Next day])`)
	t.live("Share", Share, "of all long runs", `IF(Answer[Long runs]=0,0,[Times]/Answer[Long runs])`)
	t.live("Bar", Text, "", `REPT("█",ROUND([Share]*20,0))`)
	mean := func(name string, q Quantity, column string) *Column {
		return t.live(name, q, "mean", fmt.Sprintf(
			`IF(COUNTIFS(LongRuns[Day +1],[Next day],LongRuns[%s],">0")=0,"–",SUMIFS(LongRuns[%s],LongRuns[Day +1],[Next day])/COUNTIFS(LongRuns[Day +1],[Next day],LongRuns[%s],">0"))`, column, column, column))
	}
	mean("Distance", Distance, "After: distance").in(b.units.DistanceName())
	mean("Time", Duration, "After: time")
	t.live("Pace", Pace, "total time by total distance",
		`IF(SUMIFS(LongRuns[After: distance],LongRuns[Day +1],[Next day],LongRuns[After: pace],">0")=0,"–",`+
			`SUMIFS(LongRuns[After: time],LongRuns[Day +1],[Next day],LongRuns[After: pace],">0")/`+
			`SUMIFS(LongRuns[After: distance],LongRuns[Day +1],[Next day],LongRuns[After: pace],">0"))`).in(b.perDistance())
	mean("HR", HeartRate, "After: HR").in("bpm")
	return t
}
