package classify

import (
	"math"

	"dayafter/internal/summary"
)

// bout is a stretch of a series, samples [from, to).
type bout struct{ from, to int }

func (b bout) len() int { return b.to - b.from }

// cut says how a bout is found. A bout begins at a speed of hi and goes on while the series
// stays at or above off, with dips of up to bridge samples. A bout shorter than shortest
// does not count. There are two limits (a Schmitt trigger), so that noise around one limit
// does not cut a repetition into pieces.
type cut struct {
	hi, off          uint8
	bridge, shortest int
}

// none reports whether a series with this histogram cannot hold such a bout. A bout has at
// most one dip between two samples at or above off.
func (c cut) none(h *histogram) bool {
	return h.atLeast(c.hi) == 0 || h.atLeast(c.off)*(c.bridge+1) < c.shortest
}

// bouts calls yield for each bout of s in order.
func (c cut) bouts(s []uint8, yield func(bout)) {
	for i := 0; i < len(s); i++ {
		if s[i] < c.hi {
			continue
		}
		b := bout{i, c.end(s, i)}
		if b.len() >= c.shortest {
			yield(b)
		}
		i = b.to
	}
}

// end returns one past the last sample of the bout that begins at i.
func (c cut) end(s []uint8, i int) int {
	last := i
	for ; i < len(s) && i-last <= c.bridge+1; i++ {
		if s[i] >= c.off {
			last = i
		}
	}
	return last + 1
}

// quanta returns a base speed in m/s as a sample of a trace; 0 if it is unknown.
func quanta(speed float64) uint8 {
	if !known(speed) {
		return 0
	}
	return quantise(speed)
}

// quantise returns a speed in m/s as a sample of a trace, at least 1.
func quantise(speed float64) uint8 {
	return uint8(min(255, max(1, math.Round(speed/summary.SpeedQuantum))))
}
