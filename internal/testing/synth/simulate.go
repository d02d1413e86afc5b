package synth

import (
	"math"
	"math/rand/v2"
	"time"

	"dayafter/internal/activity"
)

// Simulate runs a plan second by second. form is the share of threshold speed
// that the day allows (Form.Speed).
func Simulate(rng *rand.Rand, r Runner, p Plan, form float64) *activity.Activity {
	m := newMotion(rng, r, p, form)
	repeatSteps(p.Steps, func(i int) { m.step(i) })
	m.closeLap(activity.TriggerEnd)
	m.finish()
	return m.act
}

// repeatSteps calls run for each step in the order in which it is run.
func repeatSteps(steps []Step, run func(i int)) {
	for i, s := range steps {
		if s.Repeat == 0 {
			run(i)
			continue
		}
		for range s.Repeat - 1 {
			for j := s.RepeatTo; j < i; j++ {
				run(j)
			}
		}
	}
}

// motion is the state of a run while it is simulated.
type motion struct {
	rng  *rand.Rand
	r    Runner
	p    Plan
	top  float64 // m/s, today's threshold speed
	act  *activity.Activity
	heat float64 // today's drift, share per hour

	t, dist   float64 // s since the start, m run
	s, dir    float64 // m along the course; +1 out, -1 back
	legStart  float64 // s at which the step before the current one began
	v, hr     float64 // m/s over ground, beats/min
	drift     float64 // share by which heart rate has risen so far
	lap       lapState
	pace      wander // share, the runner's uneven pace
	mood      wander // share, slow swings of effort
	beat      wander // beats/min
	fixX      wander // m, error of the position
	fixY      wander
	baro      wander // m, error of the height
	footpod   float64
	sensorTmp float64
}

func newMotion(rng *rand.Rand, r Runner, p Plan, form float64) *motion {
	m := &motion{
		rng: rng, r: r, p: p, dir: 1, hr: r.RestHR + 28,
		top:  r.Threshold * form * sportSpeed(p.Sport),
		act:  activity.New(p.Sport, p.Start.UTC()),
		heat: r.Drift * (1 + 0.06*math.Max(0, p.Temp-12)),
		pace: newWander(0.012, 12, 0), mood: newWander(0.010, 240, 0), beat: newWander(0.7, 6, 0),
		fixX: newWander(3.2, 40, 7), fixY: newWander(3.2, 40, 7), baro: newWander(1.6, 900, 20),
		footpod: 1 + 0.004*rng.NormFloat64(), sensorTmp: p.Temp + 9,
	}
	_, offset := p.Start.Zone()
	m.act.Clock = activity.Clock{Offset: time.Duration(offset) * time.Second, Source: activity.ClockDevice}
	m.act.Title, m.act.Track, m.act.Indoor = p.Title, p.Track, p.Course == nil
	m.act.Device = "synthetic"
	m.act.Watch.MaxHR, m.act.Watch.RestHR = r.MaxHR, r.RestHR
	if p.Workout {
		m.act.Steps = workout(p.Steps)
	}
	return m
}

// workout returns only the planned steps, as a watch shows them.
func workout(steps []Step) []activity.Step {
	out := make([]activity.Step, len(steps))
	for i, s := range steps {
		w := activity.Step{Name: s.Name, Kind: s.Kind, Duration: math.NaN(), Distance: math.NaN()}
		switch {
		case s.Repeat > 0:
			w.Repeat, w.RepeatTo = s.Repeat, s.RepeatTo
		case s.Seconds > 0:
			w.Duration = s.Seconds
		case s.Metres > 0:
			w.Distance = s.Metres
		}
		out[i] = w
	}
	return out
}

// step runs one step of the plan to its end.
func (m *motion) step(i int) {
	s := m.p.Steps[i]
	m.lap.step, m.lap.kind = i, s.Kind
	t0, d0, began := m.t, m.dist, m.s
	m.dir = 1
	if s.Back {
		m.dir = -1
	}
	for {
		done := share(s, m.t-t0, m.dist-d0)
		if s.Back {
			done = 0
			if m.s <= m.legStart {
				break
			}
		}
		if done >= 1 {
			break
		}
		m.tick(effortAt(s, done))
	}
	m.legStart = began
	if m.p.StepLaps != activity.TriggerUnknown {
		m.closeLap(m.p.StepLaps)
	}
}

// share returns the completed share of a step, 1 at its end.
func share(s Step, seconds, metres float64) float64 {
	if s.Seconds > 0 {
		return seconds / s.Seconds
	}
	if s.Metres > 0 {
		return metres / s.Metres
	}
	return 0
}

// effortAt returns the effort after a share of the step.
func effortAt(s Step, done float64) float64 {
	if s.Finish == 0 {
		return s.Effort
	}
	return s.Effort + (s.Finish-s.Effort)*done
}
