package classify

import (
	"math"

	"dayafter/internal/summary"
)

// A threshold bout is a stretch of 15 min or more that begins at least 10 % faster than the
// base and stays 4 % faster, with dips of up to 20 s, and with a heart rate to match. It
// shows a tempo run or a race. Ours.
const (
	thresholdOff    = 1.04
	thresholdBridge = 20   // s
	thresholdMin    = 900  // s
	thresholdHeart  = 0.95 // share of LTHR: Friel's zone 4 begins there
	aboveMin        = 540  // s, enough for a bout above aboveHeart. Ours.
	aboveHeart      = 0.98 // share of LTHR. Ours.
)

// stretch is a part of a run at one effort.
type stretch struct{ seconds, heart float64 } // s, beats/min; NaN without heart rate

// hard reports whether the stretch makes a run a tempo run, by its heart rate or, if that
// is unknown, by pace alone. lthr may be NaN.
func (s stretch) hard(lthr float64) bool {
	return s.seconds >= s.enough(lthr) && (math.IsNaN(s.heart) || s.heart >= thresholdHeart*lthr)
}

// enough returns how long the stretch has to be in s: less if its heart rate is close to
// the threshold.
func (s stretch) enough(lthr float64) float64 {
	if s.heart >= aboveHeart*lthr {
		return aboveMin
	}
	return thresholdMin
}

// threshold finds the longest threshold bout.
func (r *run) threshold() stretch {
	c := cut{quantise(sustainedRatio * r.usual.gap), quantise(thresholdOff * r.usual.gap), thresholdBridge / step, sustainedMin / step}
	var longest bout
	r.alone.graded.bouts(c, func(b bout) {
		if b.len() > longest.len() {
			longest = b
		}
	})
	return stretch{float64(longest.len() * step), r.heartIn(longest)}
}

// heartIn returns the mean heart rate over a bout of the grade-adjusted trace in beats/min;
// NaN without heart rate.
func (r *run) heartIn(b bout) float64 {
	if b.len() == 0 || !r.Sum.UsableHR() {
		return math.NaN()
	}
	hr := r.Sum.Trace.HR.AppendTo(nil)
	from := min(len(hr), b.from*step/summary.HRStep)
	to := min(len(hr), b.to*step/summary.HRStep)
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
