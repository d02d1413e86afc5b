package classify

// Sustained bouts are stretches of 90 s or more that begin at least 10 % faster than the
// steady base and stay 5 % faster. The speed is grade-adjusted, so that a hard climb counts
// and a descent does not. Ours.
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
