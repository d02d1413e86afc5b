package synth

import (
	"math"

	"dayafter/internal/activity"
)

// sample records the measurements of the watch.
func (m *motion) sample() {
	c := &m.act.Samples
	c.T = append(c.T, m.t)
	nan := math.NaN()
	lat, lon, ele := nan, nan, nan
	if m.p.Course != nil {
		x, y := m.p.Course.At(m.s)
		lat, lon = position(x+m.fixX.next(m.rng)+m.jump(), y+m.fixY.next(m.rng))
		ele = round(m.p.Course.Ele(m.s)+m.baro.next(m.rng), 5)
	}
	hr := nan
	if !m.p.NoHR {
		hr = m.beats()
		m.lap.hr += hr
		m.lap.n++
	}
	m.sensorTmp = approach(m.sensorTmp, m.p.Temp+3, 600)
	c.Lat, c.Lon, c.Ele = append(c.Lat, lat), append(c.Lon, lon), append(c.Ele, ele)
	c.HR = append(c.HR, hr)
	c.Temp = append(c.Temp, round(m.sensorTmp, 1))
	c.Cadence = append(c.Cadence, m.cadence())
	if m.top == 0 {
		c.Dist, c.Speed = append(c.Dist, nan), append(c.Speed, nan)
		return
	}
	c.Dist = append(c.Dist, round(m.dist*m.footpod, 100))
	c.Speed = append(c.Speed, round(m.v*m.footpod, 1000))
}

// jumpAt is the time at which the position jumps, in s since the start. It jumps back
// jumpFor seconds later.
const jumpAt, jumpFor = 900, 10

// jump returns the current error of the position in m.
func (m *motion) jump() float64 {
	if m.t >= jumpAt && m.t < jumpAt+jumpFor {
		return m.p.FixJump
	}
	return 0
}

// beats returns the heart rate as the sensor measures it.
func (m *motion) beats() float64 {
	hr := m.hr + m.beat.next(m.rng)
	if m.t >= 60 && m.t < m.p.HRLock {
		hr = 146 + 9.5*m.v + (hr-m.hr)/2 // close to the cadence at this moment
	}
	return round(hr, 1)
}

// cadence returns the steps per minute of a runner, or the revolutions per minute of a
// rider.
func (m *motion) cadence() float64 {
	switch m.p.Sport {
	case activity.Run:
		if m.v < 1 {
			return 0
		}
		return 2 * round((146+9.5*m.v+1.2*m.rng.NormFloat64())/2, 1)
	case activity.Walk, activity.Hike:
		return 2 * round((86+14*m.v+1.2*m.rng.NormFloat64())/2, 1)
	case activity.Ride:
		return round(60+3.2*m.v+2*m.rng.NormFloat64(), 1)
	}
	return math.NaN()
}
