package report

import (
	"fmt"

	"dayafter/internal/season"
)

func (b *builder) summarySheet() *Sheet {
	chart := b.weeksChart()
	chart.Beside = "Kinds"
	glance, rules := b.glanceTable(), b.rulesTable()
	rules.Beside = true
	return &Sheet{
		Name:   "Summary",
		Tables: []*Table{b.answerTable(), b.kindsTable(), glance, rules, b.linksTable()},
		Charts: []*Chart{chart},
	}
}

// kindsTable returns the count of each kind of day after a long run.
func (b *builder) kindsTable() *Table {
	kinds := b.kinds()
	t := newTable("Kinds", "", Grid, len(kinds))
	t.text("Next day", "", func(i int) string { return kinds[i].String() }).as(Class)
	t.live("Times", Count, "", `COUNTIFS(Runs[Class],"long",Runs[Next day],[Next day])`)
	t.live("Share", Share, "of all long runs", `IF(Answer[Long runs]=0,0,[Times]/Answer[Long runs])`)
	t.live("Bar", Text, "one block: 5 %", `REPT("█",ROUND([Share]*20,0))`).ColourBy = "Next day"
	b.kindMean(t, "Distance", Distance).in(b.units.DistanceName())
	b.kindMean(t, "Time", Duration)
	t.live("Pace", Pace, "all their time by all their distance",
		`IF(SUMIFS(LongRuns[+1 distance],LongRuns[Day +1],[Next day],LongRuns[+1 pace],">0")=0,"–",`+
			`SUMIFS(LongRuns[+1 time],LongRuns[Day +1],[Next day],LongRuns[+1 pace],">0")/`+
			`SUMIFS(LongRuns[+1 distance],LongRuns[Day +1],[Next day],LongRuns[+1 pace],">0"))`).in(b.perDistance())
	b.kindMean(t, "HR", HeartRate).in("bpm")
	return t
}

// kindMean adds the mean of a figure over the sessions that decided day +1.
func (b *builder) kindMean(t *Table, name string, q Quantity) *Column {
	source := map[string]string{"Distance": "+1 distance", "Time": "+1 time", "HR": "+1 HR"}[name]
	return t.live(name, q, "mean of the sessions that decided the day after", fmt.Sprintf(
		`IF(COUNTIFS(LongRuns[Day +1],[Next day],LongRuns[%[1]s],">0")=0,"–",`+
			`SUMIFS(LongRuns[%[1]s],LongRuns[Day +1],[Next day])/COUNTIFS(LongRuns[Day +1],[Next day],LongRuns[%[1]s],">0"))`, source))
}

// glanceTable returns a few figures, each with its course over the season.
func (b *builder) glanceTable() *Table {
	t := newTable("Glance", "At a glance", Record, 1)
	t.live("Truly easy the day after", Text, "of the runs on the day after a long run that could be judged",
		`IF([Audited]=0,"cannot tell",[Easy]&" of "&[Audited])`)
	t.live("Days to the next key run", Decimal, "mean over the long runs that were followed by one", mean("LongRuns", "Days to key")).Trend = of("LongRuns", "Days to key")
	t.live("Long run", Distance, "mean of all long runs", mean("LongRuns", "Distance")).in(b.units.DistanceName()).Trend = of("LongRuns", "Distance")
	t.live("Week", Distance, "mean of all whole weeks", `IF(COUNTIFS(Weeks[Days],7)=0,"–",`+weekMean+`)`).in(b.units.DistanceName()).Trend = of("Weeks", "Total")
	t.live("Easy", Count, "", `COUNTIFS(LongRuns[How easy],"truly easy")`).as(Working)
	t.live("Audited", Count, "", `[Easy]+COUNTIFS(LongRuns[How easy],"drifted")+COUNTIFS(LongRuns[How easy],"too fast")`).as(Working)
	return t
}

// mean returns the formula for the mean of a column's numbers.
func mean(table, column string) string {
	return fmt.Sprintf(`IF(COUNT(%[1]s[%[2]s])=0,"–",SUM(%[1]s[%[2]s])/COUNT(%[1]s[%[2]s]))`, table, column)
}

// rulesTable returns the check of the rules in words.
func (b *builder) rulesTable() *Table {
	t := newTable("Rules", "The rules (° as judged when written)", Lines, 1)
	t.live("Weeks", Text, "", `IF(COUNTIFS(Weeks[Kept],"met")+COUNTIFS(Weeks[Kept],"not met")=0,"No week that a rule could be held against",`+
		`"Weeks that keep the rule for their number of runs: "&COUNTIFS(Weeks[Kept],"met")&" of "&`+
		`(COUNTIFS(Weeks[Kept],"met")+COUNTIFS(Weeks[Kept],"not met")))&IF(COUNTIFS(Weeks[Base],"yes")=0,"",`+
		`" ("&COUNTIFS(Weeks[Base],"yes")&IF(COUNTIFS(Weeks[Base],"yes")=1," base week"," base weeks")&" left out)")&`+
		`IF(COUNTIFS(Weeks[Kept],"cannot judge")=0,"","; "&COUNTIFS(Weeks[Kept],"cannot judge")&" cannot be judged")`)
	t.live("Ratio", Text, "", `"Recovery runs to long and key runs outside base weeks: "&SUMIFS(Weeks[Recovery runs],Weeks[Base],"no")&" to "&SUMIFS(Weeks[Stressors],Weeks[Base],"no")&" (rule: about 1 to 1)"`)
	t.live("Volume", Text, "", `"Recovery runs carry "&IF(SUM(Weeks[Total])=0,0,ROUND(100*SUM(Weeks[Recovery])/SUM(Weeks[Total]),0))&" % of the running distance"`)
	t.text("Close", "", func(int) string {
		return "Two of long, key or race within 24 h: " + seldomWords(b.season.Hard.Close, b.season.Hard.Gaps, b.season.Hard.CloseKept)
	})
	t.text("Two easy", "", func(int) string {
		return "Two or more easy runs between them: " + seldomWords(b.season.Hard.TwoEasy, b.season.Hard.Gaps, b.season.Hard.TwoEasyKept)
	})
	return t
}

// seldomWords compares the number of rare events with their rule.
func seldomWords(found []int, of int, kept season.Kept) string {
	return fmt.Sprintf("%d of %d times (rule: seldom; %s) °", len(found), of, kept)
}

// linksTable returns links to other sheets.
func (b *builder) linksTable() *Table {
	t := newTable("Links", "", Lines, 1)
	t.text("Change", "", func(int) string { return "Change a class: sheet Runs, yellow column →" }).as(Link).To = "Runs"
	return t
}
