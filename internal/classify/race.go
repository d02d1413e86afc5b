package classify

import (
	"math"

	"dayafter/internal/summary"
)

// A race is the runner's best, or nearly, over its whole distance: a recording
// whose mean speed from start to end, stops counted in, reaches 97 % of the best
// that the runner held for as long in any other run of the half years around, is
// no easy speed, and is even. A workout's repetitions are as fast, but a race has
// no rests. Warm-up and cool-down recorded apart are no part of it. Ours.
const (
	raceNear     = 0.97 // of the best of the other runs over the same time
	raceRatio    = 1.10 // × the steady base; an even easy run is near the best of a runner who never races
	raceDays     = 180  // each side
	raceShortest = 60   // s
	raceOthers   = 4    // other runs as long, to know what is near best
	raceSlow     = 0.8  // × the median speed; slower than that is a rest
	raceRest     = 0.05 // of the race may be slow,
	raceStart    = 30   // s, beside the start and the finish
)

// nearBest is the highest share of the runner's best that any recorded part of
// run i reached over its whole distance; NaN when no part is faster than easy or
// too little is known.
func nearBest(runs []*run, i int, past bool) float64 {
	share, r := nan, runs[i]
	for k := range r.Parts {
		p := r.Parts[k].Sum
		speed := p.GAPSpeed * p.Moving / p.Elapsed
		if !(speed >= raceRatio*r.usual.gap) || p.Moving < raceShortest || !even(p.Trace.GAP.AppendTo(nil)) {
			continue
		}
		best := bestOver(around(runs, i, raceDays, past), p.Elapsed)
		if v := speed / best; !(v <= share) && !math.IsNaN(v) {
			share = v
		}
	}
	return share
}

// even reports whether a recording has no rests.
func even(gap []uint8) bool {
	s := newSeries(gap)
	slow := int(raceSlow * s.count.median())
	rest := len(s.steps) - s.count.atLeast(uint8(slow))
	return float64(rest) <= raceRest*float64(len(s.steps))+raceStart/step
}

// lastOfCurve is the longest time of a curve, s.
func lastOfCurve() float64 { return float64(summary.CurveSeconds[len(summary.CurveSeconds)-1]) }

// bestOver is the best grade-adjusted speed of the window's other runs over so
// many seconds, m/s; NaN when fewer than raceOthers lasted that long, or the
// longest time of a curve.
func bestOver(w window, seconds float64) float64 {
	best, n := nan, 0
	for k := w.lo; k < w.hi; k++ {
		if k == w.self || w.runs[k].alone.moving < min(seconds, lastOfCurve()) {
			continue
		}
		if v := speedOver(&w.runs[k].Sum.Curves, seconds); !math.IsNaN(v) {
			n++
			if !(best >= v) {
				best = v
			}
		}
	}
	if n < raceOthers {
		return nan
	}
	return best
}

// fade is how speed falls with time beyond the last point of a curve, as a power
// of it: Riegel 1981, 1.06 for time over distance.
const fade = -0.06

// speedOver is the best speed over any time, between the curve's points by the
// logarithm of time, m/s; NaN when unknown.
func speedOver(c *summary.Curves, seconds float64) float64 {
	times := &summary.CurveSeconds
	last := len(times) - 1
	for i := range last {
		lo, hi := float64(times[i]), float64(times[i+1])
		if seconds <= hi {
			a, b := float64(c.GAP[i]), float64(c.GAP[i+1])
			return a + (b-a)*math.Log(max(seconds, lo)/lo)/math.Log(hi/lo)
		}
	}
	return float64(c.GAP[last]) * math.Pow(seconds/lastOfCurve(), fade)
}
