package classify

// Sustained bouts: stretches at least 10 % faster than the steady base by
// grade-adjusted speed, so that a climb at effort counts and a descent does not,
// held above 5 %, of 90 s or more. Ours.
const (
	sustainedRatio = 1.10
	sustainedOff   = 1.05
	sustainedMin   = 90 // s
)

// sustained returns the lengths of the sustained bouts.
func (r *run) sustained(base uint8) (lengths boutLengths) {
	c := cut{times(sustainedRatio, base), times(sustainedOff, base), 0, sustainedMin / step}
	r.alone.graded.bouts(c, func(b bout) { lengths.add(float64(b.len() * step)) })
	return lengths
}
