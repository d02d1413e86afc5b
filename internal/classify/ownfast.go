package classify

// Own-fast time: time in bouts of 30 s or more above the speed that 90 % of the
// runner's own moving time lies below, held down to 0.12 m/s under it. It follows
// the runner's own spread of speeds, whatever the base. Ours.
const (
	ownOff = 0.12 // m/s
	ownMin = 30   // s
)

// ownFast is the own-fast time, s, in the 20-s speed.
func (m *meter) ownFast(r *run) (time float64) {
	c := cut{quantise(r.usual.own90), quantise(r.usual.own90 - ownOff), 0, ownMin}
	if c.none(&r.alone.smooth) {
		return 0
	}
	c.bouts(m.loadSmooth(r.Sum), func(b bout) { time += float64(b.len()) })
	return time
}
