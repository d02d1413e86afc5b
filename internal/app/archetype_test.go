package app_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/app"
	"dayafter/internal/classify"
	"dayafter/internal/season"
	"dayafter/internal/testing/synth"
	"dayafter/internal/unit"
)

// archetype is a kind of runner with a week that repeats. The class of each run follows
// from how it was made.
type archetype struct {
	name   string
	format string  // format of the files
	speed  float64 // m/s at threshold
	week   []planned
	body   func(*synth.Runner)        // changes the runner; may be nil
	alter  func(p *synth.Plan, n int) // changes the n-th run; may be nil
	pause  int                        // weeks without a run after the second week
}

// planned is a run that an archetype does each week on the same day.
type planned struct {
	day    int // 0 is Monday
	class  classify.Class
	steps  []synth.Step
	course *synth.Course // nil: the course of all runs
}

// archetypes returns runners who are unlike the labelled runners on whom the limits were
// chosen.
func archetypes() []archetype {
	runWalk := func(n int) []synth.Step {
		return []synth.Step{run(60, 0.85), run(60, 0.35), {Repeat: n, RepeatTo: 0}}
	}
	sprints := []synth.Step{run(900, 0.72), run(20, 1.5), run(160, 0.35), {Repeat: 8, RepeatTo: 1}, run(600, 0.7)}
	reps := []synth.Step{run(900, 0.74), run(180, 1.09), run(120, 0.6), {Repeat: 6, RepeatTo: 1}, run(600, 0.72)}
	tempo := []synth.Step{run(900, 0.74), run(1500, 0.985), run(600, 0.72)}
	short := []synth.Step{run(900, 0.74), run(600, 1), run(900, 0.72)}
	easy := func(minutes float64) []synth.Step { return []synth.Step{run(60*minutes, synth.EffortEasy)} }
	slow := func(minutes float64) []synth.Step { return []synth.Step{run(60*minutes, synth.EffortRecovery)} }
	const e, k, l, r = classify.Easy, classify.Key, classify.Long, classify.Recovery
	on := func(day int, class classify.Class, steps []synth.Step) planned {
		return planned{day, class, steps, nil}
	}
	usual := []planned{on(0, e, easy(45)), on(1, k, reps), on(2, e, easy(50)), on(3, k, tempo), on(5, e, easy(40)), on(6, l, easy(110))}
	peak := synth.Mountain(7000, 850)
	trail := []planned{on(0, r, slow(40)), on(1, e, easy(50)), on(2, k, tempo), {3, l, easy(130), peak}, on(5, e, easy(50)), {6, l, easy(170), peak}}
	return []archetype{
		{name: "beginner who runs and walks", format: "gpx", speed: 2.7, week: []planned{on(1, e, runWalk(14)), on(3, e, runWalk(15)), on(6, l, runWalk(30))}},
		{name: "treadmill only", format: "fit", speed: 3.6, week: usual, alter: func(p *synth.Plan, _ int) { p.Course = nil }},
		{name: "sprinter on the track", format: "tcx", speed: 3.7, week: []planned{on(0, e, easy(30)), on(1, k, sprints), on(3, e, easy(35)), on(4, k, sprints), on(6, e, easy(30))}, alter: func(p *synth.Plan, _ int) { p.Course = synth.Oval() }},
		{name: "ultra runner", format: "fit", speed: 3.5, week: []planned{on(0, e, easy(60)), on(1, e, easy(70)), on(2, k, tempo), on(3, e, easy(60)), on(5, l, easy(200)), on(6, l, easy(160))}},
		{name: "trail runner in the mountains", format: "gpx", speed: 3.5, week: trail},
		{name: "mountain day after a workout", format: "fit", speed: 3.8, week: []planned{on(0, e, easy(60)), on(1, k, tempo), {2, e, []synth.Step{run(6300, 0.72)}, peak}, on(3, e, easy(60)), {5, l, []synth.Step{run(10000, 0.74)}, peak}}},
		{name: "without heart rate", format: "tcx", speed: 3.9, week: usual, alter: func(p *synth.Plan, _ int) { p.NoHR = true }},
		{name: "season of heat", format: "fit", speed: 3.8, week: usual, alter: func(p *synth.Plan, _ int) { p.Temp = 31 }},
		{name: "runner in the hills", format: "gpx", speed: 3.6, week: usual, alter: func(p *synth.Plan, _ int) { p.Course = synth.Mountain(3000, 150) }},
		{name: "master with low heart rates", format: "fit", speed: 3.1, week: usual, body: func(r *synth.Runner) { r.RestHR, r.ThresholdHR, r.MaxHR = 45, 142, 160 }},
		{name: "optical sensor that counts steps", format: "fit", speed: 3.7, week: usual, alter: func(p *synth.Plan, n int) {
			if n%3 == 0 {
				p.HRLock = 3600
			}
		}},
		{name: "by minutes and laps on the track", format: "fit", speed: 3.7, week: []planned{on(0, e, easy(40)), on(1, k, reps), on(2, e, easy(40)), on(3, k, short), on(5, e, easy(40)), on(6, l, easy(100))}, alter: func(p *synth.Plan, _ int) {
			p.Course, p.AutoLap, p.StepLaps = synth.Oval(), 0, activity.TriggerManual
		}},
		{name: "twice a day", format: "fit", speed: 4.1, week: []planned{
			on(0, r, slow(40)), on(1, e, easy(35)), on(1, k, reps), on(2, e, easy(55)), on(2, e, easy(30)), on(3, k, tempo), on(4, e, easy(50)), on(4, e, easy(30)), on(5, e, easy(50)), on(6, l, easy(120)),
		}},
		{name: "pram and a break of ten weeks", format: "tcx", speed: 3.5, pause: 10, week: []planned{on(1, e, easy(40)), on(3, k, tempo), on(4, e, easy(40)), on(6, l, easy(95))}, alter: func(p *synth.Plan, n int) {
			if n%4 != 1 { // the pram slows every run except the tempo run
				for i := range p.Steps {
					p.Steps[i].Effort *= 0.92
				}
			}
		}},
	}
}

func run(seconds, effort float64) synth.Step {
	return synth.Step{Kind: activity.LapActive, Seconds: seconds, Effort: effort}
}

// TestArchetypes writes the files of runners unlike the labelled ones and checks that the
// program judges their runs, and the days after their long runs, as they were made.
func TestArchetypes(t *testing.T) {
	for i, a := range archetypes() {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			made := a.write(t, dir, uint64(i)+500)
			res, err := app.Judge(t.Context(), app.Inputs{Paths: []string{dir}}, app.Defaults(), app.Monitor{})
			if err != nil {
				t.Fatal(err)
			}
			if len(res.History.Sessions) != len(made) {
				t.Fatalf("%d sessions of %d runs", len(res.History.Sessions), len(made))
			}
			ledger := res.Activities().Ledger
			wrong := append(wrongRuns(ledger, made), wrongDaysAfter(ledger, made)...)
			if n := len(ledger.Runs) + len(ledger.LongRuns); 10*len(wrong) > n {
				t.Errorf("%d of %d runs and days after long runs are wrong: %s", len(wrong), n, strings.Join(wrong, "; "))
			}
		})
	}
}

// shortEnough is the running time in s up to which an easy run may be called a recovery run.
const shortEnough = 90 * 60

// wrongRuns lists the runs that were judged otherwise than they were made.
func wrongRuns(s *season.Season, made map[time.Time]classify.Class) (wrong []string) {
	for i := range s.Runs {
		r := &s.Runs[i]
		got, want := r.Verdict.Class, made[r.Start.UTC()]
		if got != want && !(low(got) && low(want) && r.Sum.Moving <= shortEnough) {
			wrong = append(wrong, fmt.Sprintf("%v called %v", want, got))
		}
	}
	return wrong
}

// low reports whether a class is of a run of low intensity.
func low(c classify.Class) bool { return c == classify.Easy || c == classify.Recovery }

// wrongDaysAfter lists the days after long runs that were judged otherwise than they were
// made.
func wrongDaysAfter(s *season.Season, made map[time.Time]classify.Class) (wrong []string) {
	days := map[unit.Day][]classify.Class{}
	for start, class := range made {
		days[unit.DayOf(start)] = append(days[unit.DayOf(start)], class)
	}
	for i := range s.LongRuns {
		next := days[s.Runs[s.LongRuns[i].Run].Day+1]
		if got := s.LongRuns[i].Days[0].Kind; !slices.Contains(follows(next), got) {
			wrong = append(wrong, fmt.Sprintf("day after of %v called %v", next, got))
		}
	}
	return wrong
}

// follows returns the kinds that a day after a long run may have, given the classes of its
// runs.
func follows(made []classify.Class) []season.Followed {
	switch {
	case len(made) == 0:
		return []season.Followed{season.NoRecord, season.NotKnownYet}
	case slices.Contains(made, classify.Recovery):
		return []season.Followed{season.RecoveryRun}
	case slices.Contains(made, classify.Long):
		return []season.Followed{season.LongAgain}
	case slices.Contains(made, classify.Key):
		return []season.Followed{season.HardRun}
	}
	return []season.Followed{season.EasyRun, season.RecoveryRun}
}

// write simulates four weeks, writes a file of each run, and returns the class of each by
// its start.
func (a *archetype) write(t *testing.T, dir string, seed uint64) map[time.Time]classify.Class {
	rng := rand.New(rand.NewPCG(seed, 77))
	r := synth.Amateur()
	r.Threshold = a.speed
	if a.body != nil {
		a.body(&r)
	}
	monday := time.Date(2025, 6, 2, 7, 0, 0, 0, time.UTC)
	made := map[time.Time]classify.Class{}
	for week := range 4 {
		if week == 2 {
			monday = monday.AddDate(0, 0, 7*a.pause)
		}
		for _, p := range a.week {
			start := monday.AddDate(0, 0, 7*week+p.day)
			if _, again := made[start]; again {
				start = start.Add(10 * time.Hour)
			}
			plan := synth.Plain(r, 30, start)
			plan.Steps = slices.Clone(p.steps)
			if p.course != nil {
				plan.Course = p.course
			}
			if len(plan.Steps) == 1 { // no workout: vary length and speed, so that no two runs are equal
				plan.Steps[0].Seconds *= 1 + 0.08*rng.NormFloat64()
				plan.Steps[0].Effort *= 1 + 0.02*rng.NormFloat64()
			}
			plan.Lights, plan.TimerRuns = 0.1, len(made)%4 == 0
			if a.alter != nil {
				a.alter(&plan, len(made))
			}
			run := synth.Smart(synth.Simulate(rng, r, plan, 1+0.015*rng.NormFloat64()))
			writeRun(t, filepath.Join(dir, start.Format("2006-01-02T15.")+a.format), writers[a.format], run)
			made[start] = p.class
		}
	}
	return made
}
