package classify

// Own-fast time: time in bouts of 30 s or more above the speed that 90 % of the
// runner's own moving time lies below, held down to 0.12 m/s under it. It follows
// the runner's own spread of speeds, whatever the base. Ours.
const (
	ownOff = 0.12 // m/s
	ownMin = 30   // s
)

// ownFast is the own-fast time, s, in the 20-s speed.
func (r *run) ownFast() (time float64) {
	c := cut{quantise(r.usual.own90), quantise(r.usual.own90 - ownOff), 0, ownMin / step}
	r.alone.smooth.bouts(c, func(b bout) { time += float64(b.len() * step) })
	return time
}
