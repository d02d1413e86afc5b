package synth

import (
	"math"
	"math/rand/v2"
)

// wander is correlated noise: white noise through one or two first-order filters. One
// filter gives realistic pace and heart rate. Two filters give values like the error of a
// GPS position, which lasts for half a minute but hardly changes from one second to the
// next.
type wander struct {
	sd     float64 // standard deviation behind the first filter
	keep   float64 // share of its value that the first filter keeps each second
	smooth float64 // the same of the second filter; 0 without one
	x, y   float64 // values of the two filters
}

// newWander returns noise with standard deviation sd and a correlation time of memory
// seconds. If smooth > 0, it is the time constant of the second filter in s.
func newWander(sd, memory, smooth float64) wander {
	w := wander{sd: sd, keep: math.Exp(-1 / memory)}
	if smooth > 0 {
		w.smooth = math.Exp(-1 / smooth)
	}
	return w
}

// next returns the value of the noise one second later.
func (w *wander) next(rng *rand.Rand) float64 {
	w.x = w.keep*w.x + math.Sqrt(1-w.keep*w.keep)*w.sd*rng.NormFloat64()
	w.y = w.smooth*w.y + (1-w.smooth)*w.x
	return w.y
}

// approach moves x towards target with a time constant, by one second.
func approach(x, target, constant float64) float64 {
	return x + (target-x)/constant
}
