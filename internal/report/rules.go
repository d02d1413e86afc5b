package report

import (
	"fmt"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// weekRule adds the check of the rule for the number of runs a week. It is a formula,
// because a class that the runner changes can change the result.
func (b *builder) weekRule(t *Table) {
	weeks := b.season.Weeks
	t.live("Rule", Text, "by the number of runs: recovery runs make sense from four runs a week", season.WeekRule.Formula())
	t.live("Kept", Text, "whether the week keeps its rule", season.WeekKept()).as(Pale)
	t.live("Because", Text, "the reason, if the rule was not kept or the week is unclear", season.WeekVerdict.Formula())
	t.live("Base", Text, fmt.Sprintf("yes: base training, two weeks or more in a row with %d runs and no key work; the rules leave it out", season.BaseRuns),
		yesWhen(season.BaseRule.Formula())).as(Detail)
	work := func(name, source string) { t.live(name, Count, "", source).as(Working) }
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.number("Days", Count, "of the week that lie within the data", func(i int) float64 { return float64(weeks[i].Days) }).as(Working)
	t.number("Without file", Count, "runs of which there is no file", func(i int) float64 { return float64(weeks[i].Unrecorded) }).as(Working)
	work("Runs after hard", `COUNTIFS(Runs[Week],[Week of],Runs[After hard],1)`)
	work("Hard after hard", `COUNTIFS(Runs[Week],[Week of],Runs[Hard after hard],1)`)
	work("Unjudged", fmt.Sprintf(`COUNTIFS(Runs[Week],[Week of],Runs[Counts as],"%s")`, season.UnjudgedRun))
	work("Basic", oneWhen(season.BasicRule.Formula()))
	work("Basic before", `IF([#]=1,0,above[Basic])`)
	t.number("Away", Count, "days that the runner marked as away", func(i int) float64 { return float64(weeks[i].Away) }).as(Working)
	work("Key weeks", `COUNTIFS(Weeks[Key runs],">0")`)
	work("Basic after", fmt.Sprintf(`IF([#]=%d,0,below[Basic])`, len(weeks)))
}

// blocksTable holds recovery runs against stressors, four weeks at a time.
func (b *builder) blocksTable() *Table {
	blocks := b.season.Blocks
	t := newTable("Blocks", "Four weeks at a time, base weeks left out (not updated by your edits)", Grid, len(blocks))
	t.day("From", "", func(i int) unit.Day { return blocks[i].From })
	t.number("Weeks", Count, "without base weeks", func(i int) float64 { return float64(blocks[i].Weeks) })
	t.number("Key runs", Count, "", func(i int) float64 { return float64(blocks[i].Key) })
	t.number("Hard runs", Count, "", func(i int) float64 { return float64(blocks[i].Stressed) })
	t.number("Recovery runs", Count, "", func(i int) float64 { return float64(blocks[i].Recovery) })
	t.number("Ratio", Ratio, "recovery runs for each hard run; aim for about 1", func(i int) float64 { return round(blocks[i].Ratio, 2) })
	t.text("Balance", "", func(i int) string { return blocks[i].Kept.String() }).as(Pale)
	return t
}

// rulesTable returns the results of the rules in words.
func (b *builder) rulesTable() *Table {
	t := newTable("Rules", "The balance of the season", Lines, 1)
	t.live("Ratio", Text, "", `SUMIFS(Weeks[Recovery runs],Weeks[Base],"no")&" recovery runs for "&SUMIFS(Weeks[Hard runs],Weeks[Base],"no")&" hard runs outside base weeks (aim for about one each)"`)
	t.live("Volume", Text, "", `IF(SUM(Weeks[Total])=0,0,ROUND(100*SUM(Weeks[Recovery])/SUM(Weeks[Total]),0))&" % of your running distance was recovery runs"`)
	t.text("Close", "", func(int) string {
		return "Two hard runs within 24 h: " + seldomWords(b.season.Hard.Close, b.season.Hard.Gaps, b.season.Hard.CloseKept)
	})
	t.text("Two easy", "", func(int) string {
		return "Two or more easy runs between hard runs: " + seldomWords(b.season.Hard.TwoEasy, b.season.Hard.Gaps, b.season.Hard.TwoEasyKept)
	})
	return t
}

// seldomWords compares the number of rare events with their rule.
func seldomWords(found []int, of int, kept season.Kept) string {
	return fmt.Sprintf("%d of %d times (should be rare: %s; not updated by your edits)", len(found), of, kept)
}
