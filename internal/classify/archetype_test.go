package classify_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/testing/synth"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// archetype is a kind of runner with a week that repeats. The class of each run follows
// from how it was made.
type archetype struct {
	name  string
	speed float64 // m/s at threshold
	week  []planned
	alter func(*synth.Plan) // changes every run; nil
}

// planned is a run on a day of the week.
type planned struct {
	day   int
	class classify.Class
	steps []synth.Step
}

// archetypes are runners unlike those whose titles chose the limits.
func archetypes() []archetype {
	runWalk := func(n int) []synth.Step {
		return []synth.Step{run(60, 0.85), run(60, 0.35), {Repeat: n, RepeatTo: 0}}
	}
	sprints := []synth.Step{run(900, 0.72), run(20, 1.5), run(160, 0.35), {Repeat: 8, RepeatTo: 1}, run(600, 0.7)}
	reps := []synth.Step{run(900, 0.74), run(180, 1.09), run(120, 0.6), {Repeat: 6, RepeatTo: 1}, run(600, 0.72)}
	tempo := []synth.Step{run(900, 0.74), run(1500, 0.985), run(600, 0.72)}
	easy := func(minutes float64) []synth.Step { return []synth.Step{run(60*minutes, synth.EffortEasy)} }
	const e, k, l = classify.Easy, classify.Key, classify.Long
	usual := []planned{{0, e, easy(45)}, {1, k, reps}, {2, e, easy(50)}, {3, k, tempo}, {5, e, easy(40)}, {6, l, easy(110)}}
	return []archetype{
		{"beginner who runs and walks", 2.7, []planned{{1, e, runWalk(14)}, {3, e, runWalk(15)}, {6, l, runWalk(30)}}, nil},
		{"treadmill only", 3.6, usual, func(p *synth.Plan) { p.Course = nil }},
		{"sprinter on the track", 3.7, []planned{{0, e, easy(30)}, {1, k, sprints}, {3, e, easy(35)}, {4, k, sprints}, {6, e, easy(30)}}, func(p *synth.Plan) { p.Course = synth.Oval() }},
		{"ultra runner", 3.5, []planned{{0, e, easy(60)}, {1, e, easy(70)}, {2, k, tempo}, {3, e, easy(60)}, {5, l, easy(200)}, {6, l, easy(160)}}, nil},
		{"without heart rate", 3.9, usual, func(p *synth.Plan) { p.NoHR = true }},
		{"season of heat", 3.8, usual, func(p *synth.Plan) { p.Temp = 31 }},
		{"runner in the hills", 3.6, usual, func(p *synth.Plan) { p.Lights = 0 }},
	}
}

func run(seconds, effort float64) synth.Step {
	return synth.Step{Kind: activity.LapActive, Seconds: seconds, Effort: effort}
}

// TestArchetypes checks that runners unlike the labelled ones are judged as their runs were
// made.
func TestArchetypes(t *testing.T) {
	for i, a := range archetypes() {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			sessions, want := a.season(uint64(i), 4)
			got := classify.Judge(sessions, zone.Estimate(sessions, zone.Defaults()), classify.Defaults())
			wrong := map[string]int{}
			for k := range got {
				if c := got[k].Class; c != want[k] && !(c == classify.Recovery && want[k] == classify.Easy) {
					wrong[fmt.Sprintf("%v called %v", want[k], c)]++
				}
			}
			n := 0
			for _, times := range wrong {
				n += times
			}
			if 10*n > len(got) {
				t.Errorf("%d of %d wrong: %v", n, len(got), wrong)
			}
		})
	}
}

// season simulates the weeks and returns the sessions with their classes.
func (a *archetype) season(seed uint64, weeks int) (sessions []history.Session, want []classify.Class) {
	rng := rand.New(rand.NewPCG(seed, 77))
	r := synth.Amateur()
	r.Threshold = a.speed
	first := time.Date(2025, 6, 2, 7, 0, 0, 0, time.UTC)
	var w summary.Workspace
	for week := range weeks {
		for _, p := range a.week {
			plan := synth.Plain(r, 30, first.AddDate(0, 0, 7*week+p.day))
			plan.Steps = p.steps
			if a.alter != nil {
				a.alter(&plan)
			}
			sum := w.Summarise(synth.Simulate(rng, r, plan, 1+0.01*rng.NormFloat64()), "fit")
			sessions = append(sessions, history.Session{
				Key: fmt.Sprint(len(sessions)), Sum: &sum, Sport: sum.Sport, Start: sum.Start, Day: unit.DayOf(sum.Start),
				Parts: []history.Part{{Start: sum.Start, Sum: &sum}},
			})
			want = append(want, p.class)
		}
	}
	return sessions, want
}
