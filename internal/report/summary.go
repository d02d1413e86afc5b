package report

import (
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/activity"
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

// groups lists the groups of next days that the season can have, in the order of display.
// Base weeks and days away are left out of the answer.
func (b *builder) groups() (shown []season.Group) {
	never := season.RestGroup
	if b.season.BlankRest {
		never = season.NoRecordGroup
	}
	for g := range season.Groups {
		if g != never && (g.Counted() || g == season.NotKnownGroup) {
			shown = append(shown, g)
		}
	}
	return shown
}

// groupsTable returns the groups that came, with their counts. Each row shows the next
// group in order that is not zero, so that a group appears when an override creates it.
func (b *builder) groupsTable() *Table {
	t := newTable("Groups", "", Grid, len(b.groups()))
	t.Spare = t.Rows
	t.pickGroup(b.groups(), "Groups", `COUNTIFS(LongRuns[Group],[Group])`)
	t.live("Times", Count, "", `IF([Row]="","",INDEX(Groups[Count],[Row]))`)
	t.live("Share", Share, "of the long runs outside base weeks", `IF([Row]="","",[Times]/Answer[Long])`).Bar = true
	t.live("Recovery share", Share, "the part of Share with a recovery run", fmt.Sprintf(
		`IF([Row]="",0,IF(INDEX(Groups[Group],[Row])="%s",Answer[Strict]/Answer[Long],0))`, season.EasyRunning)).as(Working)
	t.live("Which", Text, "", `IF([Row]="","",`+kindsWithin(b.groups())+`)`)
	return t
}

// pickGroup adds the columns that find the group of each row: row k shows the k-th group
// whose count is not zero.
func (t *Table) pickGroup(groups []season.Group, table, count string) {
	t.number("#", Count, "", func(i int) float64 { return float64(i + 1) }).as(Working)
	t.text("Group", "", func(i int) string { return groups[i].String() }).as(Working)
	t.live("Count", Count, "", count).as(Working)
	t.live("Place", Count, "", `IF([Count]>0,[#],"")`).as(Working)
	t.live("Row", Count, "", fmt.Sprintf(`IFERROR(SMALL(%s[Place],[#]),"")`, table)).as(Working)
	t.live("Next day", Text, "", fmt.Sprintf(`IF([Row]="","",INDEX(%s[Group],[Row]))`, table)).as(Class)
}

// kindsWithin returns the formula that lists the kinds of day after within the group of a
// row, if the group has several kinds.
func kindsWithin(groups []season.Group) string {
	text := `""`
	for i, g := range groups {
		within := partsOf(g)
		if len(within) < 2 {
			continue
		}
		var parts []string
		for _, p := range within {
			count := fmt.Sprintf(`COUNTIFS(LongRuns[Group],"%s",LongRuns[%s],"%s")`, g, p.column, p.value)
			parts = append(parts, fmt.Sprintf(`IF(%[1]s=0,"",", "&%[1]s&IF(%[1]s=1," %[2]s"," %[3]s"))`, count, p.name, several(p.name)))
		}
		text = fmt.Sprintf(`IF([Row]=%d,MID(%s,3,200),%s)`, i+1, strings.Join(parts, "&"), text)
	}
	return text
}

// groupPart is a part of a group: the rows of LongRuns with a value in a column.
type groupPart struct{ column, value, name string }

// partsOf returns the parts of a group: the sports of active recovery, or the kinds of
// day after.
func partsOf(g season.Group) (parts []groupPart) {
	if g == season.ActiveGroup {
		for s := activity.Unknown; s <= activity.Other; s++ {
			if s != activity.Run {
				parts = append(parts, groupPart{"+1 sport", s.String(), s.String()})
			}
		}
		return parts
	}
	for _, kind := range g.Kinds() {
		parts = append(parts, groupPart{"Next day", kind.String(), kind.String()})
	}
	if g.HasTooFast() {
		parts = append(parts, groupPart{"Next day", season.EasyRun.String(), "too-fast easy run"})
	}
	return parts
}

// several returns the plural of a kind of day after.
func several(name string) string {
	switch name {
	case season.UnjudgedRun.String(), season.WithoutFile.String(), activity.Yoga.String(), activity.Strength.String(), activity.Unknown.String(), activity.Other.String():
		return name
	}
	if again, ok := strings.CutSuffix(name, " again"); ok {
		return again + "s again" // "long run again" becomes "long runs again"
	}
	return name + "s"
}

// stripRows is the number of long runs that Summary shows day by day: as many as fit on
// one screen.
const stripRows = 11

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

// examplesTable names the latest run on a day after for each verdict, without empty rows
// between them.
func (b *builder) examplesTable() *Table {
	t := newTable("Examples", "Examples from your own next days, the latest of each kind", Lines, 1)
	verdicts := []struct{ verdict, words string }{
		{season.HardEase.String(), "Hard"}, {season.TooFast.String(), "Too fast"}, {season.Drifted.String(), "Drifted"}, {season.TrulyEasy.String(), "Truly easy"},
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
		at := latestRun(column, 1)
		t.live("Text "+e.verdict, Text, "", fmt.Sprintf(
			`IF(COUNT(Runs[%[1]s])=0,"","%[2]s: "&INDEX(Runs[Day name],%[3]s)&", "&%[4]sINDEX(Runs[Measures],%[3]s))`,
			column, e.words, at, kindBefore(e.verdict, at))).as(Working)
		t.live("Has "+e.verdict, Count, "", fmt.Sprintf(`%s+IF([Text %s]="",0,1)`, before, e.verdict)).as(Working)
		before = "[Has " + e.verdict + "]"
	}
	return t
}

// kindBefore returns the formula for the words before the figures of a hard run, such as
// "hills, ", because a mean pace does not show that a run was hard. It returns "" for other
// verdicts.
func kindBefore(verdict, row string) string {
	if verdict != season.HardEase.String() {
		return ""
	}
	return fmt.Sprintf(`IF(INDEX(Runs[Kind],%[1]s)="",INDEX(Runs[Class],%[1]s)&" run",INDEX(Runs[Kind],%[1]s))&", "&`, row)
}

// verdictColumn returns the name of the Runs column that numbers the next-day runs of a verdict.
func verdictColumn(verdict string) string { return "Is " + verdict }

// latestRun returns the formula for the row of the k-th last run of a column that holds
// numbers of runs.
func latestRun(column string, k int) string {
	return fmt.Sprintf(`MATCH(SMALL(Runs[%[1]s],COUNT(Runs[%[1]s])+1-%[2]d),Runs[No.],0)`, column, k)
}

// linksTable returns the meaning of the letters and a link to the sheet for correcting
// classes. It has only one row, because Summary must fit on one screen.
func (b *builder) linksTable() *Table {
	t := newTable("Links", "", Lines, 1)
	t.Joined = true
	t.text("Change", "", func(int) string {
		return "★ race · " + shortLegend + ". Not what you did? Correct a class on the sheet Runs →"
	}).as(Link).To = "Runs"
	return t
}
