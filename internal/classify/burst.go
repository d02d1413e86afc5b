package classify

// A hard effort: a single stretch of minutes far faster than the base, as in a race or a
// test whose recording holds the warm-up and the cool-down, too. One such stretch leaves
// most of the signs silent, and makes a workout all the same. Ours.
const (
	burstRatio    = 1.50 // × the steady base
	burstOff      = 1.38
	burstShortest = 180 // s
)

// burst returns the length in s of the longest hard effort of the short series.
func (m *meter) burst(r *run, base base) (longest float64) {
	c := cut{times(burstRatio, base.flat), times(burstOff, base.flat), fastBridge, burstShortest}
	c.bouts(m.short, func(b bout) {
		if !r.descends(b, times(burstOff/fastEffort, base.gap)) {
			longest = max(longest, float64(b.len()))
		}
	})
	return longest
}
