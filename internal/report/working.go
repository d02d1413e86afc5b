package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// working adds the columns of Runs that only formulas read.
func (b *builder) working(t *Table) {
	b.judged(t)
	t.text(WrittenColumn, "the override when the workbook was written", func(i int) string {
		return b.run(i).Verdict.Said.String()
	}).as(Working)
	t.text(NotedColumn, "yes: with a note when the workbook was written", func(i int) string {
		return yesNo(b.options.Notes[b.run(i).Key] != "")
	}).as(Working)
	t.text("Audit", "how easy it was, whatever its class", func(i int) string { return b.run(i).Audit.Verdict.String() }).as(Working)
	t.text("Because", "the reason for the verdict on how easy it was", func(i int) string { return strings.Join(EaseReasons(&b.run(i).Audit, b.units), "; ") }).as(Working)
	t.text("Judged race", "yes: judged or named a race", func(i int) string { return yesNo(b.run(i).JudgedRace()) }).as(Working)
	t.text("Judged quality", "yes: judged a long run with quality inside", func(i int) string {
		return yesNo(b.run(i).JudgedQuality())
	}).as(Working)
	t.text("Intensity", "how hard it was by its zones, whatever its class", func(i int) string { return b.run(i).Verdict.Intensity.String() }).as(Working)
	t.live("Race", Text, "a run that the runner calls easy or recovery is none", yesWhen(season.RaceRule.Formula())).as(Working)
	t.live("Quality", Text, "", yesWhen(season.QualityRule.Formula())).as(Working)
	b.workingWords(t)
	workingCounts(t)
}

// workingWords adds the columns from which other sheets take the words and times of a
// session.
func (b *builder) workingWords(t *Table) {
	t.text("In words", "its figures in one line", func(i int) string { return b.sessionWords(i) }).as(Working)
	t.text("Measures", "its main figures", func(i int) string { return Measures(b.run(i).Sum, b.run(i).Sport, b.units) }).as(Working)
	t.text("Day name", "", func(i int) string { return b.run(i).Day.Time().Format("2 Jan") }).as(Working)
	within := func(words func(a *season.After) string) func(i int) string {
		return func(i int) string {
			if a := b.season.Aftermath(i); a != nil {
				return words(&a.Within)
			}
			return ""
		}
	}
	t.text("Within 24 h", "of a stressor: what started within 24 h of its end", within(func(a *season.After) string { return a.Kind.String() })).as(Working)
	t.text("Within was", "that session", within(b.hoursTo)).as(Working)
	t.text("Meant", "yes: titled a recovery run", func(i int) string { return yesNo(b.run(i).Intent.Recovery) }).as(Working)
	t.day("Week", "first day of its week", func(i int) unit.Day {
		return b.run(i).Day.WeekStart(b.season.WeekStart)
	}).as(Working)
	t.day("End day", "the local day on which it ended, from which the days after count", func(i int) unit.Day { return b.run(i).EndDay() }).as(Working)
	t.moment("Begin", "start, UTC", func(i int) time.Time { return b.run(i).Sum.Start.UTC() }).as(Working)
	t.moment("End", "UTC", func(i int) time.Time { return b.run(i).Sum.End().UTC() }).as(Working)
}

// workingCounts adds the columns that say how a session counts with its current class.
func workingCounts(t *Table) {
	work := func(name, note, source string) { t.live(name, Count, note, source).as(Working) }
	t.live("Counts as", Text, "how it counts as a day after", season.CountsAs.Formula()).as(Working)
	work("Hardness", "place among the kinds of day after", place(season.HardnessOrder))
	work("Rank", "hardness, then order of start", `[Hardness]*1000000-[No.]`)
	work("Hardest", "1: the hardest session of its day that counts", `IF(COUNTIFS(Runs[Date],[Date],Runs[Rank],">"&[Rank])+IF([Hardness]=0,1,0)=0,1,0)`)
	work("Priority", "place in the order in which kinds decide a day after, then order of start", place(season.DecidingOrder)+`*1000000-[No.]`)
	work("Decides", "1: the session that decides what its day was as a day after", `IF(COUNTIFS(Runs[Date],[Date],Runs[Priority],">"&[Priority])+IF([Hardness]=0,1,0)=0,1,0)`)
	t.live("Ease", Text, "how easy it was for a day after; hard: itself long, key or a race", season.EaseRule.Formula()).as(Working)
	work("After long", "1: a run of a day after a long run that the answer counts",
		`IF(AND([Sport]="run",COUNTIFS(LongRuns[Counted day],[Date])>0),1,0)`)
	for e := season.Easiness(1); e < season.Easinesses; e++ {
		work(verdictColumn(e.String()), "", fmt.Sprintf(`IF(AND([After long]=1,[Ease]="%s"),[No.],"")`, e))
	}
	work("Stressor", "1: leaves fatigue", oneWhen(season.StressRule.Formula()))
	work("After stressor", "1: on the day after a stressor", `IF(COUNTIFS(Runs[End day],[Date]-1,Runs[Stressor],1)>0,1,0)`)
	work("After hard", "1: on the day after a stressor, or within 24 h of its end",
		`IF(AND([Sport]="run",OR([After stressor]=1,COUNTIFS(Runs[Date],[Date],Runs[Stressor],1,Runs[End],"<="&[Begin])>0)),1,0)`)
	work("Hard after hard", "", fmt.Sprintf(`IF(AND([After hard]=1,[Hardness]>%d),1,0)`, slices.Index(season.HardnessOrder, season.EasyRun)+1))
	work("Long no.", "", fmt.Sprintf(`IF(%s,[No.],"")`, season.LongRule.Formula()))
	t.live("Counts as long", Text, "yes: a long run, or a race as long as a long run", yesWhen(season.LongRule.Formula())).as(Working)
	work("Key no.", "", fmt.Sprintf(`IF(%s,[No.],"")`, season.KeyRule.Formula()))
	work("Recovery no.", "", `IF(AND([Sport]="run",OR([Meant]="yes",AND([Stressor]=0,OR([Class]="recovery",[After stressor]=1)))),[No.],"")`)
	work("Changed", "1: overridden since the workbook was written", `IF([Class override]=[Written],0,1)`)
}

// yesWhen returns the formula for "yes" if the condition holds, and "no" otherwise.
func yesWhen(condition string) string { return fmt.Sprintf(`IF(%s,"yes","no")`, condition) }

// oneWhen returns the formula for 1 if the condition holds, and 0 otherwise.
func oneWhen(condition string) string { return fmt.Sprintf(`IF(%s,1,0)`, condition) }

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// place returns the formula for the position of [Counts as] in the order, from 1.
func place(order []season.Followed) string {
	text := "0"
	for rank, kind := range order {
		text = fmt.Sprintf(`IF([Counts as]="%s",%d,%s)`, kind, rank+1, text)
	}
	return text
}

// zoneNames returns the names of the heart-rate zones in use; nil when no run has zones.
func (b *builder) zoneNames() []string {
	for i := len(b.season.Runs) - 1; i >= 0; i-- {
		if z := &b.run(i).Zones.HR; len(z.Names) > 0 {
			return z.Names
		}
	}
	return nil
}

// zoneTimes adds the time in each heart-rate zone, by the zones of the run's own day.
func (b *builder) zoneTimes(t *Table) {
	for z, name := range b.zoneNames() {
		t.number("In "+name, Duration, "time in the zone", b.ofRuns(func(r *season.Run) float64 {
			if seconds := r.Zones.HR.Seconds(r.Sum.HRSeconds); z < len(seconds) {
				return seconds[z]
			}
			return 0
		})).as(Working)
	}
}
