package fit

import (
	"math"
	"slices"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// workout is the planned workout that was loaded on the watch.
type workout struct {
	name  string
	steps []plannedStep
}

// plannedStep is a step with its place in the workout.
type plannedStep struct {
	index int
	activity.Step
}

// Fields of workout_step, FIT profile, message 27.
const (
	stepName      = 0
	stepDuration  = 1 // duration_type
	stepValue     = 2 // duration_value
	stepTarget    = 4 // target_value; for a repeat, the number of times
	stepIntensity = 7
)

// read reads a workout or workout_step message.
func (w *workout) read(m *message) {
	if m.global == tormoder.MesgNumWorkout {
		w.name = m.text(8)
		return
	}
	if len(w.steps) == maxSteps {
		return
	}
	index := len(w.steps)
	if v, ok := m.number(messageIndexField); ok {
		index = int(v)
	}
	w.steps = append(w.steps, plannedStep{index, stepIn(m)})
}

// stepIn converts a workout_step message.
func stepIn(m *message) activity.Step {
	s := activity.Step{Name: m.text(stepName), Kind: kindOfLap(m.value(stepIntensity)), Duration: math.NaN(), Distance: math.NaN()}
	amount := m.value(stepValue)
	switch m.value(stepDuration) {
	case float64(tormoder.WktStepDurationTime), float64(tormoder.WktStepDurationRepetitionTime):
		s.Duration = amount / 1000
	case float64(tormoder.WktStepDurationDistance):
		s.Distance = amount / 100
	case float64(tormoder.WktStepDurationRepeatUntilStepsCmplt):
		if times, ok := m.number(stepTarget); ok && amount < maxSteps {
			s.Repeat, s.RepeatTo = int(times), int(amount)
		}
	}
	return s
}

// plan returns the steps in order; nil if there are none.
func (w *workout) plan() []activity.Step {
	slices.SortStableFunc(w.steps, func(a, b plannedStep) int { return a.index - b.index })
	var steps []activity.Step
	for _, s := range w.steps {
		steps = append(steps, s.Step)
	}
	return steps
}

// kindOfLap returns the purpose that a value of FIT's intensity stands for.
func kindOfLap(intensity float64) activity.LapKind {
	kinds := [...]activity.LapKind{
		activity.LapActive, activity.LapRest, activity.LapWarmUp, activity.LapCoolDown,
		activity.LapRecovery, activity.LapInterval,
	}
	if intensity >= 0 && intensity < float64(len(kinds)) {
		return kinds[int(intensity)]
	}
	return activity.LapUnknown
}
