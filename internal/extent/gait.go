package extent

import (
	"math"
	"slices"
)

// gait holds the usual values of the minutes in which the runner runs.
type gait struct {
	speed   float64 // m/s
	heart   float64 // beats/min; NaN if unknown
	cadence float64 // steps/min; NaN if unknown
}

// blind reports whether a recording has neither heart rate nor steps.
func (g gait) blind() bool { return g.heart != g.heart && g.cadence != g.cadence }

// usualGait returns the medians of the minutes with the steps of a runner, or, if there
// are hardly any, of the minutes at a speed on foot.
func usualGait(m []minute) gait {
	steps := func(x *minute) bool { return x.cadence >= stepsRun && x.metres >= walkLeast }
	if g, n := gaitOf(m, steps); n >= runLeast {
		return g
	}
	g, _ := gaitOf(m, func(x *minute) bool { return x.metres >= 60 && x.metres <= 60*foot1500 })
	if g.blind() { // the ride may be longer than the run
		if slow, n := gaitOf(m, func(x *minute) bool { return x.metres >= 60 && x.metres < 60*blindSpeed }); n >= runLeast {
			return slow
		}
	}
	return g
}

// gaitOf returns the usual values of the minutes for which counts is true, and the number
// of these minutes. The usual speed is the 40th percentile, because a ride at the end is
// faster.
func gaitOf(m []minute, counts func(*minute) bool) (gait, int) {
	var speed, heart, cadence []float64
	for k := range m {
		if counts(&m[k]) {
			speed = append(speed, m[k].metres/60)
			heart = appendKnown(heart, m[k].heart)
			cadence = appendKnown(cadence, m[k].cadence)
		}
	}
	return gait{quantile(speed, 0.4), quantile(heart, 0.6), quantile(cadence, 0.6)}, len(speed)
}

func appendKnown(s []float64, v float64) []float64 {
	if v == v {
		return append(s, v)
	}
	return s
}

// quantile sorts s and returns a quantile; NaN without values.
func quantile(s []float64, p float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	slices.Sort(s)
	return s[int(p*float64(len(s)-1))]
}
