package classify

import (
	"math"

	"dayafter/internal/summary"
)

// A race is an even recording in which the runner was nearly as fast as ever over that
// time. Its mean speed from start to end, stops included, reaches 97 % of the best speed
// that the runner held for as long in any other run of the half years before and after, and
// is faster than easy running. Repetitions of a workout are as fast, but a race has no
// rests. A warm-up and a cool-down that were recorded separately do not count. Ours.
const (
	raceNear     = 0.97 // share of the best of the other runs over the same time
	raceRatio    = 1.10 // × the steady base; an even easy run is near the best of a runner who never races
	raceDays     = 180  // each side
	raceShortest = 60   // s
	raceOthers   = 4    // other runs of this length that are needed to know the best speed
	raceFast     = 0.8  // quantile of speed that stands for the race's own speed
	raceSlow     = 0.85 // × that speed; slower than that is a rest
	racePeers    = 3    // other runs as fast over the same time; more mean a weekly workout
	raceShort    = 0.01 // share by which a race may be shorter than a usual distance,
	raceFar      = 0.03 // or longer, because positions measure a course too long
	peerNear     = 0.97 // × the speed
	peerLength   = 1.25 // × the time, or less
	raceRest     = 0.05 // share of the race that may be slow,
	raceStart    = 30   // s at the start and at the finish that may be slow, too
)

// nearBest returns the highest share of the runner's best speed that the mean speed of any
// recording of run i reached; NaN if no recording is faster than easy or too little is
// known.
func nearBest(runs []*run, i int, past bool) float64 {
	share, r := nan, runs[i]
	for _, p := range r.Parts {
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

// repeats reports whether a recording holds repetitions. Repetitions of a session with a
// short recording belong to its warm-up.
func (r *run) repeats(p *summary.Summary) bool {
	return r.alike.n >= alikeCount && p.Moving >= r.Sum.Moving/2
}

// raceDistances are the usual distances of races on track and road, m.
var raceDistances = [...]float64{1500, 1609, 3000, 5000, 10000, 15000, 16093, 21097, 42195, 50000, 100000}

// mostPeers returns how many other runs may be as fast over the same time. The limit is
// higher for a usual race distance, because a runner races such a distance several times.
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
		for _, o := range w.runs[k].Parts {
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

// bestOver returns the best grade-adjusted speed of the window's other runs over the given
// time in s, in m/s; NaN if fewer than raceOthers runs lasted that long or, for longer
// times, as long as a curve reaches.
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

// fade is the exponent by which speed falls with time beyond the last point of a curve
// (Riegel 1981, who gives 1.06 for time over distance).
const fade = -0.06

// speedOver returns the best speed over any time in m/s, interpolated between the curve's
// points by the logarithm of time; NaN if unknown.
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
