package classify

import "dayafter/internal/activity"

// Laps that the runner or a planned workout closed show repetitions that speed alone does
// not show: short sprints, hills, repetitions on soft ground. The names that the watch
// gives laps and planned steps show them, too. Auto-laps show nothing. Ours.
const (
	lapShortest = 8    // s
	lapLongest  = 900  // s
	lapContrast = 1.25 // × the speed of the lap after it, which is the rest
	lapBefore   = 1.10 // × the speed of the lap before it, or of the rest after it if the watch calls that lap a rest
	lapStanding = 1.0  // m/s, slower than a walk: most of the lap was standing
	lapCount    = 4    // repetitions that make a workout
)

// repetitionLaps counts the repetitions that laps show, given the runner's steady base
// speed in m/s. It counts the laps that are clearly faster than the lap after them
// and than the lap before them, or, if more, those that the watch calls
// repetitions. It counts no lap that is shorter than shortest s.
func repetitionLaps(laps []activity.Lap, steps []activity.Step, base, shortest float64) int {
	return max(fasterLaps(laps, base, shortest), namedLaps(laps, steps, shortest))
}

// fasterLaps counts pressed laps that are faster than their neighbours. A lap beside a
// standing lap, as at a crossing, must also be faster than easy running.
func fasterLaps(laps []activity.Lap, base, shortest float64) (n int) {
	for i := range laps {
		l := &laps[i]
		if !pressed(l) || l.Timer < shortest || l.Timer > lapLongest || i+1 == len(laps) {
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

// namedLaps counts the laps that the watch or a plan calls work, if they are faster than
// the rest after them. A planned workout that was only walked or jogged is no workout.
func namedLaps(laps []activity.Lap, steps []activity.Step, shortest float64) (n int) {
	for i := range laps {
		l := &laps[i]
		if !pressed(l) || l.Timer < shortest || !isWork(kindOf(l, steps)) || i+1 == len(laps) {
			continue
		}
		next := &laps[i+1]
		if pressed(next) && isRest(kindOf(next, steps)) && lapSpeed(l) >= lapBefore*lapSpeed(next) {
			n++
		}
	}
	return n
}

// kindOf returns a lap's purpose as the watch states it or, if it does not, as the planned
// step does.
func kindOf(l *activity.Lap, steps []activity.Step) activity.LapKind {
	if plain := l.Kind == activity.LapUnknown || l.Kind == activity.LapActive; plain && l.Step >= 0 && l.Step < len(steps) {
		return steps[l.Step].Kind
	}
	return l.Kind
}

func isWork(k activity.LapKind) bool { return k == activity.LapInterval || k == activity.LapActive }

func isRest(k activity.LapKind) bool { return k == activity.LapRest || k == activity.LapRecovery }

// pressed reports whether the runner or a planned workout closed the lap.
func pressed(l *activity.Lap) bool {
	return l.Trigger == activity.TriggerManual || l.Trigger == activity.TriggerStepEnd
}

// lapSpeed returns the mean speed of a lap, m/s; NaN when unknown.
func lapSpeed(l *activity.Lap) float64 { return l.Distance / l.Timer }
