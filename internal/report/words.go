package report

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/season"
)

// habitTable returns further sentences about the runner's habit.
func (b *builder) habitTable() *Table {
	t := newTable("Habit", "More about the habit (not updated by your edits)", Lines, 1)
	for _, l := range []struct{ name, text string }{
		{"Pace", b.paceWords()},
		{"Called", b.calledWords()},
		{"Streak", b.streakWords()},
		{"Trend", b.trendWords()},
		{"Sports", b.sportWords()},
		{"Usual days", b.usualWords()},
		{"Races", b.raceWords()},
		{"Hangs", b.hangsWords()},
	} {
		t.text(l.name, "", func(int) string { return l.text }).as(unlessEmpty(l.text))
	}
	if !slices.ContainsFunc(t.Columns, func(c *Column) bool { return c.Role == Shown }) {
		t.Title = ""
	}
	return t
}

// unlessEmpty returns the role of a line: hidden if it is empty.
func unlessEmpty(s string) Role {
	if s == "" {
		return Working
	}
	return Shown
}

// paceWords compares the pace of the runs of the day after with the runner's easy runs,
// and says how many of them have no heart rate to judge by.
func (b *builder) paceWords() string {
	slow := &b.season.Slow
	var words []string
	if !math.IsNaN(slow.Slower) {
		words = append(words, "Your next-day runs were "+slower(slow.Slower)+" than your easy runs (median).")
	}
	if slow.ByPace > 0 {
		words = append(words, fmt.Sprintf("%s judged by pace alone, without a reliable heart rate.", were(slow.ByPace)))
	}
	return strings.Join(words, " ")
}

// calledWords compares the runner's titles with how the runs went.
func (b *builder) calledWords() string {
	called, broken, easy := 0, 0, 0
	for i := range b.season.Runs {
		switch r := b.run(i); {
		case !r.Called.Recovery && !r.Called.Easy:
			continue
		case r.Called.Broken:
			broken++
		case r.Audit.Verdict == season.TrulyEasy:
			easy++
		}
		called++
	}
	if called == 0 {
		return ""
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{easy, "truly easy"}, {broken, "not"}, {called - easy - broken, "unclear"}} {
		if part.n > 0 {
			parts = append(parts, were(part.n)+" "+part.what)
		}
	}
	return fmt.Sprintf("You titled %s recovery or easy: %s.", plural(called, "run"), listed(parts))
}

// were returns a count with "was" or "were".
func were(n int) string { return fmt.Sprintf("%d %s", n, agree(n, "was", "were")) }

// slower describes a share by which a pace was slower.
func slower(share float64) string {
	if share < 0 {
		return fmt.Sprintf("%.0f %% faster", -100*share)
	}
	return fmt.Sprintf("%.0f %% slower", 100*share)
}

func (b *builder) streakWords() string {
	a := &b.season.Answer
	if a.Streak.Length < 2 {
		return ""
	}
	words := fmt.Sprintf("Longest streak: you ran easy the next day after %d long runs in a row (%s to %s)",
		a.Streak.Length, b.dayWords(a.Streak.First), b.dayWords(a.Streak.Last))
	if a.Now >= 2 {
		words += fmt.Sprintf("; also after your last %d", a.Now)
	}
	return words + "."
}

// dayWords returns the day of a run.
func (b *builder) dayWords(run int) string { return b.run(run).Day.Time().Format("2 Jan 2006") }

func (b *builder) trendWords() string {
	t := &b.season.Answer.Trend
	if k, n := t.Early+t.Late, t.EarlyN+t.LateN; n < season.SmallSample || k == 0 || k == n {
		return "" // too few runs, or always or never, so that no trend is possible
	}
	halves := fmt.Sprintf("after %d of the first %d long runs, after %d of the last %d", t.Early, t.EarlyN, t.Late, t.LateN)
	switch {
	case t.Direction > 0:
		return fmt.Sprintf("You ran easy the next day more often as time went on: %s (p %.2f).", halves, t.P)
	case t.Direction < 0:
		return fmt.Sprintf("You ran easy the next day less often as time went on: %s (p %.2f).", halves, t.P)
	}
	return "Your habit shows no change: you ran easy " + halves + "."
}

func (b *builder) sportWords() string {
	sports := b.season.Answer.Sports
	var parts []string
	for _, s := range slices.SortedFunc(maps.Keys(sports), func(x, y activity.Sport) int { return int(x) - int(y) }) {
		parts = append(parts, fmt.Sprintf("%s %d", s, sports[s]))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Your active recovery: " + strings.Join(parts, ", ") + "."
}

// usualWords says when the runner usually does key workouts.
func (b *builder) usualWords() string {
	s := &b.season.Next.Schedule
	switch {
	case len(s.Weekdays) > 0:
		return "Your usual days for key workouts: " + weekdays(s.Weekdays) + "."
	case s.Gap > 0:
		return fmt.Sprintf("Your next key workout usually comes %s after a hard run.", days(s.Gap))
	}
	return ""
}

// weekdays lists weekdays in words.
func weekdays(of []time.Weekday) string {
	words := make([]string, len(of))
	for i, w := range of {
		words[i] = w.String()
	}
	return listed(words)
}

// listed joins words with commas and a last "and".
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// raceWords names the run of each race that the runner listed.
func (b *builder) raceWords() string {
	var parts []string
	for _, d := range b.season.RaceDays {
		if d.Day < b.season.From || d.Day > b.season.LastKnown {
			continue
		}
		words := fmt.Sprintf("%s on %s: ", b.clean.text(d.Name), d.Day.Time().Format("2 Jan 2006"))
		switch {
		case d.Run < 0:
			words += "no run of that day was found"
		case d.Judged:
			words += Measures(b.run(d.Run).Sum, activity.Run, b.units) + ", judged a race"
		default:
			words += Measures(b.run(d.Run).Sum, activity.Run, b.units) + ", a race because you name it"
		}
		parts = append(parts, words)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}

// hangsWords states how the answer changes with other thresholds: not at all, only in its
// word, or beyond its interval.
func (b *builder) hangsWords() string {
	s := &b.season.Shifts
	if !s.Asked || b.season.Answer.Long == 0 {
		return ""
	}
	// Another definition of the day after does not make the answer fragile.
	hang := b.shiftWords(func(x *season.Shift) bool { return x.Hangs && !x.Within24 })
	reword := b.shiftWords(func(x *season.Shift) bool {
		return answerWords(&x.Answer) != answerWords(&b.season.Answer) && !x.Within24
	})
	switch {
	case hang != "":
		return hang
	case reword != "":
		return reword
	}
	return "The answer stays the same with thresholds 3 or 5 % lower or higher."
}

// shiftWords lists the answers of the shifts that meet the condition.
func (b *builder) shiftWords(of func(*season.Shift) bool) string {
	var parts []string
	for i := range b.season.Shifts.Shifts {
		if x := &b.season.Shifts.Shifts[i]; of(x) {
			parts = append(parts, fmt.Sprintf("If your %s, the answer would be \"%s\" (%d of %d).", shiftName(x), cmp.Or(answerWords(&x.Answer), "too few long runs"), x.Easy, x.Long))
		}
	}
	return strings.Join(parts, " ")
}

// days returns a number of days, rounded to halves, with its noun.
func days(n float64) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%g days", n)
}

// plural returns a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
