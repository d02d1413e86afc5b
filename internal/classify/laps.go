package classify

import "dayafter/internal/activity"

// Laps that the runner pressed, or that a planned workout cut, show repetitions
// where speed alone does not: short sprints, hills, repetitions on soft ground.
// Auto-laps show nothing. Ours.
const (
	lapShortest = 8    // s
	lapLongest  = 900  // s
	lapContrast = 1.25 // × the speed of the lap after it, which is the rest
	lapBefore   = 1.10 // × the speed of the lap before it
	lapCount    = 4    // repetitions that make a workout
)

// repetitionLaps counts the laps that are clearly faster than the lap after them
// and than the lap before them.
func repetitionLaps(laps []activity.Lap) (n int) {
	for i := range laps {
		l := &laps[i]
		if !pressed(l) || l.Timer < lapShortest || l.Timer > lapLongest || i+1 == len(laps) {
			continue
		}
		v := lapSpeed(l)
		if v >= lapContrast*lapSpeed(&laps[i+1]) && (i == 0 || v >= lapBefore*lapSpeed(&laps[i-1])) {
			n++
		}
	}
	return n
}

// pressed reports whether a lap is structure and not an auto-lap.
func pressed(l *activity.Lap) bool {
	return l.Trigger == activity.TriggerManual || l.Trigger == activity.TriggerStepEnd
}

// lapSpeed is the mean speed of a lap, m/s; NaN when unknown.
func lapSpeed(l *activity.Lap) float64 { return l.Distance / l.Timer }
