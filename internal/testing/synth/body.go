package synth

import (
	"math"

	"dayafter/internal/activity"
)

// sportSpeed returns the threshold speed of a sport as a share of the threshold
// speed in running.
func sportSpeed(s activity.Sport) float64 {
	switch s {
	case activity.Ride:
		return 3
	case activity.Swim:
		return 0.33
	case activity.Yoga, activity.Strength:
		return 0
	}
	return 1
}

// tick simulates one second of running: distance, pace, heart rate and sample.
func (m *motion) tick(effort float64) {
	cost := m.cost()
	target := effort * m.top * (1 + m.pace.next(m.rng) + m.mood.next(m.rng)) / (1 + holdback(cost))
	m.v = approach(m.v, target, 4)
	m.heart(m.demand(effort, cost))
	m.move()
	m.lights()
	if a := m.p.AutoLap; a > 0 && math.Floor(m.dist/a) > math.Floor((m.dist-m.v)/a) {
		m.closeLap(activity.TriggerDistance)
	}
}

// move writes a sample and advances by one second.
func (m *motion) move() {
	m.sample()
	m.t++
	m.dist += m.v
	m.s += m.dir * m.v
}

// holdback returns the share of speed that the runner loses on a hill of the given cost, or
// gains downhill. It is less than for an even effort, because runners keep their pace more
// than their effort, especially downhill. The shares are ours.
func holdback(cost float64) float64 {
	if cost < 1 {
		return 0.5 * (cost - 1)
	}
	return 0.75 * (cost - 1)
}

// cost returns the energy cost of running at the current grade relative to the flat
// (Minetti et al. 2002, limited to the grades that they measured).
func (m *motion) cost() float64 {
	if m.p.Course == nil || m.p.Sport == activity.Ride {
		return 1
	}
	i := (m.p.Course.Ele(m.s+5*m.dir) - m.p.Course.Ele(m.s-5*m.dir)) / 10
	i = max(-0.3, min(0.3, i))
	return (((((155.4*i-30.4)*i-43.3)*i+46.3)*i+19.5)*i + 3.6) / 3.6
}

// demand returns the share of threshold power that the muscles need now.
func (m *motion) demand(effort, cost float64) float64 {
	if m.top == 0 { // a sport on the spot, such as yoga
		return effort
	}
	return m.v * (1 + 0.8*(cost-1)) / m.top
}

// driftMost is the greatest share by which drift raises heart rate (Coyle & González-Alonso
// 2001 review 5–10 % and more in the heat).
const driftMost = 0.11

// heart moves the heart rate towards the rate for the demand. The rate rises with a time
// constant of about 28 s, falls more slowly (Bunc et al. 1988 found 20–40 s), and drifts
// upwards once the runner is warm.
func (m *motion) heart(demand float64) {
	if m.t > 480 && demand > 0.5 {
		m.drift += m.heat / 3600 * (1 - m.drift/driftMost)
	}
	want := m.r.ThresholdHR - (1-demand)*0.93*(m.r.ThresholdHR-m.r.RestHR)
	want *= 1 + m.drift
	if over := want - (m.r.MaxHR - 8); over > 0 {
		want -= over * over / (over + 8)
	}
	want = max(m.r.RestHR+25, want)
	constant := 28.0
	if want < m.hr {
		constant = 42
	}
	m.hr = approach(m.hr, want, constant)
}
