package synth

import (
	"math"
)

// finish computes the totals and drops empty columns.
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

// climb returns ascent and descent as a watch counts them, from changes of at least 3 m. It
// returns NaN without elevations.
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

// meanMax returns a column's mean and maximum; NaN if it is empty.
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

// round rounds x to a multiple of 1/parts.
func round(x, parts float64) float64 { return math.Round(x*parts) / parts }
