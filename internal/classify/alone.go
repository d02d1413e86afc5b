package classify

import (
	"math"
	"slices"

	"dayafter/internal/summary"
)

// alone is what can be said of one run without any other: nothing in it depends
// on a threshold, a neighbour or the runner. NaN is unknown.
type alone struct {
	short    histogram // seconds by 9-s mean speed over ground
	smooth   histogram // seconds by 20-s mean speed over ground
	graded   histogram // 5-s steps by 20-s mean grade-adjusted speed
	moving   float64   // s
	flat     float64   // median flat speed, m/s
	gap      float64   // median grade-adjusted speed, m/s
	unsteady float64   // coefficient of variation of flat speed after the warm-up
	heart    float64   // mean heart rate, beats/min; NaN when less than half of the run has one
	spread   float64   // see heartSpread
	best30   float64   // fastest 30 s, m/s
}

const (
	warmUp     = 360 // s left out of unsteady: the first minutes are a warm-up. Ours.
	minHRShare = 0.5 // of moving time with a heart rate; below, the run counts as without. Ours.
	shortSpan  = 9   // s: smooths away the noise of GPS, keeps a repetition of 12 s. Ours.
	smoothSpan = 21  // s
	gradedSpan = 4   // steps: 20 s
)

// meter measures runs; it holds the buffers that are used again.
type meter struct{ short, smooth, graded []uint8 }

// load fills the buffers with the series of s.
func (m *meter) loadShort(s *summary.Summary) []uint8 {
	m.short = runningMean(m.short, s.Trace.Speed, shortSpan)
	return m.short
}

func (m *meter) loadSmooth(s *summary.Summary) []uint8 {
	m.smooth = runningMean(m.smooth, s.Trace.Speed, smoothSpan)
	return m.smooth
}

func (m *meter) loadGraded(s *summary.Summary) []uint8 {
	m.graded = runningMean(m.graded, s.Trace.GAP, gradedSpan)
	return m.graded
}

func (m *meter) measure(s *summary.Summary) alone {
	t := &s.Trace
	a := alone{moving: s.Moving, heart: math.NaN(), spread: math.NaN(), best30: s.Curves.SpeedOver(30)}
	a.short.add(m.loadShort(s))
	a.smooth.add(m.loadSmooth(s))
	a.graded.add(m.loadGraded(s))
	a.flat = a.short.median() * summary.SpeedQuantum
	a.gap = a.graded.median() * summary.SpeedQuantum
	a.unsteady = variation(m.short[min(len(m.short), warmUp):])
	if s.HRShare >= minHRShare {
		a.heart, a.spread = s.AvgHR, heartSpread(t.HR)
	}
	return a
}

// variation is the coefficient of variation of s; NaN for fewer than two samples.
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

// runningMean writes the mean of span samples around each of s into out, which it
// returns; at the ends it is the mean of what is there.
func runningMean(out, s []uint8, span int) []uint8 {
	out = slices.Grow(out[:0], len(s))[:len(s)]
	sum, from, to := 0, 0, 0
	for i := range s {
		for ; to < min(len(s), i+span/2+span%2); to++ {
			sum += int(s[to])
		}
		for ; from < i-span/2; from++ {
			sum -= int(s[from])
		}
		out[i] = uint8((sum + (to-from)/2) / (to - from))
	}
	return out
}
