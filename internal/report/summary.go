package report

import (
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/season"
)

func (b *builder) summarySheet() *Sheet {
	strips, chart := b.stripsTable(), b.weeksChart()
	strips.Beside, chart.Beside = true, strips.Name
	return &Sheet{
		Name:   "Summary",
		Tables: []*Table{b.answerTable(), b.verdictTable(), b.groupsTable(), strips, b.examplesTable(), b.linksTable()},
		Charts: []*Chart{chart},
	}
}

// group is a kind of next day as the headline counts it.
type group struct {
	name  string
	kinds []season.Followed
}

// Names of groups that formulas refer to.
const (
	easyRunning = "easy running"
	hardRunning = "hard running"
	noRecord    = "no record"
	unclear     = "unclear"
	baseWeek    = "base week"
)

// groups lists the groups in the order of display. Every kind belongs to one group; an
// easy run that was too fast counts as hard running.
var groups = []group{
	{easyRunning, []season.Followed{season.RecoveryRun, season.EasyRun}},
	{season.ActiveRecovery.String(), []season.Followed{season.ActiveRecovery}},
	{hardRunning, []season.Followed{season.HardRun, season.LongAgain, season.RaceRun}},
	{season.OtherLoad.String(), []season.Followed{season.OtherLoad}},
	{noRecord, []season.Followed{season.NoRecord}},
	{unclear, []season.Followed{season.UnjudgedRun, season.WithoutFile}},
	{season.NotKnownYet.String(), []season.Followed{season.NotKnownYet}},
}

// groupOf returns the formula for the group of a long run's next day.
func groupOf() string {
	text := `""`
	for _, g := range groups {
		for _, kind := range g.kinds {
			name := fmt.Sprintf("%q", g.name)
			if kind == season.EasyRun {
				name = fmt.Sprintf(`IF([How easy]="%s","%s","%s")`, season.TooFast, hardRunning, g.name)
			}
			text = fmt.Sprintf(`IF([Next day]="%s",%s,%s)`, kind, name, text)
		}
	}
	return fmt.Sprintf(`IF([Row]="","",IF([In base]="yes","%s",%s))`, baseWeek, text)
}

// groupsTable returns the groups that came, with their counts. Each row shows the next
// group in order that is not zero, so that a group appears when an override brings it.
func (b *builder) groupsTable() *Table {
	t := newTable("Groups", "", Grid, len(groups))
	t.Spare = t.Rows
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.text("Group", "", func(i int) string { return groups[i].name }).as(Working)
	t.live("Count", Count, "", `COUNTIFS(LongRuns[Group],[Group])`).as(Working)
	t.live("Place", Count, "", `IF([Count]>0,[#],"")`).as(Working)
	t.live("Row", Count, "", `IFERROR(SMALL(Groups[Place],[#]),"")`).as(Working)
	t.live("Next day", Text, "", `IF([Row]="","",INDEX(Groups[Group],[Row]))`).as(Class)
	t.live("Times", Count, "", `IF([Row]="","",INDEX(Groups[Count],[Row]))`)
	t.live("Share", Share, "of the long runs outside base weeks", `IF([Row]="","",[Times]/Answer[Long])`).Bar = true
	t.live("Which", Text, "", `IF([Row]="","",`+kindsWithin()+`)`)
	return t
}

// kindsWithin returns the formula that lists the kinds of day after within the group of a
// row, where the group has several.
func kindsWithin() string {
	text := `""`
	for i, g := range groups {
		kinds := g.kinds
		if len(kinds) == 1 {
			continue
		}
		if g.name == hardRunning {
			kinds = append(slices.Clone(kinds), season.EasyRun)
		}
		var parts []string
		for _, kind := range kinds {
			count := fmt.Sprintf(`COUNTIFS(LongRuns[Group],"%s",LongRuns[Next day],"%s")`, g.name, kind)
			name := kind.String()
			if g.name == hardRunning && kind == season.EasyRun {
				name = "too fast easy run"
			}
			parts = append(parts, fmt.Sprintf(`IF(%[1]s=0,"",", "&%[1]s&IF(%[1]s=1," %[2]s"," %[3]s"))`, count, name, several(name)))
		}
		text = fmt.Sprintf(`IF([Row]=%d,MID(%s,3,200),%s)`, i+1, strings.Join(parts, "&"), text)
	}
	return text
}

// several returns the plural of a kind of day after.
func several(name string) string {
	if name == season.UnjudgedRun.String() || name == season.WithoutFile.String() {
		return name
	}
	if again, ok := strings.CutSuffix(name, " again"); ok {
		return again + "s again" // long runs again
	}
	return name + "s"
}

// stripRows is the number of long runs that Summary shows day by day: as many as fit on
// one screen.
const stripRows = 13

// stripsTable returns the last long runs with what came on the four days after each, the
// newest first.
func (b *builder) stripsTable() *Table {
	t := newTable("Strips", fmt.Sprintf("Your last %d long runs", stripRows), Cells, stripRows)
	if n := len(b.season.LongRuns); n <= stripRows {
		t.Title, t.Rows = "Your long runs, day by day", max(n, stripRows-2)
	}
	t.Spare = t.Rows
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.live("Row", Count, "", `IFERROR(MATCH(SMALL(LongRuns[Run],COUNT(LongRuns[Run])+1-[#]),LongRuns[Run],0),"")`).as(Working)
	t.live("Date", ShortDay, "", `IF([Row]="","",INDEX(LongRuns[Date],[Row]))`)
	for day := range stripDays {
		name := "long run"
		if day > 0 {
			name = fmt.Sprintf("+%d", day)
		}
		t.live(stripColumn(day), Text, name, fmt.Sprintf(
			`IF([Row]="","",INDEX(Days[Mark],INDEX(LongRuns[Date],[Row])-Calendar[First day]+%d))`, day+1)).as(Class)
	}
	return t
}

// stripDays is the number of days in a strip: the long run and the four days after it.
const stripDays = 5

// stripColumn returns the name of a day's column.
func stripColumn(day int) string {
	if day == 0 {
		return "0"
	}
	return fmt.Sprintf("+%d", day)
}

// exampleRows is the number of examples on Summary.
const exampleRows = 3

// examplesTable names the latest run of the day after for each verdict, without gaps.
func (b *builder) examplesTable() *Table {
	t := newTable("Examples", "Examples from your own next days, the latest of each kind", Lines, 1)
	verdicts := []struct{ verdict, words string }{
		{hardRun, "Hard"}, {season.TooFast.String(), "Too fast"}, {season.Drifted.String(), "Began easy, then drifted"}, {season.TrulyEasy.String(), "Easy enough"},
	}
	for k := 1; k <= exampleRows; k++ {
		text := `""`
		for _, e := range slices.Backward(verdicts) {
			text = fmt.Sprintf(`IF(AND([Has %[1]s]=%[2]d,[Text %[1]s]<>""),[Text %[1]s],%[3]s)`, e.verdict, k, text)
		}
		t.live(fmt.Sprint(k), Text, "", text)
	}
	before := "0"
	for _, e := range verdicts {
		column := verdictColumn(e.verdict)
		at := latest("LongRuns", column, 1)
		t.live("Text "+e.verdict, Text, "", fmt.Sprintf(
			`IF(COUNT(LongRuns[%[1]s])=0,"","%[2]s: "&INDEX(LongRuns[+1 day],%[3]s)&", "&INDEX(Runs[Measures],INDEX(LongRuns[After row],%[3]s)))`,
			column, e.words, at)).as(Working)
		t.live("Has "+e.verdict, Count, "", fmt.Sprintf(`%s+IF([Text %s]="",0,1)`, before, e.verdict)).as(Working)
		before = "[Has " + e.verdict + "]"
	}
	return t
}

// verdictColumn returns the name of the LongRuns column that numbers the rows of a verdict.
func verdictColumn(verdict string) string { return "Is " + verdict }

// latest returns the formula for the k-th largest number of a column.
func latest(table, column string, k int) string {
	return fmt.Sprintf(`SMALL(%[1]s[%[2]s],COUNT(%[1]s[%[2]s])+1-%[3]d)`, table, column, k)
}

// linksTable returns links to other sheets.
func (b *builder) linksTable() *Table {
	t := newTable("Links", "", Lines, 1)
	t.text("Change", "", func(int) string {
		return shortLegend + ". Not what you did? Correct a class in the yellow column of the sheet Runs →"
	}).as(Link).To = "Runs"
	return t
}
