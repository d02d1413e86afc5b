package classify

import (
	"math"

	"dayafter/internal/summary"
)

// alone holds the measures of a run that need no threshold, no other run and no setting.
// NaN is unknown.
type alone struct {
	smooth   series  // 20-s mean speed over ground
	graded   series  // 20-s mean grade-adjusted speed
	steep    []uint8 // seconds of steep climbing in each step; nil without any
	moving   float64 // s
	flat     float64 // median speed over ground, m/s
	gap      float64 // median grade-adjusted speed, m/s
	unsteady float64 // coefficient of variation of speed over ground after the warm-up
	heart    float64 // mean heart rate, beats/min; NaN when less than half of the run has one
	spread   float64 // see heartSpread
	best30   float64 // fastest 30 s, m/s
	top      float64 // no shortSpan is faster, m/s
}

const (
	warmUp = 360 // s left out of unsteady: the first minutes are a warm-up. Ours.
)

func (m *meter) measure(s *summary.Summary) alone {
	m.values = s.Trace.Speed.AppendTo(m.values[:0])
	m.raw = steps(m.raw, m.values)
	m.values = s.Trace.GAP.AppendTo(m.values[:0])
	a := alone{
		smooth: newSeries(m.raw), graded: newSeries(m.values),
		moving: s.Moving, heart: math.NaN(), spread: math.NaN(), best30: s.Curves.SpeedOver(30),
	}
	a.steep = s.Trace.Steep.AppendTo(nil)
	a.top = s.Curves.SpeedOver(10) * 10 / shortSpan // in 10 s, the runner covers at least as much as in the fastest 9 s
	a.flat = a.smooth.count.median() * summary.SpeedQuantum
	a.gap = a.graded.count.median() * summary.SpeedQuantum
	a.unsteady = variation(a.smooth.steps[min(len(a.smooth.steps), warmUp/step):])
	if s.UsableHR() {
		m.values = s.Trace.HR.AppendTo(m.values[:0])
		a.heart, a.spread = s.AvgHR, heartSpread(m.values)
	}
	return a
}

// variation returns the coefficient of variation of s; NaN for fewer than two samples.
func variation(s []uint8) float64 {
	if len(s) < 2 {
		return math.NaN()
	}
	var sum, squares uint64
	for _, v := range s {
		sum += uint64(v)
		squares += uint64(v) * uint64(v)
	}
	n := float64(len(s))
	mean := float64(sum) / n
	return math.Sqrt(max(0, float64(squares)/n-mean*mean)) / mean
}
