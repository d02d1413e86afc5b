package classify

// Own-fast time is the time in bouts of 30 s or more that are faster than the runner's 90th
// percentile of speed. A bout goes on until the speed falls 0.12 m/s below that percentile.
// This sign follows the spread of the runner's own speeds and needs no base. Ours.
const (
	ownOff = 0.12 // m/s
	ownMin = 30   // s
	// ownLeast × the steady base is the slowest speed that counts. Otherwise a tenth of
	// every run would count for a runner who never varies.
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
