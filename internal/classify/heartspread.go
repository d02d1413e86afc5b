package classify

import (
	"math"

	"dayafter/internal/summary"
)

// spreadAfter is the time in s that is left out at the start, because heart rate climbs in
// the first minutes of any run (VO2 kinetics; 8 min is ours).
const spreadAfter = 480

// leastSpread is the least number of 10-s means from which a spread is computed. Ours.
const leastSpread = 30

// heartSpread returns the highest standard deviation in beats/min that the 10-s means of
// heart rate after the first 8 min had reached at any time in the run. Repetitions and
// progressions raise it, and an even part later in the run does not lower it. It is 0 if
// less than 5 min remain.
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
