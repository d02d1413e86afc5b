package classify

import "math"

// Fast bouts: stretches at least 30 % faster over ground than the runner's steady
// base, held above 18 %, of 12 s or more, dips of 4 s bridged. Flat speed, not
// grade-adjusted: repetitions are run on the flat, and a grade adjustment makes
// bouts of every descent. Ours.
const (
	fastRatio  = 1.30
	fastOff    = 1.18
	fastMin    = 12 // s
	fastBridge = 4  // s
)

// fast returns the lengths of the fast bouts in the short series.
func (m *meter) fast(base uint8) (b boutLengths) {
	c := cut{times(fastRatio, base), times(fastOff, base), fastBridge, fastMin}
	c.bouts(m.short, func(x bout) { b.add(float64(x.len())) })
	return b
}

// known reports whether v is a usable speed.
func known(v float64) bool { return v > 0 && !math.IsInf(v, 0) }
