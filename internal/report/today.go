package report

import (
	"fmt"
	"math"
	"strings"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Paragraph is a heading and the sentences below it.
type Paragraph struct {
	Heading   string
	Sentences []string
}

// FitsHeading is the heading of the paragraph that says what fits today.
const FitsHeading = "What to do today"

// TodayWords describes the state of a day: the last sessions, what fits today and why, the
// targets, this week, and what comes next.
func TodayWords(s *season.Season, t *season.Today, u unit.System) []Paragraph {
	w := todayWriter{s, t, u}
	all := []Paragraph{
		{"What you did last", w.last()},
		{"This morning", morningWords(s.Mornings, t.Day)},
		{FitsHeading, w.fits()},
		{"How to run it", w.targets()},
		{"This week so far", w.week()},
		{"What comes next", w.next()},
		{"Take care", w.care()},
	}
	var out []Paragraph
	for _, p := range all {
		if len(p.Sentences) > 0 {
			out = append(out, p)
		}
	}
	return out
}

type todayWriter struct {
	season *season.Season
	today  *season.Today
	units  unit.System
}

func (w *todayWriter) run(i int) *season.Run { return &w.season.Runs[i] }

// last describes the last session, and the last hard run if it is another session.
func (w *todayWriter) last() []string {
	t := w.today
	if t.Last < 0 {
		return []string{"No activity is known before today."}
	}
	out := []string{w.session(t.Last, t.Hours)}
	if t.Hard >= 0 && t.Hard != t.Last {
		out = append(out, "Last hard run: "+w.session(t.Hard, t.HardHours))
	}
	return out
}

// session describes a session and when it ended.
func (w *todayWriter) session(run int, hours float64) string {
	r := w.run(run)
	date := "Mon 2 Jan"
	if r.Day.Time().Year() != w.today.Day.Time().Year() {
		date = "Mon 2 Jan 2006"
	}
	return fmt.Sprintf("%s, %s: %s. It ended %s ago.", r.Day.Time().Format(date), sessionName(r), Measures(r.Sum, r.Sport, w.units), w.ago(run, hours))
}

// ago returns the time since a session in words: hours since its end for up to two days, or
// else days.
func (w *todayWriter) ago(run int, hours float64) string {
	switch {
	case hours < 1:
		return "less than an hour"
	case hours < 48:
		return plural(int(math.Round(hours)), "hour")
	}
	return w.daysAgo(run)
}

// daysAgo formats the days since the day of a session.
func (w *todayWriter) daysAgo(run int) string {
	return plural(int(w.today.Day-w.run(run).Day), "day")
}

// targets states the limits for an easy or recovery run and the evidence behind them.
func (w *todayWriter) targets() []string {
	g, fits := &w.today.Targets, w.today.Fits
	if fits != season.FitsRecoveryRun && fits != season.FitsEasyRun {
		return nil
	}
	var limits, basis []string
	add := func(limit, evidence string) { limits, basis = append(limits, limit), append(basis, evidence) }
	if fits == season.FitsRecoveryRun {
		add(fmt.Sprintf("about %.0f min", g.Seconds/60), lengthBasis(g))
	}
	if g.SlowerThan > 0 {
		add("slower than "+w.units.Pace(g.SlowerThan), plural(g.ByPace, "recent easy run"))
	}
	if g.BelowHR > 0 {
		add(fmt.Sprintf("heart rate below %.0f bpm", g.BelowHR), fmt.Sprintf("your threshold heart rate of %.0f bpm (%s)", g.LTHR, g.Standing))
	}
	if g.ByPace == 0 && !(g.BelowHR > 0) {
		return []string{talkTest}
	}
	return []string{capital(strings.Join(limits, ", ")) + ".", "Taken from " + listed(basis) + "."}
}

// lengthBasis names the evidence behind the duration.
func lengthBasis(g *season.Targets) string {
	if g.ByLength == 0 {
		return "the half hour that runners commonly use"
	}
	if g.LongOnly {
		return plural(g.ByLength, "easy run") + " the day after a long run"
	}
	return plural(g.ByLength, "easy run") + " the day after a hard run"
}

// capital returns the text with a capital first letter.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// week counts the runs of this week.
func (w *todayWriter) week() []string {
	k, t := w.today.Week, w.today
	if t.Last < 0 {
		return nil
	}
	if k == nil {
		return []string{"No session yet." + w.usual()}
	}
	moving, distance := 0.0, 0.0
	for i := range w.season.Runs {
		if r := w.run(i); r.Day >= k.Start && r.IsRun() {
			moving, distance = moving+unit.OrZero(r.Sum.Moving), distance+unit.OrZero(r.Sum.Distance)
		}
	}
	words := fmt.Sprintf("%s, %s in %s", plural(k.Runs, "run"), w.units.Distance(distance), unit.Clock(moving))
	if k.Stressed > 0 {
		words += fmt.Sprintf("; %s", plural(k.Stressed, "hard run"))
	}
	if others := k.Sessions - k.Runs; others > 0 {
		words += fmt.Sprintf("; %s of other sports", plural(others, "session"))
	}
	return []string{words + "." + w.usual()}
}

// usual states the usual number of runs, or nothing if it is unknown.
func (w *todayWriter) usual() string {
	if t := w.today; !math.IsNaN(t.PerWeek) {
		return fmt.Sprintf(" You usually run %.0f times a week (last %s).", math.Round(t.PerWeek), plural(t.Weeks, "whole week"))
	}
	return ""
}

// next states the days to the next key workout and to the race.
func (w *todayWriter) next() []string {
	t := w.today
	var out []string
	if t.LastKey >= 0 && (t.ByDay || !math.IsNaN(t.Gap)) && t.Why != season.TodayGone && t.Why != season.TodayKeyDue && t.Why != season.TodayKeyLater {
		out = append(out, w.nextKey())
	}
	if t.Race != nil && t.ToRace > 0 {
		out = append(out, fmt.Sprintf("%s: %s to go.", t.Race.Name, plural(t.ToRace, "day")))
	}
	return out
}

// nextKey states when the next key workout is due.
func (w *todayWriter) nextKey() string {
	t := w.today
	if t.RaceFirst {
		return t.Race.Name + " comes before your next key workout."
	}
	if t.ByDay {
		words := "Your next usual day for a key workout"
		if t.EasyUntil >= t.Day {
			words += " after the easy days that follow your race"
		}
		return words + " is " + (t.Day + unit.Day(t.ToKey)).Time().Format("Monday 2 January") + "."
	}
	when := "is due today"
	if t.ToKey > 0 {
		when = "is due in " + plural(t.ToKey, "day")
	} else if t.ToKey < 0 {
		when = "was due " + plural(-t.ToKey, "day") + " ago"
	}
	because := fmt.Sprintf("your usual gap is %.0f days", t.Gap)
	if t.EasyUntil >= t.Day {
		because = "the easy days after your race come first"
	}
	return fmt.Sprintf("The next key workout %s: %s.", when, because)
}

// care warns if the last run was much longer than the runs before it, and states what files
// cannot show.
func (w *todayWriter) care() []string {
	p := &w.today.Spike
	var out []string
	if p.Run >= 0 {
		out = append(out, fmt.Sprintf("Your run of %s was %.0f %% longer than any run of the 30 days before. Runs more than 10 %% longer than that went with more injuries (Frandsen 2025).",
			w.run(p.Run).Day.Time().Format("2 Jan"), 100*p.Beyond))
	}
	if p.Limit > 0 {
		out = append(out, fmt.Sprintf("A run beyond %s would be more than 10 %% longer than your longest run of the last 30 days.", w.units.Distance(p.Limit)))
	}
	return append(out, "This is a rule applied to your files, not a promise that you have recovered. It cannot judge pain: if something hurts, rest or see a professional.")
}
