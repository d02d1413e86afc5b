package summary

import (
	"math"

	"dayafter/internal/clean"
)

// CurveSeconds lists the durations of Curves in s.
var CurveSeconds = [...]int{10, 30, 60, 120, 180, 360, 600, 720, 1200, 1800, 2400, 3600}

// Curves holds mean-maximal efforts: for each duration, the highest mean over any stretch
// of that length which does not end in a pause. A stretch may include pauses. A pause
// counts as standing still for speeds, and as missing for heart rate, which must be known
// for 90 % of the stretch. The value is NaN if the run is shorter.
type Curves struct {
	Speed [len(CurveSeconds)]float32 // m/s, flat
	GAP   [len(CurveSeconds)]float32 // m/s, grade-adjusted
	HR    [len(CurveSeconds)]float32 // beats/min
}

// SpeedOver returns the best flat speed over a duration, in m/s; NaN if it is
// unknown or the duration is not one of CurveSeconds.
func (c *Curves) SpeedOver(seconds int) float64 { return at(&c.Speed, seconds) }

// GAPOver returns the best grade-adjusted speed over a duration, in m/s; NaN as for
// SpeedOver.
func (c *Curves) GAPOver(seconds int) float64 { return at(&c.GAP, seconds) }

// HROver returns the highest mean heart rate over a duration, in beats/min; NaN as
// for SpeedOver.
func (c *Curves) HROver(seconds int) float64 { return at(&c.HR, seconds) }

func at(curve *[len(CurveSeconds)]float32, seconds int) float64 {
	for i, s := range CurveSeconds {
		if s == seconds {
			return float64(curve[i])
		}
	}
	return math.NaN()
}

// merge keeps the higher effort at each duration.
func (c *Curves) merge(d *Curves) {
	for i := range CurveSeconds {
		c.Speed[i] = maxKnown(c.Speed[i], d.Speed[i])
		c.GAP[i] = maxKnown(c.GAP[i], d.GAP[i])
		c.HR[i] = maxKnown(c.HR[i], d.HR[i])
	}
}

// maxKnown returns the greater of two values that may be NaN.
func maxKnown[T float32 | float64](a, b T) T {
	if a != a || b > a {
		return b
	}
	return a
}

// knownHR is the share of a stretch in which heart rate must be known. Ours.
const knownHR = 0.9

// speedCurve returns the curve of a speed from its running sum.
func speedCurve(sum []float64, legs []leg) (curve [len(CurveSeconds)]float32) {
	for i, span := range CurveSeconds {
		best := math.NaN()
		stretches(legs, span, func(from, to, n, step int) {
			if high := mostGained(sum, from, to, n, step); !(high <= best) {
				best = high
			}
		})
		curve[i] = float32(best / float64(span))
	}
	return curve
}

// mostGained returns the most that a running sum rises in one of n stretches, as stretches
// gives them.
func mostGained(sum []float64, from, to, n, step int) (most float64) {
	if step == 0 {
		return sum[to+n-1] - sum[from]
	}
	head := sum[to : to+n]
	tail := sum[from : from+n][:len(head)] // so that the compiler checks its bounds once
	for k, v := range head {
		if v -= tail[k]; v > most {
			most = v
		}
	}
	return most
}

// heartRateCurve returns the curve of heart rate from its running sum and the running count
// of seconds in which it is known.
func heartRateCurve(sum, known []float64, legs []leg) (curve [len(CurveSeconds)]float32) {
	for i, span := range CurveSeconds {
		best, least := math.NaN(), knownHR*float64(span)
		stretches(legs, span, func(from, to, n, step int) {
			for k := to; k < to+n; k, from = k+1, from+step {
				c := known[k] - known[from]
				if v := sum[k] - sum[from]; c >= least && !(v <= best*c) {
					best = v / c
				}
			}
		})
		curve[i] = float32(best)
	}
	return curve
}

// leg is a stretch of the series between two pauses.
type leg struct {
	from, to int // s of the series
	offset   int // s of pauses before it: elapsed time is the series' plus offset
}

// begin returns the leg's start in elapsed time; end returns its end.
func (l leg) begin() int { return l.from + l.offset }
func (l leg) end() int   { return l.to + l.offset }

// cutLegs returns the legs of a series of n seconds.
func cutLegs(dst []leg, n int, breaks []clean.Break) []leg {
	dst = append(dst, leg{0, n, 0})
	for _, b := range breaks {
		last := &dst[len(dst)-1]
		at := min(max(b.At, last.from), n)
		// Limit the pause, because a pause longer than the longest stretch has the same
		// effect.
		pause := int(min(b.Length, float64(2*CurveSeconds[len(CurveSeconds)-1])) + 0.5)
		last.to = at
		dst = append(dst, leg{at, n, last.offset + pause})
	}
	return dst
}

// stretches calls f for every stretch of span elapsed seconds that ends in a leg, n
// stretches at a time. The first of these reaches from second from to second to of the
// series. Each further stretch ends a second later. It starts step seconds later: 1, or 0 if
// its start lies in a pause.
func stretches(legs []leg, span int, f func(from, to, n, step int)) {
	r := 0
	for s, lead := range legs {
		for to := max(lead.from+1, span-lead.offset); to <= lead.to; {
			start := to + lead.offset - span
			for r < s && start >= legs[r+1].begin() {
				r++
			}
			lag, n := legs[r], lead.to-to+1
			if start < lag.end() {
				n = min(n, lag.end()-start)
				f(start-lag.offset, to, n, 1)
			} else {
				n = min(n, legs[r+1].begin()-start)
				f(lag.to, to, n, 0)
			}
			to += n
		}
	}
}

// unknownCurves returns the curves of a run without known values.
func unknownCurves() Curves {
	var c Curves
	for i := range CurveSeconds {
		n := float32(math.NaN())
		c.Speed[i], c.GAP[i], c.HR[i] = n, n, n
	}
	return c
}
