package classify

import "math"

// Widths of the two limits in the logistic that turns a margin into a
// probability: how far from the limit titles and rules still differ. Measured on
// labelled runs, rounded. Ours.
const (
	keyWidth  = 0.10 // of score
	longWidth = 0.10 // of the ratio to the limit
)

// confide sets Confidence and RunnerUp from how far the run is from the limits.
func (c *judging) confide() {
	long := logistic((c.length.ran/c.length.limit() - 1) / longWidth)
	key := logistic((c.run.score - keyScore) / keyWidth)
	if math.IsNaN(key) {
		key = 0.5
	}
	if c.effort.byHills || c.effort.byThreshold {
		key = max(key, 0.9)
	}
	p := map[Class]float64{Long: long, Key: key * (1 - long), Easy: (1 - key) * (1 - long)}
	class := c.Judged
	if class == Recovery {
		class = Easy
	}
	c.Confidence = p[class]
	for _, other := range []Class{Long, Key, Easy} {
		if other != class && (c.RunnerUp == Unknown || p[other] > p[c.RunnerUp]) {
			c.RunnerUp = other
		}
	}
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
