package classify

import (
	"math"

	"dayafter/internal/summary"
)

// spreadAfter is left out at the start, s: heart rate climbs for the first
// minutes of any run (VO2 kinetics; 8 min is ours).
const spreadAfter = 480

// leastSpread is the least number of 10-s means that a spread is taken of. Ours.
const leastSpread = 30

// heartSpread returns the standard deviation of the heart rate's 10-s means after the
// first 8 min, beats/min, the highest that it had reached at any time in the run:
// repetitions and progressions swing it, an even run does not, and what comes
// later takes nothing back. 0 with less than 5 min of it.
func heartSpread(hr []uint8) float64 {
	const pair = 10 / summary.HRStep
	var n, sum, squares, highest float64
	for i := spreadAfter / summary.HRStep; i+pair <= len(hr); i += pair {
		a, b := float64(hr[i]), float64(hr[i+1])
		if a == 0 || b == 0 {
			continue
		}
		v := (a + b) / 2
		n, sum, squares = n+1, sum+v, squares+v*v
		if n >= leastSpread {
			highest = max(highest, squares/n-sum*sum/n/n)
		}
	}
	return math.Sqrt(highest)
}
