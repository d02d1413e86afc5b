package report

import (
	"fmt"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/season"
)

// fits states what fits today and why.
func (w *todayWriter) fits() []string {
	t := w.today
	return []string{fitWords[t.Fits], w.why()}
}

var fitWords = map[season.Fit]string{
	season.FitsUnclear:     "Your files cannot say.",
	season.FitsNothing:     "Nothing more: you have run today.",
	season.FitsRace:        "Your race.",
	season.FitsRest:        "A day without running. A walk or an easy ride is fine.",
	season.FitsRecoveryRun: "A recovery run: short and very easy.",
	season.FitsEasyRun:     "An easy run.",
	season.FitsKey:         "A key workout, if you feel rested.",
}

// why states the reason for what fits.
func (w *todayWriter) why() string {
	t := w.today
	switch t.Why {
	case season.TodayNoRuns:
		return "There is no run before this day. To read more files, type dayafter season FOLDER."
	case season.TodayRaceToday:
		return t.Race.Name + " is today."
	case season.TodayRanToday:
		return "One run a day is enough for the rules used here."
	case season.TodayGone:
		return "Your last recorded run was on " + w.season.LastRunDay().Time().Format("2 Jan 2006") + ". If you have not run since then, start with short easy runs."
	case season.TodayRaceSoon:
		return fmt.Sprintf("%s is in %s. Hard work no longer helps.", t.Race.Name, plural(t.ToRace, "day"))
	case season.TodayFewWeeks:
		return w.whyFewWeeks()
	case season.TodayAfterRace:
		return fmt.Sprintf("Your race of %s was %s ago. An easy day for each mile raced lasts until %s (Foster's rule).",
			w.units.Distance(w.run(t.LastRace).Sum.Distance), w.daysAgo(t.LastRace), t.EasyUntil.Time().Format("2 Jan"))
	case season.TodayKeyUnknown:
		return "Your legs had a day without hard running. Too few key workouts are known to say when the next one is due."
	case season.TodayKeyDue:
		if t.ByDay {
			return fmt.Sprintf("Your last key workout was %s ago, and %s is one of your usual days for key workouts.", w.daysAgo(t.LastKey), t.Day.Weekday())
		}
		return fmt.Sprintf("Your last key workout was %s ago, and you usually leave %.0f.", w.daysAgo(t.LastKey), t.Gap)
	case season.TodayKeyLater:
		return w.nextKey()
	}
	return w.whyTired()
}

// whyFewWeeks states which data are missing, and what is certain all the same.
func (w *todayWriter) whyFewWeeks() string {
	t := w.today
	words := fmt.Sprintf("The files cover %s. The rules depend on how often you usually run, which takes 3 whole weeks to know.", plural(t.Weeks, "whole week"))
	if t.Tired {
		words += fmt.Sprintf(" A %s ended %s ago, so rest or run very slowly.", sessionName(w.run(t.Hard)), w.ago(t.Hard, t.HardHours))
	}
	return words
}

// whyTired states the rule for a day after a hard run.
func (w *todayWriter) whyTired() string {
	t := w.today
	hard := fmt.Sprintf("A %s ended %s ago.", sessionName(w.run(t.Hard)), w.ago(t.Hard, t.HardHours))
	often := fmt.Sprintf("You run %.0f times a week", math.Round(t.PerWeek))
	switch t.Why {
	case season.TodayLongRace:
		return hard + " After a half marathon or a longer race, rest the next day."
	case season.TodayTiredBase:
		return hard + " In base training the workouts are moderate, so an easy run is fine (Fitzgerald)."
	case season.TodayTiredFew:
		return hard + " " + often + ": with three runs or fewer, rest on the day after a hard run (Fitzgerald)."
	case season.TodayTiredFour:
		return hard + " " + often + ": with four runs, make three hard; a run on the day after a hard run is a recovery run (Fitzgerald)."
	}
	return hard + " " + often + ": within a day of a hard run, run a recovery run (Fitzgerald)."
}

// sessionName names a session: "long run", "race", "ride".
func sessionName(r *season.Run) string {
	switch {
	case r.IsRace():
		return "race"
	case r.Sport != activity.Run:
		return r.Sport.String()
	case r.Verdict.Class == classify.Key:
		return "key workout"
	case r.Verdict.Class == classify.Unknown:
		return "run"
	}
	return r.Verdict.Class.String() + " run"
}
