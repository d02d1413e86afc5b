package classify

// Own-fast time: time in bouts of 30 s or more above the speed that 90 % of the
// runner's own moving time lies below, held down to 0.12 m/s under it. It follows
// the runner's own spread of speeds, whatever the base. Ours.
const (
	ownOff = 0.12 // m/s
	ownMin = 30   // s
	// ownLeast × the steady base is the slowest speed that counts: of a runner who always
	// runs alike, a tenth of every run would.
	ownLeast = 1.05
)

// ownFast returns the own-fast time, s, in the 20-s speed.
func (r *run) ownFast() (time float64) {
	level := max(r.usual.own90, ownLeast*r.usual.flat)
	c := cut{quantise(level), quantise(level - ownOff), 0, ownMin / step}
	r.alone.smooth.bouts(c, func(b bout) {
		if !r.descends(bout{b.from * step, b.to * step}, r.usual.base.gap) {
			time += float64(b.len() * step)
		}
	})
	return time
}
