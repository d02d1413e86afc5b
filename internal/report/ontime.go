package report

import (
	"fmt"
	"math"
	"strings"

	"dayafter/internal/season"
	"dayafter/internal/stat"
)

// onTimeTable counts the next key workouts on schedule after long runs, by the group of the
// next day. Each row compares its group with the largest other group.
func (b *builder) onTimeTable() *Table {
	t := newTable("OnTime", "Was the next key workout on schedule? After long runs", Grid, len(b.groups()))
	t.Spare = t.Rows
	t.pickGroup(b.groups(), "OnTime", punctual("[Group]", season.OnTime)+"+"+punctual("[Group]", season.Late)+"+"+punctual("[Group]", season.Missed))
	count := func(name, note string, p season.Punctuality) {
		t.live(name, Count, note, `IF([Row]="","",`+punctual("[Next day]", p)+`)`)
	}
	count("On schedule", "on the usual day or one day later at most", season.OnTime)
	t.live("of", Count, "long runs with a known result", `IF([Row]="","",INDEX(OnTime[Count],[Row]))`)
	count("Late", "before the next usual day", season.Late)
	count("Missed", "not before the next usual day", season.Missed)
	work := func(name, source string) { t.live(name, Ratio, "", `IF([Row]="","",`+source+`)`).as(Working) }
	work("Rate", `[On schedule]/[of]`)
	work("Low", wilson("-"))
	work("High", wilson("+"))
	work("Size", `[of]*100-[#]`) // of two groups of equal size, the first counts as larger
	work("Other", `IF(COUNT(OnTime[Size])=1,"",MATCH(IF([Size]=MAX(OnTime[Size]),SMALL(OnTime[Size],COUNT(OnTime[Size])-1),MAX(OnTime[Size])),OnTime[Size],0))`)
	against := func(name string, q Quantity, note, source string) {
		t.live(name, q, note, `IF([Row]="","",IF([Other]="","",`+source+`))`)
	}
	against("Against", Text, "the other next day with the most long runs", `INDEX(OnTime[Next day],[Other])`)
	against("Difference", Change, "share on schedule minus that of the other next day", `[Rate]-INDEX(OnTime[Rate],[Other])`)
	against("From", Change, "95 % interval (Newcombe)", hypotenuse(`-`, "[Rate]-[Low]", "INDEX(OnTime[High],[Other])-INDEX(OnTime[Rate],[Other])"))
	against("To", Change, "", hypotenuse(`+`, "[High]-[Rate]", "INDEX(OnTime[Rate],[Other])-INDEX(OnTime[Low],[Other])"))
	return t
}

// punctual returns the formula that counts the long runs of a group by their next key workout.
func punctual(group string, p season.Punctuality) string {
	return fmt.Sprintf(`COUNTIFS(LongRuns[Group],%s,LongRuns[Key on schedule?],"%s")`, group, p)
}

// wilson returns the formula for an end of the 95 % Wilson interval of [Rate].
func wilson(sign string) string {
	z := stat.Z95
	return fmt.Sprintf(`ROUND(([Rate]+%[2]g/[of]%[1]s%[3]g*SQRT([Rate]*(1-[Rate])/[of]+%[4]g/([of]*[of])))/(1+%[5]g/[of]),9)`,
		sign, z*z/2, z, z*z/4, z*z)
}

// hypotenuse returns the formula for an end of Newcombe's interval of [Difference].
func hypotenuse(sign, a, b string) string {
	return fmt.Sprintf(`[Difference]%[1]sSQRT((%[2]s)*(%[2]s)+(%[3]s)*(%[3]s))`, sign, a, b)
}

// onTimeWords says how the two largest groups differ.
func (b *builder) onTimeWords() *Table {
	t := newTable("OnTimeWords", "", Lines, 1)
	t.live("First", Count, "the row of the largest group", `IF(COUNT(OnTime[Size])<2,"",MATCH(MAX(OnTime[Size]),OnTime[Size],0))`).as(Working)
	t.live("Better", Count, "of the two largest groups, the row of the one more often on schedule",
		`IF([First]="","",IF(INDEX(OnTime[Difference],[First])<0,INDEX(OnTime[Other],[First]),[First]))`).as(Working)
	t.live("Enough", Count, "1: both groups are large enough to compare", fmt.Sprintf(
		`IF([Better]="",0,IF(AND(INDEX(OnTime[of],[Better])>=%[1]d,INDEX(OnTime[of],INDEX(OnTime[Other],[Better]))>=%[1]d),1,0))`, season.MinArm)).as(Working)
	t.text("Confounder", "in what the long runs differed before the next day; not updated by your edits", func(int) string {
		return confounded(&b.season.Next.Schedule)
	}).as(Working)
	t.live("Counts", Text, "", onTimeCounts(b.groups())).as(Working)
	t.live("Difference", Text, "", strings.NewReplacer(
		"{diff}", "ROUND(100*INDEX(OnTime[Difference],[Better]),0)", "{from}", "ROUND(100*INDEX(OnTime[From],[Better]),0)", "{to}", "ROUND(100*INDEX(OnTime[To],[Better]),0)",
		"{name}", "INDEX(OnTime[Next day],[Better])", "{against}", "INDEX(OnTime[Against],[Better])",
	).Replace(`IF(COUNT(OnTime[Size])<2,"",IF([Enough]=0,"That is too few to compare.",`+
		`IF({from}>0,"On schedule "&{diff}&" percentage points more often after "&{name}&" than after "&{against}&" (95 % interval "&{from}&" to "&{to}&")"&[Confounder]&".",`+
		`IF({diff}=0,"There is no difference between the two most frequent kinds of next day.","On schedule "&{diff}&" percentage points more often after "&{name}&" than after "&{against}&", which chance alone could explain."))))`)).as(Working)
	return t
}

// confounded states what else may explain a difference in punctuality.
func confounded(s *season.Schedule) string {
	switch {
	case s.Confounder == season.NoCovariate:
		return ", which may be due to tired legs or a busy week instead"
	case s.Unlike:
		return fmt.Sprintf(", but the day after need not be the cause: the long runs already differed in %s", s.Confounder)
	}
	return fmt.Sprintf(", which may be due to %s instead", s.Confounder)
}

// onTimeCounts returns the formula that counts the next key workouts on schedule by group.
func onTimeCounts(groups []season.Group) string {
	var parts []string
	for i, g := range groups {
		on, all := punctual(fmt.Sprintf(`"%s"`, g), season.OnTime), fmt.Sprintf(`INDEX(OnTime[Count],%d)`, i+1)
		parts = append(parts, fmt.Sprintf(`IF(%[1]s=0,"",", "&%[2]s&" of "&%[1]s&IF(%[1]s=1," time"," times")&" after %[3]s")`, all, on, afterWhat(g)))
	}
	return fmt.Sprintf(`MID(%s,3,400)`, strings.Join(parts, "&"))
}

// afterWhat returns the words for a group after "after".
func afterWhat(g season.Group) string {
	switch g {
	case season.NoRecordGroup:
		return "a day with no record"
	case season.RestGroup:
		return "a day of rest"
	case season.OtherLoadGroup:
		return "another sport that was hard or long"
	case season.UnclearGroup:
		return "a run that could not be judged"
	}
	return g.String()
}

// scheduleWords returns the formula that says how often the next key workout came on
// schedule, by the group of the day after.
func scheduleWords() string {
	return `IF(SUM(LongRuns[Key due])=0,"There are too few key workouts to know your usual days.",` +
		`IF(COUNT(OnTime[Size])=0,"No key workout came after a long run yet.",` +
		`OnTimeWords[Counts]&"."&IF(OnTimeWords[Difference]="",""," "&OnTimeWords[Difference])))`
}

// hardScheduleTable counts the next key workouts on schedule after all hard runs.
func (b *builder) hardScheduleTable() *Table {
	rows := b.season.Next.Schedule.Hard
	t := newTable("Schedule", "After all hard runs (not updated by your edits)", Grid, len(rows))
	t.text("Next day", "", func(i int) string { return rows[i].Group.String() }).as(Class)
	t.number("On schedule", Count, "on the usual day or one day later at most", func(i int) float64 { return float64(rows[i].OnTime) })
	t.number("of", Count, "hard runs with a known result", func(i int) float64 { return float64(rows[i].N) })
	t.number("Late", Count, "before the next usual day", func(i int) float64 { return float64(rows[i].Late) })
	t.number("Missed", Count, "not before the next usual day", func(i int) float64 { return float64(rows[i].Missed) })
	t.text("Against", "the other next day with the most hard runs", func(i int) string {
		if rows[i].Against == season.Groups {
			return ""
		}
		return rows[i].Against.String()
	})
	t.number("Difference", Change, "share on schedule minus that of the other next day", func(i int) float64 { return compared(&rows[i], rows[i].Diff) })
	t.number("From", Change, "95 % interval (Newcombe)", func(i int) float64 { return compared(&rows[i], rows[i].DiffLow) })
	t.number("To", Change, "", func(i int) float64 { return compared(&rows[i], rows[i].DiffHigh) })
	return t
}

// compared returns a figure of a comparison; NaN if there is no other group.
func compared(t *season.Turnout, x float64) float64 {
	if t.Against == season.Groups {
		return math.NaN()
	}
	return round(x, 3)
}
