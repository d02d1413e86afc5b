package polar

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dayafter/internal/activity"
)

// quantity is the quantity that a series measures.
type quantity uint8

const (
	none quantity = iota
	heartRate
	speed    // km/h
	distance // m since the start
	altitude // m
	cadence  // revolutions or steps of one foot, 1/min
	power    // W
	temperature
	latitude
	longitude
	routeAltitude // m; used when there is no altitude
)

// quantities holds the quantities by their names in both forms. It lacks the power of a
// single pedal crank, whose meaning Polar does not state.
var quantities = map[string]quantity{
	"heartRate": heartRate, "HEART_RATE": heartRate, "speed": speed, "SPEED": speed,
	"distance": distance, "DISTANCE": distance, "altitude": altitude, "ALTITUDE": altitude,
	"cadence": cadence, "CADENCE": cadence, "power": power, "POWER": power,
	"temperature": temperature, "TEMPERATURE": temperature,
}

// series is one quantity over time.
type series struct {
	of    quantity
	start stamp     // t counts from it; if it is not ok, from the exercise's start
	t     []float64 // s; nil if the values are every seconds apart
	every float64   // s
	v     []float64 // NaN where nothing was measured
}

// at returns the time of value i, in s after the start of the series.
func (s *series) at(i int) float64 {
	if s.t == nil {
		return float64(i) * s.every
	}
	return s.t[i]
}

// room reports whether the session may hold another value.
func (r *reader) room() bool {
	if r.values == maxValues {
		r.issues.Add(activity.Partial, "polar-values", "the session holds more than %d values: the rest was left out", maxValues)
		return false
	}
	r.values++
	return true
}

// samples reads {"heartRate": [{"dateTime", "value"}], …} or {"samples": [{"type",
// "intervalMillis", "values"}]}.
func (r *reader) samples(e *exercise) {
	r.scan.Object(func(key []byte) {
		switch q := quantities[string(key)]; {
		case string(key) == "samples":
			r.scan.Array(func() { r.regular(e) })
		case string(key) == "recordedRoute":
			r.recordedRoute(e)
		case q != none:
			s := series{of: q}
			r.scan.Array(func() { r.timed(&s) })
			r.keep(e, s)
		}
	})
}

// timed reads {"dateTime": "2018-01-07T10:00:00.384", "value": 120}.
func (r *reader) timed(s *series) {
	at, v := stamp{}, math.NaN()
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "dateTime":
			at = parse(r.scan.Raw())
		case "value":
			v = r.scan.Number()
		}
	})
	if at.ok && !math.IsNaN(v) && r.room() {
		s.add(at, v)
	}
}

func (s *series) add(at stamp, v float64) {
	if !s.start.ok {
		s.start = at
	}
	s.t, s.v = append(s.t, at.since(s.start)), append(s.v, v)
}

// regular reads {"type": "HEART_RATE", "intervalMillis": 1000, "values": […]}.
func (r *reader) regular(e *exercise) {
	s := series{every: 1}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "type":
			s.of = quantities[strings.TrimPrefix(r.scan.Text(), "SAMPLE_TYPE_")]
		case "intervalMillis":
			if v := r.scan.Number() / 1000; v > 0 {
				s.every = v
			}
		case "values":
			r.scan.Array(func() { r.regularValue(&s) })
		}
	})
	if s.of == none {
		return
	}
	r.keep(e, s)
}

// regularValue reads the next value of a regular series.
func (r *reader) regularValue(s *series) {
	v := r.scan.Number()
	switch {
	case s.at(len(s.v)) > maxSpan:
		r.issues.Add(activity.Partial, "polar-time", outside)
	case r.room():
		s.v = append(s.v, v)
	}
}

// keep adds series that hold a value.
func (r *reader) keep(e *exercise, all ...series) {
	switch {
	case len(all[0].v) == 0:
	case len(e.series)+len(all) > maxSeries:
		r.issues.Add(activity.Partial, "polar-series", "an exercise holds more than %d series: the rest was left out", maxSeries)
	default:
		e.series = append(e.series, all...)
	}
}

// table holds samples by their second.
type table struct {
	rows []activity.Sample
	at   []int32 // by second, the index into rows plus one
	lost int     // values outside the session's time
}

// outside is the text of the issue polar-time.
const outside = "a value lay outside the session's time: left out"

// row returns the sample at a second after the start; nil if no session can last that long.
func (b *table) row(second float64) *activity.Sample {
	if !(second >= 0 && second <= maxSpan) {
		b.lost++
		return nil
	}
	k := int(second)
	if k >= len(b.at) {
		b.at = append(b.at, make([]int32, max(k+1-len(b.at), len(b.at)))...)
	}
	if b.at[k] == 0 {
		s := activity.NoSample()
		s.T = float64(k)
		b.rows = append(b.rows, s)
		b.at[k] = int32(len(b.rows))
	}
	return &b.rows[b.at[k]-1]
}

// put adds a series. Each series has a value each second, at its own fraction of the
// second, so values within the same second form one sample.
func (b *table) put(s *series, first float64) {
	phase := first - math.Round(first)
	for i, v := range s.v {
		if math.IsNaN(v) {
			continue
		}
		second := math.Round(first + s.at(i) - phase)
		if second < 0 && second >= -nearStart {
			continue // before the session began
		}
		if row := b.row(second); row != nil {
			s.set(row, v)
		}
	}
}

func (s *series) set(row *activity.Sample, v float64) {
	switch s.of {
	case heartRate:
		row.HR = v
	case speed:
		row.Speed = v / 3.6
	case distance:
		row.Dist = v
	case altitude, routeAltitude:
		row.Ele = v
	case cadence:
		row.Cadence = v
	case power:
		row.Power = v
	case temperature:
		row.Celsius = v
	case latitude:
		row.Lat = v
	case longitude:
		row.Lon = v
	}
}

// columns sorts the samples by time and stores them.
func (b *table) columns(a *activity.Activity) {
	slices.SortFunc(b.rows, func(x, y activity.Sample) int { return cmp.Compare(x.T, y.T) })
	for i := range b.rows {
		row := &b.rows[i]
		if row.DropImpossiblePlace() {
			a.Issues.Add(activity.Partial, "polar-position", "a point had no possible position: kept without it")
		}
		if row.DropImpossible() {
			a.Issues.Add(activity.Partial, "polar-value", "a point held an impossible value: left out")
		}
		a.Samples.Append(row)
		if i == 0 {
			a.Samples.Grow(len(b.rows))
		}
	}
	if b.lost > 0 {
		a.Issues.AddCount(activity.Partial, "polar-time", b.lost, outside)
	}
}
