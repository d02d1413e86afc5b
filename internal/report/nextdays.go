package report

import (
	"fmt"
	"slices"

	"dayafter/internal/season"
)

func (b *builder) nextDaysSheet() *Sheet {
	return &Sheet{
		Name:   "Next days",
		About:  "What came on the calendar day after long runs, key workouts and races. A recovery run decides its day, otherwise the hardest session.",
		Tables: append([]*Table{b.nextDaysWords(), b.matrix(), b.kindsTable(), b.habitTable(), b.withinTable()}, filled(b.shiftsTable(), b.afterKeyTable())...),
		Charts: []*Chart{b.matrixChart()},
	}
}

// kinds returns the kinds of day after that this season can have, in the order of display.
func (b *builder) kinds() []season.Followed {
	return slices.DeleteFunc(slices.Clone(season.FollowedKinds), func(f season.Followed) bool {
		switch f {
		case season.WithoutFile:
			return len(b.season.Unrecorded) == 0
		case season.Away:
			return len(b.season.Away) == 0
		case season.Rest:
			return !b.season.BlankRest
		case season.NoRecord:
			return b.season.BlankRest
		}
		return false
	})
}

// kindsTable returns the count of each kind of day after a long run.
func (b *builder) kindsTable() *Table {
	kinds := b.kinds()
	t := newTable("Kinds", "After long runs, each kind with the means of its sessions", Grid, len(kinds))
	t.text("Next day", "", func(i int) string { return kinds[i].String() }).as(Class)
	t.live("Times", Count, "of all long runs, base weeks included", `COUNTIFS(LongRuns[Next day],[Next day])`)
	b.kindMean(t, "Distance", Distance).in(b.units.DistanceName())
	b.kindMean(t, "Time", Duration)
	t.live("Pace", Pace, "all their time by all their distance",
		`IF(SUMIFS(LongRuns[+1 distance],LongRuns[Next day],[Next day],LongRuns[+1 pace],">0")=0,"–",`+
			`SUMIFS(LongRuns[+1 time],LongRuns[Next day],[Next day],LongRuns[+1 pace],">0")/`+
			`SUMIFS(LongRuns[+1 distance],LongRuns[Next day],[Next day],LongRuns[+1 pace],">0"))`).in(b.perDistance())
	b.kindMean(t, "HR", HeartRate).in("bpm")
	return t
}

// kindMean adds the mean of a figure over the sessions that decided day +1.
func (b *builder) kindMean(t *Table, name string, q Quantity) *Column {
	source := map[string]string{"Distance": "+1 distance", "Time": "+1 time", "HR": "+1 HR"}[name]
	return t.live(name, q, "mean of the sessions that decided the day after", fmt.Sprintf(
		`IF(COUNTIFS(LongRuns[Next day],[Next day],LongRuns[%[1]s],">0")=0,"–",`+
			`SUMIFS(LongRuns[%[1]s],LongRuns[Next day],[Next day])/COUNTIFS(LongRuns[Next day],[Next day],LongRuns[%[1]s],">0"))`, source))
}

// stressors lists the rows of the matrix as conditions on Runs.
var stressors = []struct{ name, long, class, race string }{
	{"long run", "yes", "*", "*"}, {"key workout", "*", "key", "no"}, {"race", "*", "*", "yes"},
}

func (b *builder) nextDaysWords() *Table {
	t := newTable("NextDaysWords", "", Lines, 1)
	share := func(row int) string {
		return fmt.Sprintf(`(INDEX(NextDays[Recovery run],%[1]d)+INDEX(NextDays[Easy run],%[1]d))&" of "&(INDEX(NextDays[All],%[1]d)-INDEX(NextDays[Not known yet],%[1]d))`, row)
	}
	t.live("Finding", Text, "", `"Recovery or easy runs came the day after "&`+share(1)+`&" long runs and "&`+share(2)+`&" key workouts (base weeks included)"`)
	return t
}

// matrix returns the counts of days after for each kind of stressor.
func (b *builder) matrix() *Table {
	t := newTable("NextDays", "", Grid, len(stressors))
	t.text("After a", "", func(i int) string { return stressors[i].name })
	t.text("Long is", "", func(i int) string { return stressors[i].long }).as(Working)
	t.text("Class", "", func(i int) string { return stressors[i].class }).as(Working)
	t.text("Race is", "", func(i int) string { return stressors[i].race }).as(Working)
	for _, kind := range b.kinds() {
		t.live(title(kind.String()), Count, "", fmt.Sprintf(
			`COUNTIFS(Runs[Counts as long],[Long is],Runs[Class],[Class],Runs[Race],[Race is],Runs[Sport],"run",Runs[Next day],"%s")`, kind))
	}
	t.live("All", Count, "", `COUNTIFS(Runs[Counts as long],[Long is],Runs[Class],[Class],Runs[Race],[Race is],Runs[Sport],"run")`)
	return t
}

func (b *builder) matrixChart() *Chart {
	ch := &Chart{
		Kind:       StackedShares,
		Title:      of("NextDaysWords", "Finding"),
		X:          Axis{},
		Y:          Axis{Title: "share of the days after", Quantity: Share},
		Categories: of("NextDays", "After a"),
		Alt:        "Bars of equal length: what came the day after long runs, key workouts and races.",
	}
	kinds := kindsByWord()
	for _, kind := range b.kinds() {
		ch.Series = append(ch.Series, Series{Name: kind.String(), Kind: kinds[kind.String()], Values: of("NextDays", title(kind.String()))})
	}
	return ch
}

// withinTable returns the counts for the 24 hours after the end of a long run instead of
// the next day.
func (b *builder) withinTable() *Table {
	long := []struct {
		name string
		of   []season.Aftermath
	}{{"long run", b.season.LongRuns}, {"key workout", b.season.KeyRuns}, {"race", b.season.RaceRuns}}
	t := newTable("Within", "Within 24 hours of the end (not updated by your edits)", Grid, len(long))
	t.text("After a", "", func(i int) string { return long[i].name })
	for _, kind := range b.kinds() {
		t.number(title(kind.String()), Count, "", func(i int) float64 { return float64(withinOf(kind, long[i].of)) })
	}
	t.number("All", Count, "", func(i int) float64 { return float64(len(long[i].of)) })
	return t
}

// withinOf counts the hard runs that a kind of session followed within 24 hours.
func withinOf(kind season.Followed, hard []season.Aftermath) (n int) {
	for _, a := range hard {
		if a.Within.Kind == kind {
			n++
		}
	}
	return n
}

// shiftsTable returns the answers for other thresholds and other definitions of the day after.
func (b *builder) shiftsTable() *Table {
	shifts := b.season.Shifts.Shifts
	t := newTable("Shifts", "If your thresholds were different (not updated by your edits)", Grid, len(shifts))
	t.text("If", "", func(i int) string { return shiftName(&shifts[i]) })
	count := func(name, note string, of func(*season.Shift) int) {
		t.number(name, Count, note, func(i int) float64 { return float64(of(&shifts[i])) })
	}
	count("Long runs", "whose day after is known", func(x *season.Shift) int { return x.Long })
	count("Easy running after", "", func(x *season.Shift) int { return x.Easy })
	count("Recovery run after", "", func(x *season.Shift) int { return x.Recovery })
	t.text("Answer", "", func(i int) string { return answerWords(&shifts[i].Answer) })
	count("Next-day runs", "", func(x *season.Shift) int { return x.Enough.Runs })
	count("Truly easy", "of the next-day runs", func(x *season.Shift) int { return x.Enough.Easy })
	count("Changed", "long runs that would be classed differently, or whose next day would", func(x *season.Shift) int { return x.Changed })
	return t
}

// answerWords returns the word of an answer, both words if days without a record leave it
// open, or "" if there are too few long runs for a word.
func answerWords(a *season.Answer) string {
	low, high := a.Word.String(), a.WordRecorded.String()
	switch {
	case low == high:
		return low
	case low == "" || high == "":
		return ""
	}
	return fmt.Sprintf("between %s and %s", low, high)
}

func shiftName(s *season.Shift) string {
	switch {
	case s.Within24:
		return "within 24 h instead of the next day"
	case s.Shift == 1:
		return "as judged"
	case s.Shift > 1:
		return fmt.Sprintf("thresholds were %.0f %% higher", 100*(s.Shift-1))
	}
	return fmt.Sprintf("thresholds were %.0f %% lower", 100*(1-s.Shift))
}
