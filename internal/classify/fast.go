package classify

import "math"

// Fast bouts are stretches of 12 s or more that begin at least 30 % faster than the
// runner's steady base and stay 18 % faster, with dips of up to 4 s. The rule uses the
// speed over ground, because repetitions are run on the flat, and grade adjustment turns
// every descent into a bout. A descent that takes no more effort than a slightly faster run
// on the flat is left out. Ours.
const (
	fastRatio  = 1.30
	fastOff    = 1.18
	fastMin    = 12   // s
	fastBridge = 4    // s
	fastEffort = 1.20 // × the grade-adjusted base, over the bout
)

// fast returns the lengths of the fast bouts in the short series.
func (m *meter) fast(r *run, base base) (b boutLengths) {
	c := cut{times(fastRatio, base.flat), times(fastOff, base.flat), fastBridge, fastMin}
	c.bouts(m.short, func(x bout) {
		if !r.descends(x, base.gap) {
			b.add(float64(x.len()))
		}
	})
	return b
}

// descends reports whether only the slope makes a bout fast: its grade-adjusted speed is
// not clearly faster than the base. Without a known base, it returns false.
//
// The grade-adjusted speeds are 20-s means, so that a rest beside a bout of 20 s lowers its
// mean. Other rules, which kept such bouts (the slope alone, or the fastest 20 s), called 3
// to 10 more easy runs of the labelled runners key.
func (r *run) descends(b bout, gap uint8) bool {
	g := r.alone.graded.steps
	from, to := min(len(g), b.from/step), min(len(g), (b.to+step-1)/step)
	return gap > 0 && from < to && meanQuanta(g[from:to]) < fastEffort*float64(gap)
}

// known reports whether v is a usable speed.
func known(v float64) bool { return v > 0 && !math.IsInf(v, 0) }
