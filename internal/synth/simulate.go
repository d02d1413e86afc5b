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

// motion is a run under way.
type motion struct {
	rng  *rand.Rand
	r    Runner
	p    Plan
	top  float64 // m/s, today's threshold speed
	act  *activity.Activity
	heat float64 // today's drift, share an hour

	t, dist   float64 // s since the start, m run
	s, dir    float64 // m along the course; +1 out, -1 back
	legStart  float64 // s at which the step before the current one began
	v, hr     float64 // m/s over ground, beats/min
	drift     float64 // share that heart rate has climbed
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

type lapState struct {
	start, dist, paused float64
	hr                  float64 // sum of heart rates
	n                   int
	step                int
	kind                activity.LapKind
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

// sportSpeed is a sport's speed at threshold, as a share of running's.
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

// workout is the plan as a watch shows it: the steps that were planned.
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

// share is how much of a step is done, 1 at its end.
func share(s Step, seconds, metres float64) float64 {
	if s.Seconds > 0 {
		return seconds / s.Seconds
	}
	if s.Metres > 0 {
		return metres / s.Metres
	}
	return 0
}

// effortAt is the effort when a share of the step is done.
func effortAt(s Step, done float64) float64 {
	if s.Finish == 0 {
		return s.Effort
	}
	return s.Effort + (s.Finish-s.Effort)*done
}

// tick is one second of running: the way, the pace, the heart, the sample.
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

// move writes a sample and goes on for a second.
func (m *motion) move() {
	m.sample()
	m.t++
	m.dist += m.v
	m.s += m.dir * m.v
}

// holdback is the share of speed that the runner gives up on a hill of a cost, or
// gains downhill. What he does not give in speed he pays in effort: runners hold
// their pace more than their effort, downhill still more. Shares ours.
func holdback(cost float64) float64 {
	if cost < 1 {
		return 0.5 * (cost - 1)
	}
	return 0.75 * (cost - 1)
}

// cost is the energy cost of running on the present grade against the flat:
// Minetti et al. 2002, within the grades that they measured.
func (m *motion) cost() float64 {
	if m.p.Course == nil || m.p.Sport == activity.Ride {
		return 1
	}
	i := (m.p.Course.Ele(m.s+5*m.dir) - m.p.Course.Ele(m.s-5*m.dir)) / 10
	i = max(-0.3, min(0.3, i))
	return (((((155.4*i-30.4)*i-43.3)*i+46.3)*i+19.5)*i + 3.6) / 3.6
}

// demand is the share of threshold power that the muscles ask for now.
func (m *motion) demand(effort, cost float64) float64 {
	if m.top == 0 { // on the spot: yoga, strength
		return effort
	}
	return m.v * (1 + 0.8*(cost-1)) / m.top
}

// driftMost is the share by which drift lifts heart rate at the very most
// (Coyle & González-Alonso 2001 review 5–10 % and more in the heat).
const driftMost = 0.11

// heart moves the heart rate towards what the demand asks for. It rises with a
// time constant near 28 s and falls more slowly (Bunc et al. 1988 found 20–40 s),
// and drifts upwards once the runner is warm.
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

// sample writes down what the watch saw.
func (m *motion) sample() {
	c := &m.act.Samples
	c.T = append(c.T, m.t)
	nan := math.NaN()
	lat, lon, ele := nan, nan, nan
	if m.p.Course != nil {
		x, y := m.p.Course.At(m.s)
		lat, lon = position(x+m.fixX.next(m.rng), y+m.fixY.next(m.rng))
		ele = round(m.p.Course.Ele(m.s)+m.baro.next(m.rng), 5)
	}
	hr := nan
	if !m.p.NoHR {
		hr = round(m.hr+m.beat.next(m.rng), 1)
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

// cadence is steps a minute of a runner, revolutions of a rider.
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

// lights lets the runner stand at a red light now and then.
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

// stand is waiting with the timer running.
func (m *motion) stand(wait float64) {
	for range int(wait) {
		m.v = approach(m.v, 0, 1.2)
		m.heart(m.v / m.top)
		m.move()
	}
}

// closeLap ends the lap that is under way, unless it has only just begun.
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
		Distance: (m.dist - l.dist) * m.footpod, AvgHR: hr, Trigger: by, Kind: kind, Step: step,
	})
	m.lap = lapState{start: m.t, dist: m.dist, step: l.step, kind: l.kind}
}

// finish writes the totals, and drops the columns that hold nothing.
func (m *motion) finish() {
	c := &m.act.Samples
	for _, col := range []*[]float64{&c.Lat, &c.Lon, &c.Ele, &c.Dist, &c.Speed, &c.HR, &c.Cadence, &c.Temp} {
		if empty(*col) {
			*col = nil
		}
	}
	t := &m.act.Totals
	t.Elapsed, t.Timer = m.t, m.t
	for _, p := range m.act.Pauses {
		t.Timer -= p.To - p.From
	}
	if c.Dist != nil {
		t.Distance = c.Dist[len(c.Dist)-1]
	}
	t.Ascent, t.Descent = climb(c.Ele)
	t.AvgHR, t.MaxHR = meanMax(c.HR)
	t.Calories = round(t.Timer/60*11, 1)
}

// empty reports whether a column holds no value.
func empty(col []float64) bool {
	for _, v := range col {
		if !math.IsNaN(v) {
			return false
		}
	}
	return true
}

// climb is the ascent and descent as a watch counts them: changes of 3 m and
// more. NaN without elevations.
func climb(ele []float64) (up, down float64) {
	if len(ele) == 0 {
		return math.NaN(), math.NaN()
	}
	at := ele[0]
	for _, e := range ele {
		switch d := e - at; {
		case d >= 3:
			up, at = up+d, e
		case d <= -3:
			down, at = down-d, e
		}
	}
	return round(up, 1), round(down, 1)
}

// meanMax is a column's mean and maximum; NaN when it is empty.
func meanMax(col []float64) (mean, highest float64) {
	if len(col) == 0 {
		return math.NaN(), math.NaN()
	}
	sum := 0.0
	for _, v := range col {
		sum += v
		highest = max(highest, v)
	}
	return round(sum/float64(len(col)), 1), highest
}

// round is x to the nearest of so many parts of one.
func round(x, parts float64) float64 { return math.Round(x*parts) / parts }
