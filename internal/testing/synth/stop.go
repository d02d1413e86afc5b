package synth

import (
	"math"

	"dayafter/internal/activity"
)

// lights makes the runner stop at a red light now and then.
func (m *motion) lights() {
	if m.rng.Float64() >= m.p.Lights*m.v/1000 {
		return
	}
	wait := math.Floor(12 + min(90, 22*m.rng.ExpFloat64()))
	if m.p.TimerRuns {
		m.stand(wait)
		return
	}
	m.act.Pauses = append(m.act.Pauses, activity.Span{From: m.t, To: m.t + wait})
	m.lap.paused += wait
	for range int(wait) {
		m.heart(0)
	}
	m.t += wait
	m.v = 0.3
}

// stand simulates waiting while the timer runs.
func (m *motion) stand(wait float64) {
	for range int(wait) {
		m.v = approach(m.v, 0, 1.2)
		m.heart(m.v / m.top)
		m.move()
	}
}
