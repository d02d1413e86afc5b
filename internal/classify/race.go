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
	raceFast     = 0.8  // quantile of speed that stands for the race's own speed
	raceSlow     = 0.85 // × that speed; slower than that is a rest
	racePeers    = 3    // other runs as fast over as long: a weekly workout
	raceShort    = 0.01 // of a usual distance may be missing,
	raceFar      = 0.03 // or too much: positions measure a course long
	peerNear     = 0.97 // × the speed
	peerLength   = 1.25 // × the time, or less
	raceRest     = 0.05 // of the race may be slow,
	raceStart    = 30   // s, beside the start and the finish
)

// nearBest returns the highest share of the runner's best that any recorded part of
// run i reached over its whole distance; NaN when no part is faster than easy or
// too little is known.
func nearBest(runs []*run, i int, past bool) float64 {
	share, r := nan, runs[i]
	for k := range r.Parts {
		p := r.Parts[k].Sum
		speed := p.GAPSpeed * p.Moving / p.Elapsed
		if !(p.Elapsed > 0) || !(speed >= raceRatio*r.usual.gap) || p.Moving < raceShortest || !even(p.Trace.GAP.AppendTo(nil)) {
			continue
		}
		if r.repeats(p) || peers(around(runs, i, raceDays, past), p) >= mostPeers(p.Distance) {
			continue
		}
		best := bestOver(around(runs, i, raceDays, past), p.Elapsed)
		if v := speed / best; known(best) && !(v <= share) && !math.IsNaN(v) {
			share = v
		}
	}
	return share
}

// repeats reports whether a recorded part holds repetitions. Those of a short part's
// session belong to its warm-up.
func (r *run) repeats(p *summary.Summary) bool {
	return r.alike.n >= alikeCount && p.Moving >= r.Sum.Moving/2
}

// raceDistances are the usual distances of races on track and road, m.
var raceDistances = [...]float64{1500, 1609, 3000, 5000, 10000, 15000, 16093, 21097, 42195, 50000, 100000}

// mostPeers returns how many other runs may be as fast over as long: a runner races
// a usual distance again and again, and runs a weekly workout still more often.
func mostPeers(distance float64) int {
	for _, d := range raceDistances {
		if distance >= d*(1-raceShort) && distance <= d*(1+raceFar) {
			return 2 * racePeers
		}
	}
	return racePeers
}

// peers counts the other recordings that took about as long and were about as fast
// from start to end.
func peers(w window, p *summary.Summary) (n int) {
	speed := p.GAPSpeed * p.Moving / p.Elapsed
	for k := w.lo; k < w.hi; k++ {
		if k == w.self {
			continue
		}
		for j := range w.runs[k].Parts {
			o := w.runs[k].Parts[j].Sum
			if o.Elapsed <= p.Elapsed*peerLength && o.Elapsed >= p.Elapsed/peerLength && o.GAPSpeed*o.Moving/o.Elapsed >= peerNear*speed {
				n++
			}
		}
	}
	return n
}

// even reports whether a recording has no rests.
func even(gap []uint8) bool {
	s := newSeries(gap)
	slow := int(raceSlow * s.count.quantile(raceFast))
	rest := len(s.steps) - s.count.atLeast(uint8(slow))
	return float64(rest) <= raceRest*float64(len(s.steps))+raceStart/step
}

// lastOfCurve returns the longest time of a curve, s.
func lastOfCurve() float64 { return float64(summary.CurveSeconds[len(summary.CurveSeconds)-1]) }

// bestOver returns the best grade-adjusted speed of the window's other runs over so
// many seconds, m/s; NaN when fewer than raceOthers lasted that long, or the
// longest time of a curve.
func bestOver(w window, seconds float64) float64 {
	best, n := nan, 0
	for k := w.lo; k < w.hi; k++ {
		if k == w.self || w.runs[k].alone.moving < min(seconds, lastOfCurve()) || !w.runs[k].Sum.TrustsSpeed() {
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

// speedOver returns the best speed over any time, between the curve's points by the
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
