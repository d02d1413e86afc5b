package season

import (
	"math"
	"slices"
	"testing"
	"time"

	"dayafter/internal/unit"
)

// fiveRuns returns eight weeks of five runs: a key workout on Wednesday, a long run on
// Sunday, and easy runs.
func fiveRuns(t *testing.T) *diary {
	t.Helper()
	return repeat(t, 8, "0 easy", "2 key", "3 recovery", "5 easy", "6 long")
}

// repeat returns weeks of runs from Monday 2025-01-06 on. Each plan is a weekday and a
// class.
func repeat(t *testing.T, weeks int, plans ...string) *diary {
	t.Helper()
	minutes := map[string]string{"easy": "45", "key": "60", "recovery": "32", "long": "110"}
	text := ""
	for w := range weeks {
		for _, p := range plans {
			day := time.Date(2025, 1, 6+7*w+int(p[0]-'0'), 0, 0, 0, 0, time.UTC)
			text += day.Format("2006-01-02") + " 18:00 " + minutes[p[2:]] + " " + p[2:] + "\n"
		}
	}
	return read(t, text)
}

// at describes a moment, given only the sessions of the diary before it.
func at(t *testing.T, d *diary, now string, races ...Race) (*Season, Today) {
	t.Helper()
	moment, err := time.Parse("2006-01-02 15:04", now)
	if err != nil {
		t.Fatal(err)
	}
	o := plain()
	o.Races, o.To = races, unit.DayOf(moment)
	n := 0
	for n < len(d.history.Sessions) && d.history.Sessions[n].Start.Before(moment) {
		n++
	}
	past := diary{d.history, d.verdicts[:n], d.settings}
	past.history.Sessions = past.history.Sessions[:n]
	if n == 0 {
		s := &Season{}
		return s, s.At(moment)
	}
	s := past.analyse(o)
	return s, s.At(moment)
}

func TestTodayFits(t *testing.T) {
	five := fiveRuns(t)
	rides := read(t, "2025-03-01 18:00 60 ride\n2025-03-09 18:00 60 ride\n")
	three := repeat(t, 8, "1 key", "3 easy", "6 long")
	four := repeat(t, 8, "1 key", "3 key", "4 recovery", "6 long")
	base, build := repeat(t, 8, "1 easy", "3 easy", "4 easy", "6 long"), read(t, "2024-12-26 18:00 60 key\n2024-12-31 18:00 60 key")
	base.history.Sessions = append(build.history.Sessions, base.history.Sessions...)
	base.verdicts = append(build.verdicts, base.verdicts...)
	for _, c := range []struct {
		name  string
		d     *diary
		now   string
		races []Race
		fits  Fit
		why   TodayWhy
	}{
		{"rides only", rides, "2025-03-10 08:00", nil, FitsUnclear, TodayNoRuns},
		{"no runs", five, "2025-01-01 08:00", nil, FitsUnclear, TodayNoRuns},
		{"two weeks", five, "2025-01-20 08:00", nil, FitsUnclear, TodayFewWeeks},
		{"the morning after a long run, five runs a week", five, "2025-02-24 08:00", nil, FitsRecoveryRun, TodayTired},
		{"the same evening, five runs a week", five, "2025-02-23 21:00", nil, FitsNothing, TodayRanToday},
		{"after a long run, three runs a week", three, "2025-02-24 08:00", nil, FitsRest, TodayTiredFew},
		{"after a long run, four runs a week", four, "2025-02-24 08:00", nil, FitsRecoveryRun, TodayTiredFour},
		{"base training", base, "2025-02-24 08:00", nil, FitsEasyRun, TodayTiredBase},
		{"key workout due", five, "2025-03-05 08:00", nil, FitsKey, TodayKeyDue},
		{"key workout later", five, "2025-03-01 08:00", nil, FitsEasyRun, TodayKeyLater},
		{"after a break", five, "2025-03-20 08:00", nil, FitsUnclear, TodayGone},
		{"race today", five, "2025-02-24 08:00", []Race{{date(t, "2025-02-24"), "Half"}}, FitsRace, TodayRaceToday},
		{"the evening after the race", five, "2025-02-23 21:00", []Race{{date(t, "2025-02-23"), "Half"}}, FitsNothing, TodayRanToday},
		{"race today, after an easy run", five, "2025-03-01 08:40", []Race{{date(t, "2025-03-01"), "Half"}}, FitsRace, TodayRaceToday},
		{"race in two days", five, "2025-02-26 08:00", []Race{{date(t, "2025-02-28"), "Half"}}, FitsEasyRun, TodayRaceSoon},
		{"race far away", five, "2025-02-24 08:00", []Race{{date(t, "2025-03-28"), "Half"}}, FitsRecoveryRun, TodayTired},
	} {
		if _, got := at(t, c.d, c.now, c.races...); got.Fits != c.fits || got.Why != c.why {
			t.Errorf("%s: %s because of %q, want %s because of %q", c.name, got.Fits, got.Why, c.fits, c.why)
		}
	}
}

// No key workout is announced for the last days before a race.
func TestTodayNamesNoKeyWorkoutBeforeARace(t *testing.T) {
	d := fiveRuns(t)
	for day, want := range map[string]bool{"2025-02-26": true, "2025-02-28": true, "2025-03-05": false} {
		_, got := at(t, d, "2025-02-24 08:00", Race{date(t, day), "Half"})
		if got.RaceFirst != want {
			t.Errorf("race on %s, key workout in %d days: race first %v", day, got.ToKey, got.RaceFirst)
		}
	}
}

// After a race, there is an easy day for each mile before the next key workout. After a
// marathon, the first of these days is a rest day.
func TestTodayAfterRace(t *testing.T) {
	d := fiveRuns(t)
	race := read(t, "2025-03-08 10:00 210 key race speed=3.35")
	d.history.Sessions = append(d.history.Sessions, race.history.Sessions...)
	d.verdicts = append(d.verdicts, race.verdicts...)
	if _, got := at(t, d, "2025-03-09 08:00"); got.Fits != FitsRest || got.Why != TodayLongRace {
		t.Errorf("the day after: %s because of %q", got.Fits, got.Why)
	}
	_, got := at(t, d, "2025-03-16 08:00")
	if want := date(t, "2025-03-08") + 26; got.Fits != FitsEasyRun || got.Why != TodayAfterRace || got.EasyUntil != want {
		t.Errorf("8 days later: %s because of %q until %s, want until %s", got.Fits, got.Why, got.EasyUntil, want)
	}
}

// At every moment of a season, Today gives advice, and it never advises a key workout
// within a day of a hard run. Each rule decides at least once.
func TestTodayIsSafe(t *testing.T) {
	d := fiveRuns(t)
	seen := map[TodayWhy]bool{}
	for day := range 70 {
		for _, hour := range []string{"06:00", "19:30"} {
			now := (date(t, "2025-01-05") + unit.Day(day)).String() + " " + hour
			_, got := at(t, d, now)
			seen[got.Why] = true
			if got.Tired && got.Fits == FitsKey {
				t.Errorf("%s: a key workout on tired legs", now)
			}
		}
	}
	if len(seen) < 6 {
		t.Errorf("only %d rules were reached", len(seen))
	}
}

func TestTargets(t *testing.T) {
	s, got := at(t, fiveRuns(t), "2025-02-24 08:00")
	g := got.Targets
	if g.Seconds != 45*60 || g.ByLength != 6 || !g.LongOnly {
		t.Errorf("%.0f s from %d runs, want 2700 from the 6 after long runs", g.Seconds, g.ByLength)
	}
	if hard := s.targets(got.Day); hard.Seconds != 30*60 || hard.ByLength != 13 || hard.LongOnly {
		t.Errorf("%.0f s from %d runs, want 1800 from the 13 after hard runs", hard.Seconds, hard.ByLength)
	}
	if !(math.Abs(g.SlowerThan-0.95*3) < 1e-9) || g.ByPace == 0 {
		t.Errorf("slower than %g m/s from %d runs", g.SlowerThan, g.ByPace)
	}
	if g.BelowHR != math.Round(0.85*170) || g.LTHR != 170 {
		t.Errorf("below %g bpm from %g", g.BelowHR, g.LTHR)
	}
	if late := s.targetsAfterLong(got.Day + 400); late.ByLength != 0 || late.Seconds != HalfHour || late.ByPace != 0 {
		t.Errorf("a year later: %+v", late)
	}
}

// An easy run on rested legs has the limits of easy running, not those of a recovery run.
func TestTargetsOnRestedLegs(t *testing.T) {
	_, got := at(t, fiveRuns(t), "2025-03-01 08:00")
	if g := got.Targets; got.Why != TodayKeyLater || g.BelowHR != math.Round(0.9*170) || !(g.SlowerThan >= 1.05*3-1e-9) {
		t.Errorf("%q: below %g bpm, slower than %g m/s", got.Why, g.BelowHR, g.SlowerThan)
	}
}

func TestSpike(t *testing.T) {
	text := "2025-03-01 08:00 60 easy\n2025-03-08 08:00 66 easy\n"
	if _, got := at(t, read(t, text), "2025-03-09 08:00"); got.Spike.Run >= 0 {
		t.Errorf("a run 10 %% longer is no spike: %+v", got.Spike)
	}
	s, got := at(t, read(t, text+"2025-03-15 08:00 80 easy"), "2025-03-16 08:00")
	if p := got.Spike; p.Run != 2 || math.Abs(p.Beyond-80./66+1) > 1e-9 || math.Abs(p.Limit-1.1*80*60*3) > 1e-6 {
		t.Errorf("the spike: %+v", p)
	}
	if far := s.spike(got.Day + spikeShown); far.Run >= 0 {
		t.Error("a spike is reported for ever")
	}
	if _, got := at(t, read(t, "2025-01-01 08:00 30 easy\n2025-03-15 08:00 80 easy"), "2025-03-16 08:00"); got.Spike.Run >= 0 {
		t.Error("a spike against a run two months before")
	}
}

// Every fit and every rule has a name of its own in JSON.
func TestTodayNames(t *testing.T) {
	var names []string
	for w := TodayNoRuns; w <= TodayKeyUnknown; w++ {
		names = append(names, w.String())
	}
	for f := FitsUnclear; f <= FitsKey; f++ {
		names = append(names, f.String())
	}
	slices.Sort(names)
	if n := len(slices.Compact(slices.Clone(names))); n != len(names) {
		t.Errorf("%d names of %d differ: %q", n, len(names), names)
	}
	if len(todayRules()) != int(TodayKeyUnknown)+1 {
		t.Errorf("%d rules for %d reasons", len(todayRules()), TodayKeyUnknown+1)
	}
}
