package synth

import (
	"github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// workout returns the planned workout as messages.
func (w fitWriter) workout() ([]message, error) {
	file, err := fit.NewFile(fit.FileTypeWorkout, fit.NewHeader(fit.V20, true))
	if err != nil {
		return nil, err
	}
	f, err := file.Workout()
	if err != nil {
		return nil, err
	}
	f.Workout = fit.NewWorkoutMsg()
	f.Workout.Sport, f.Workout.NumValidSteps = sports[w.a.Sport], uint16(len(w.a.Steps))
	if w.a.Title != "" {
		f.Workout.WktName = w.a.Title
	}
	for i, s := range w.a.Steps {
		f.WorkoutSteps = append(f.WorkoutSteps, workoutStep(i, s))
	}
	return encode(file)
}

func workoutStep(i int, s activity.Step) *fit.WorkoutStepMsg {
	m := fit.NewWorkoutStepMsg()
	m.MessageIndex = fit.MessageIndex(i)
	m.WktStepName = s.Name
	m.TargetType = fit.WktStepTargetOpen
	m.Intensity = intensities[s.Kind]
	switch {
	case s.Repeat > 0:
		m.DurationType, m.DurationValue = fit.WktStepDurationRepeatUntilStepsCmplt, uint32(s.RepeatTo)
		m.TargetType, m.TargetValue = fit.WktStepTargetInvalid, uint32(s.Repeat)
	case s.Duration > 0:
		m.DurationType, m.DurationValue = fit.WktStepDurationTime, millis(s.Duration)
	case s.Distance > 0:
		m.DurationType, m.DurationValue = fit.WktStepDurationDistance, centis(s.Distance)
	default:
		m.DurationType = fit.WktStepDurationOpen
	}
	return m
}
