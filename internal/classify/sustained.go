package classify

import (
	"math"

	"dayafter/internal/summary"
)

// Sustained bouts: stretches at least 10 % faster than the steady base by
// grade-adjusted speed, so that a climb at effort counts and a descent does not,
// held above 5 %, of 90 s or more. Ours.
const (
	sustainedRatio = 1.10
	sustainedOff   = 1.05
	sustainedMin   = 90 // s
)

// sustained is the longest sustained bout, s, and how many there are.
func (m *meter) sustained(r *run) (longest float64, n int) {
	c := cut{quantise(sustainedRatio * r.usual.gap), quantise(sustainedOff * r.usual.gap), 0, sustainedMin / summary.GAPStep}
	if c.none(&r.alone.graded) {
		return 0, 0
	}
	c.bouts(m.loadGraded(r.Sum), func(b bout) {
		longest = max(longest, float64(b.len()*summary.GAPStep))
		n++
	})
	return longest, n
}

// Threshold bouts: one stretch of 15 min or more at 10 % above base, held above
// 4 %, dips of 20 s bridged, with the heart rate that goes with it: a tempo run
// or a race. Ours.
const (
	thresholdOff    = 1.04
	thresholdBridge = 20   // s
	thresholdMin    = 900  // s
	thresholdHeart  = 0.95 // of LTHR: Friel's zone 4 begins there
	aboveMin        = 540  // s, enough when it is this close to LTHR. Ours.
	aboveHeart      = 0.98 // of LTHR. Ours.
)

// hardStretch reports whether a threshold bout of so many seconds at this share
// of LTHR (NaN when unknown) is a tempo run.
func hardStretch(seconds, heart float64) bool {
	switch {
	case math.IsNaN(heart):
		return seconds >= thresholdMin
	case heart >= aboveHeart:
		return seconds >= aboveMin
	default:
		return seconds >= thresholdMin && heart >= thresholdHeart
	}
}

// threshold is the longest threshold bout, s, and its mean heart rate, beats/min
// (NaN without).
func (m *meter) threshold(r *run) (longest, heart float64) {
	c := cut{quantise(sustainedRatio * r.usual.gap), quantise(thresholdOff * r.usual.gap), thresholdBridge / summary.GAPStep, sustainedMin / summary.GAPStep}
	heart = math.NaN()
	if c.none(&r.alone.graded) {
		return 0, heart
	}
	c.bouts(m.loadGraded(r.Sum), func(b bout) {
		if t := float64(b.len() * summary.GAPStep); t > longest {
			longest, heart = t, r.heartIn(b)
		}
	})
	return longest, heart
}

// heartIn is the mean heart rate over a bout of the grade-adjusted trace,
// beats/min; NaN without.
func (r *run) heartIn(b bout) float64 {
	hr := r.Sum.Trace.HR
	from := min(len(hr), b.from*summary.GAPStep/summary.HRStep)
	to := min(len(hr), b.to*summary.GAPStep/summary.HRStep)
	n, sum := 0, 0
	for _, v := range hr[from:to] {
		if v > 0 {
			n, sum = n+1, sum+int(v)
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return float64(sum) / float64(n)
}
