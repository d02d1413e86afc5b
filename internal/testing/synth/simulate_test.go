package synth

import (
	"math"
	"sync"
	"testing"

	"dayafter/internal/activity"
)

// fixtureSessions returns the sessions of the fixtures' season, simulated once for
// all tests.
var fixtureSessions = sync.OnceValue(func() []Session {
	r := Amateur()
	return Season(storySeed, r, Marathoner(r))
})

// mean returns the mean of a part of a column. from and to are shares of its length.
func mean(col []float64, from, to float64) float64 {
	n := float64(len(col))
	m, _ := meanMax(col[int(from*n):int(to*n)])
	return m
}

// TestRunsLookLikeRuns checks that simulated runs look like those of a trained amateur:
// heart rates by effort, drift, distances by positions and by the watch, and heights.
func TestRunsLookLikeRuns(t *testing.T) {
	for _, s := range fixtureSessions() {
		c, p := &s.Activity.Samples, s.Plan
		if p.Sport != activity.Run {
			continue
		}
		if c.HR != nil && p.HRLock == 0 {
			low, high := heartRange(p.Truth)
			if hr := s.Activity.Totals.AvgHR; hr < low || hr > high {
				t.Errorf("%v %s %s: mean heart rate %.0f, want %.0f–%.0f", p.Start, p.Truth.Class, p.Truth.Kind, hr, low, high)
			}
		}
		if p.Course == nil || p.FixJump > 0 {
			continue
		}
		if d, m := along(c), s.Activity.Totals.Distance; math.Abs(d/m-1) > 0.025 {
			t.Errorf("%v: positions make %.0f m, the watch says %.0f m", p.Start, d, m)
		}
		for _, e := range c.Ele {
			if e < 60 || e > 150 {
				t.Fatalf("%v: %.0f m above sea level", p.Start, e)
			}
		}
	}
}

// heartRange returns the plausible range of a run's mean heart rate, in beats/min.
func heartRange(t Truth) (low, high float64) {
	switch {
	case t.Kind == "race":
		return 157, 171
	case t.Class == "recovery":
		return 120, 137
	case t.Class == "key" || t.Kind == "steady" || t.Kind == "long-with-quality":
		return 138, 158
	}
	return 132, 151
}

// TestWatchesGoWrong checks that the season has a run without heart rate, a run whose
// sensor counted steps, a run whose position jumps, and a run on a treadmill.
func TestWatchesGoWrong(t *testing.T) {
	var noHR, locked, jumped, indoors int
	for _, s := range fixtureSessions() {
		c := &s.Activity.Samples
		switch p := s.Plan; {
		case p.Sport != activity.Run:
		case c.HR == nil:
			noHR++
		case p.HRLock > 0 && c.HR[200] > 165:
			locked++
		case p.FixJump > 0 && along(c) > s.Activity.Totals.Distance+400:
			jumped++
		case c.Lat == nil:
			indoors++
		}
	}
	if min(noHR, locked, jumped, indoors) < 1 {
		t.Errorf("without heart rate %d, locked %d, jumped %d, indoors %d; want each", noHR, locked, jumped, indoors)
	}
}

// along returns the length of the path through the positions, in m.
func along(c *activity.Columns) float64 {
	sum := 0.0
	for i := 1; i < c.Len(); i++ {
		north := (c.Lat[i] - c.Lat[i-1]) * metresPerDegree
		east := (c.Lon[i] - c.Lon[i-1]) * metresPerDegree * math.Cos(HomeLat*math.Pi/180)
		sum += math.Hypot(north, east)
	}
	return sum
}

// TestHeartDriftsOnLongRuns checks that heart rate rises by 2–8 % from the first to the
// last third of a plain long run at the same pace.
func TestHeartDriftsOnLongRuns(t *testing.T) {
	n := 0
	for _, s := range fixtureSessions() {
		if s.Plan.Truth.Class != "long" || s.Plan.Truth.Kind != "" {
			continue
		}
		n++
		early, late := mean(s.Activity.Samples.HR, 0.15, 0.4), mean(s.Activity.Samples.HR, 0.75, 1)
		if drift := late/early - 1; drift < 0.01 || drift > 0.08 {
			t.Errorf("%v: heart rate from %.0f to %.0f", s.Plan.Start, early, late)
		}
	}
	if n < 9 {
		t.Errorf("%d plain long runs", n)
	}
}

// TestTheDayAfterIsSlow checks that the same easy effort is slower the day after a
// long run than two days later.
func TestTheDayAfterIsSlow(t *testing.T) {
	f := NewForm(50)
	tired := f.NextDay(load(2.5*3600, EffortLong))
	rested := tired.NextDay(0).NextDay(0)
	if a, b := tired.Speed(50), rested.Speed(50); !(a < 0.985 && a > 0.95 && b > 0.99) {
		t.Errorf("threshold speed is %.3f of normal the day after, %.3f two days later", a, b)
	}
}

// TestSeasonFollowsHabits checks that the season follows the habits: the runs per week, and the
// days after the long runs.
func TestSeasonFollowsHabits(t *testing.T) {
	r := Amateur()
	for runs := 3; runs <= 7; runs++ {
		h := Marathoner(r)
		h.Weeks, h.Runs, h.Race, h.DayAfter = 6, runs, false, []string{"ride", "recovery"}
		byWeek, mondays := make([]int, h.Weeks), map[string]int{}
		for _, s := range Season(9, r, h) {
			week := int(s.Plan.Start.Sub(h.First).Hours()+1) / (7 * 24)
			if s.Plan.Sport == activity.Run {
				byWeek[week]++
			}
			if s.Plan.Start.Weekday() == 1 {
				mondays[s.Plan.Sport.String()+" "+s.Plan.Truth.Class]++
			}
		}
		for w, n := range byWeek[1:] {
			if n != min(runs, 6) && n != runs {
				t.Errorf("%d runs in week %d, want %d", n, w+2, runs)
			}
		}
		if mondays["ride "] != 3 || mondays["run recovery"] != 2 {
			t.Errorf("%d runs a week: Mondays %v", runs, mondays)
		}
	}
}
