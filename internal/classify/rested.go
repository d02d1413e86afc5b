package classify

import "dayafter/internal/summary"

// Rested repetitions are fast bouts that are followed by a rest. A runner who only speeds
// up on a descent or at the end of a run does not stand or walk afterwards. Ours.
const (
	restedRatio  = 1.25 // × base
	restedOff    = 1.10
	restedWithin = 45  // s after the bout
	restBelow    = 0.7 // × base
	restPause    = 90  // s; a pause of this length is a rest
)

// rested returns the count of rested repetitions.
func (m *meter) rested(r *run, base base) (count float64) {
	c := cut{times(restedRatio, base.flat), times(restedOff, base.flat), fastBridge, fastMin}
	slow := times(restBelow, base.flat)
	c.bouts(m.short, func(b bout) {
		if !r.descends(b, base.gap) && rests(m.short, r.Sum.Trace.Breaks, b.to, slow) {
			count++
		}
	})
	return count
}

// rests reports whether the runner is slower than slow, or pauses, within restedWithin from
// sample i. It leaves out the last samples, because their means include standing after the
// end of the run, which is no rest.
func rests(series []uint8, breaks []summary.Break, i int, slow uint8) bool {
	to := min(len(series)-shortSpan/2, i+restedWithin)
	for _, v := range series[min(i, to):to] {
		if v < slow {
			return true
		}
	}
	for _, b := range breaks {
		if at := int(b.At); b.Length > restPause && at >= i-fastBridge && at <= to {
			return true
		}
	}
	return false
}
