package classify

import "dayafter/internal/activity"

// Laps that the runner pressed, or that a planned workout cut, show repetitions
// where speed alone does not: short sprints, hills, repetitions on soft ground.
// So do the names that the watch gives laps and planned steps. Auto-laps show
// nothing. Ours.
const (
	lapShortest = 8    // s
	lapLongest  = 900  // s
	lapContrast = 1.25 // × the speed of the lap after it, which is the rest
	lapBefore   = 1.10 // × the speed of the lap before it, or of the rest after it when the watch names it
	lapStanding = 1.0  // m/s, slower than a walk: most of the lap was standing
	lapCount    = 4    // repetitions that make a workout
)

// repetitionLaps counts the repetitions that laps show, given the runner's steady base
// speed in m/s. It counts the laps that are clearly faster than the lap after them
// and than the lap before them, or, if more, those that the watch calls
// repetitions.
func repetitionLaps(laps []activity.Lap, steps []activity.Step, base float64) int {
	return max(fasterLaps(laps, base), namedLaps(laps, steps))
}

// fasterLaps counts pressed laps that are faster than their neighbours. Beside a lap of
// standing, as at a crossing, a lap has to be faster than easy running, too.
func fasterLaps(laps []activity.Lap, base float64) (n int) {
	for i := range laps {
		l := &laps[i]
		if !pressed(l) || l.Timer < lapShortest || l.Timer > lapLongest || i+1 == len(laps) {
			continue
		}
		v := lapSpeed(l)
		if lapSpeed(&laps[i+1]) < lapStanding && v < lapBefore*base {
			continue
		}
		if v >= lapContrast*lapSpeed(&laps[i+1]) && (i == 0 || v >= lapBefore*lapSpeed(&laps[i-1])) {
			n++
		}
	}
	return n
}

// namedLaps counts the laps that were run as the interval of a plan and have a
// rest beside them, faster than it: what was planned and then walked or jogged
// through is no workout.
func namedLaps(laps []activity.Lap, steps []activity.Step) (n int) {
	for i := range laps {
		l := &laps[i]
		if !pressed(l) || l.Timer < lapShortest || !isWork(kindOf(l, steps)) || i+1 == len(laps) {
			continue
		}
		next := &laps[i+1]
		if pressed(next) && isRest(kindOf(next, steps)) && lapSpeed(l) >= lapBefore*lapSpeed(next) {
			n++
		}
	}
	return n
}

// kindOf returns a lap's purpose by the watch, else by the planned step.
func kindOf(l *activity.Lap, steps []activity.Step) activity.LapKind {
	if plain := l.Kind == activity.LapUnknown || l.Kind == activity.LapActive; plain && l.Step >= 0 && l.Step < len(steps) {
		return steps[l.Step].Kind
	}
	return l.Kind
}

func isWork(k activity.LapKind) bool { return k == activity.LapInterval || k == activity.LapActive }

func isRest(k activity.LapKind) bool { return k == activity.LapRest || k == activity.LapRecovery }

// pressed reports whether a lap is structure and not an auto-lap.
func pressed(l *activity.Lap) bool {
	return l.Trigger == activity.TriggerManual || l.Trigger == activity.TriggerStepEnd
}

// lapSpeed returns the mean speed of a lap, m/s; NaN when unknown.
func lapSpeed(l *activity.Lap) float64 { return l.Distance / l.Timer }
