package classify

// Sustained bouts: stretches at least 10 % faster than the steady base by
// grade-adjusted speed, so that a climb at effort counts and a descent does not,
// held above 5 %, of 90 s or more. Ours.
const (
	sustainedRatio = 1.10
	sustainedOff   = 1.05
	sustainedMin   = 90 // s
)

// sustained is the longest sustained bout, s, and how many there are.
func (r *run) sustained() (longest float64, n int) {
	c := cut{quantise(sustainedRatio * r.usual.gap), quantise(sustainedOff * r.usual.gap), 0, sustainedMin / step}
	r.alone.graded.bouts(c, func(b bout) {
		longest = max(longest, float64(b.len()*step))
		n++
	})
	return longest, n
}
