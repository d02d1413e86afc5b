package report

import (
	"fmt"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// After names the stressor before a session and says how easy the session was: "day after
// long, 18 h: truly easy". It returns "" if no stressor ended on the day before or within
// 24 h.
func After(s *season.Season, run int) string {
	r := &s.Runs[run]
	stressor, day := r.DayAfter, "day "
	if stressor < 0 {
		stressor, day = r.Verdict.Stressor, ""
	}
	if stressor < 0 {
		return ""
	}
	x := &s.Runs[stressor]
	words := fmt.Sprintf("%safter %s, %.0f h", day, stressName(x), r.Sum.Start.Sub(x.Sum.End()).Hours())
	if how := howEasy(r); how != "" {
		words += ": " + how
	}
	return words
}

// stressName returns the short name of a stressor.
func stressName(r *season.Run) string {
	if r.IsRace() {
		return season.RaceRun.String()
	}
	return r.Verdict.Class.String()
}

// hoursTo describes the session that decided a day after, with the hours until its start:
// "47 h: easy, 8.2 km in ...". It returns "" without a session.
func (b *builder) hoursTo(a *season.After) string {
	if a.Run < 0 {
		return ""
	}
	return fmt.Sprintf("%.0f h: %s", a.Hours, b.sessionWords(a.Run))
}

// sessionWords returns a session's figures in one line: "9.7 km in 49:59, 5:08 /km,
// HR 149; GAP 5:06 /km, 85 % LTHR, 12:30 above the easy limit; called Tempo".
func (b *builder) sessionWords(run int) string {
	r := b.run(run)
	words := judgedWord(r) + ", " + Measures(r.Sum, r.Sport, b.units)
	if r.Sport == activity.Run && r.Sum.GAPSpeed > 0 {
		words += fmt.Sprintf("; GAP %s", b.units.Pace(r.Sum.GAPSpeed))
		if !math.IsNaN(r.Audit.Above) {
			words += fmt.Sprintf(", %.0f %% LTHR, %s above the easy limit", 100*r.Audit.OfLTHR, unit.Clock(r.Audit.Above))
		}
	}
	if title := b.clean.text(r.Intent.Title); title != "" {
		words += "; title: " + begin(title)
	}
	return words
}

// begin returns the beginning of a runner's text, short enough for a line with other words.
func begin(s string) string {
	const longest = 100 // characters
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}

// judgedWord returns the class of a run, or the sport of any other session.
func judgedWord(r *season.Run) string {
	if r.Sport != activity.Run {
		return r.Sport.String()
	}
	return r.Verdict.Class.String()
}

// howEasy returns the verdict on how easy a run was, or the kind of another sport. It
// returns "" for a stressor.
func howEasy(r *season.Run) string {
	if r.Sport != activity.Run {
		return r.Follows().String()
	}
	return easeOf(r)
}

// easeOf returns the verdict on how easy a run was; "" for a stressor.
func easeOf(r *season.Run) string {
	if r.Stresses() {
		return ""
	}
	return r.Audit.Verdict.String()
}

// NextDays describes the three days after a stressor, the 24 hours after its end, and the
// time to the next key run.
func NextDays(s *season.Season, a *season.Aftermath, u unit.System) []string {
	return []string{
		"next day: " + afterWords(s, &a.Days[0], u),
		fmt.Sprintf("then: %s, %s; within 24 h of its end: %s", a.Days[1].Kind, a.Days[2].Kind, a.Within.Kind),
		"next key run: " + nextKeyWords(a),
	}
}

// afterWords returns a day after with the session that decided it, and how many others there were.
func afterWords(s *season.Season, a *season.After, u unit.System) string {
	words := a.Kind.String()
	if a.Run < 0 {
		return words
	}
	r := &s.Runs[a.Run]
	switch {
	case a.Sport != activity.Run:
		words += " (" + a.Sport.String() + ")"
	case a.Kind == season.HardRun:
		words += " (" + r.Verdict.Class.String() + ")"
	}
	words += fmt.Sprintf(", %.0f h after its end: %s", a.Hours, Measures(r.Sum, r.Sport, u))
	if how := howEasy(r); how != "" && r.Sport == activity.Run {
		words += ", " + how
	}
	if n := len(a.Others); n > 0 {
		words += fmt.Sprintf("; and %s", plural(n, "other session"))
	}
	return words
}

func nextKeyWords(a *season.Aftermath) string {
	switch {
	case a.NextKey < 0:
		return "none yet"
	case a.ToKey == 0:
		return "on the same day"
	}
	return "after " + plural(a.ToKey, "day")
}
