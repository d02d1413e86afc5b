package synth

import (
	"math/rand/v2"
	"slices"
	"time"

	"dayafter/internal/activity"
)

// Habits describes how a simulated runner trains, and what the runner does on the day after
// long runs.
type Habits struct {
	First    time.Time // a Monday, midnight in the runner's zone
	Weeks    int
	Runs     int      // runs a week, 3 to 7, the long run included
	DayAfter []string // repeated in turn: "recovery", "easy", "rest", "ride", "walk", "swim", "yoga", "hard"
	Base     int      // weeks at the beginning without key sessions
	Race     bool     // there is a marathon on the last Sunday, and a half marathon five weeks before it
	Load     float64  // rTSS per day before the season
	NoHR     bool     // never wears a sensor
}

// Marathoner returns the habits of the fixtures: sixteen weeks up to a marathon.
func Marathoner(r Runner) Habits {
	return Habits{
		First: time.Date(2025, 7, 7, 0, 0, 0, 0, r.Zone), Weeks: 16, Runs: 6, Base: 2, Race: true, Load: 42,
		DayAfter: []string{
			"recovery", "rest", "recovery", "easy", "ride", "recovery", "hard", "rest",
			"recovery", "easy", "recovery", "walk", "recovery", "swim", "rest", "",
		},
	}
}

// Season simulates the habits day by day and returns every session in order. The
// same seed, runner and habits give the same sessions.
func Season(seed uint64, r Runner, h Habits) []Session {
	rng := rand.New(rand.NewPCG(seed, 0x5EA50))
	form := NewForm(h.Load)
	days := planSeason(rng, allCourses(), h)
	var out []Session
	for day := range h.Weeks * 7 {
		total := 0.0
		for _, p := range days[day] {
			p.Temp, p.NoHR = weather(rng, p.Start), p.NoHR || h.NoHR
			a := Simulate(rng, varyRunner(rng, r), vary(rng, p), form.Speed(h.Load))
			out = append(out, Session{p, a})
			total += planLoad(p, a)
		}
		form = form.NextDay(total)
	}
	return out
}

// varyRunner returns the runner on one day. Sleep, heat and coffee change the heart rate by
// a beat or two and the speed by one per cent.
func varyRunner(rng *rand.Rand, r Runner) Runner {
	r.ThresholdHR += 1.4 * rng.NormFloat64()
	r.Threshold *= 1 + 0.008*rng.NormFloat64()
	return r
}

// vary makes a session without a prescribed pace a little faster or slower than usual.
func vary(rng *rand.Rand, p Plan) Plan {
	if p.Truth.Class == "key" {
		return p
	}
	f := 1 + 0.014*rng.NormFloat64()
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		p.Steps[i].Effort *= f
		p.Steps[i].Finish *= f
	}
	return p
}

// weather returns the temperature in °C of a northern summer and autumn.
func weather(rng *rand.Rand, t time.Time) float64 {
	season := 1 - abs(float64(t.YearDay()-200))/110 // 1 in mid July
	warm := 8 + 12*season + 2.2*rng.NormFloat64()
	if t.Hour() < 10 {
		warm -= 3
	}
	return warm
}

func abs(x float64) float64 { return max(x, -x) }

// planLoad returns a session's load. Other sports count half as much.
func planLoad(p Plan, a *activity.Activity) float64 {
	sum, seconds := 0.0, 0.0
	repeatSteps(p.Steps, func(i int) {
		s := p.Steps[i]
		effort := s.Effort
		if s.Finish > 0 {
			effort = (s.Effort + s.Finish) / 2
		}
		t := s.Seconds
		if t == 0 {
			t = max(s.Metres, 220) / (3.9 * max(effort, 0.3))
		}
		sum, seconds = sum+load(t, effort), seconds+t
	})
	sum *= a.Totals.Timer / seconds
	if p.Sport != activity.Run {
		sum /= 2
	}
	return sum
}

// planSeason returns the plans of each day.
func planSeason(rng *rand.Rand, c courses, h Habits) [][]Plan {
	days := make([][]Plan, (h.Weeks+1)*7)
	add := func(day, hour, min int, p Plan) {
		days[day] = append(days[day], p.at(h.First, day, hour, min))
	}
	for w := range h.Weeks {
		taper := 0
		if h.Race {
			taper = max(0, 3-(h.Weeks-1-w)) // 1, 2, 3 in the last three weeks
		}
		b := week{rng: rng, c: c, h: h, n: w, taper: taper, add: func(day, hour, min int, p Plan) { add(7*w+day, hour, min, p) }}
		b.plan()
	}
	return days
}
