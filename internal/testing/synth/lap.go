package synth

import (
	"math"

	"dayafter/internal/activity"
)

type lapState struct {
	start, dist, paused float64
	hr                  float64 // sum of heart rates
	n                   int
	step                int
	kind                activity.LapKind
}

// closeLap ends the current lap, unless it has just begun.
func (m *motion) closeLap(by activity.Trigger) {
	l := m.lap
	if m.t-l.start < 2 {
		return
	}
	step := -1
	if m.p.Workout {
		step = l.step
	}
	kind := l.kind
	if m.p.StepLaps != activity.TriggerStepEnd {
		kind = activity.LapActive
	}
	hr := math.NaN()
	if l.n > 0 {
		hr = l.hr / float64(l.n)
	}
	m.act.Laps = append(m.act.Laps, activity.Lap{
		Start: l.start, Elapsed: m.t - l.start, Timer: m.t - l.start - l.paused,
		Distance: (m.dist - l.dist) * m.footpod, AvgHR: hr, MaxHR: math.NaN(), Trigger: by, Kind: kind, Step: step,
	})
	m.lap = lapState{start: m.t, dist: m.dist, step: l.step, kind: l.kind}
}
