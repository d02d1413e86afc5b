package synth

import (
	"time"

	"dayafter/internal/activity"
)

// The sessions of a training season. Each builder gives a Plan without a start.

// minutes returns a step by time.
func minutes(min, effort float64, kind activity.LapKind, name string) Step {
	return Step{Name: name, Kind: kind, Seconds: min * 60, Effort: effort}
}

// metres returns a step by distance.
func metres(m, effort float64, kind activity.LapKind, name string) Step {
	return Step{Name: name, Kind: kind, Metres: m, Effort: effort}
}

// repeat returns a step that repeats the steps from index from on, so that they are run n
// times in all.
func repeat(n, from int) Step { return Step{Repeat: n, RepeatTo: from} }

// easyRun returns the plan of an easy run of min minutes.
func easyRun(c *Course, min, effort float64) Plan {
	return Plan{
		Truth: Truth{Class: "easy"}, Sport: activity.Run, Course: c, Lights: 0.12, AutoLap: 1000, Temp: 14,
		Steps: []Step{{Kind: activity.LapActive, Seconds: min * 60, Effort: effort - 0.03, Finish: effort + 0.02}},
	}
}

// easyWithStrides returns the plan of an easy run that ends with six fast but short
// and relaxed strides. It is no key session, although it may hold the fastest
// seconds of the week.
func easyWithStrides(c *Course, min float64) Plan {
	p := easyRun(c, min, EffortEasy)
	p.Steps = []Step{
		minutes(min, EffortEasy, activity.LapActive, ""),
		minutes(20.0/60, EffortStride, activity.LapActive, ""),
		minutes(70.0/60, EffortJog, activity.LapActive, ""),
		repeat(6, 1),
	}
	return p
}

// recoveryRun returns the plan of a run that is slower and shorter than easyRun.
func recoveryRun(c *Course, min float64) Plan {
	p := easyRun(c, min, EffortRecovery)
	p.Truth = Truth{Class: "recovery"}
	return p
}

// longRun returns the plan of a long run of min minutes.
func longRun(c *Course, min float64) Plan {
	p := easyRun(c, min, EffortLong)
	p.Truth, p.Lights = Truth{Class: "long"}, 0.06
	p.Steps[0].Effort, p.Steps[0].Finish = EffortLong, EffortLong-0.005
	return p
}

// longWithQuality returns the plan of a long run that ends at marathon effort.
func longWithQuality(c *Course, easy, fast float64) Plan {
	p := longRun(c, easy)
	p.Truth = Truth{Class: "long", Alt: "key", Kind: "long-with-quality"}
	p.Steps = []Step{
		minutes(easy, EffortLong, activity.LapWarmUp, "Easy"),
		minutes(fast, EffortMarathon, activity.LapActive, "Marathon effort"),
		minutes(6, EffortJog, activity.LapCoolDown, "Jog"),
	}
	p.StepLaps, p.AutoLap, p.Workout = activity.TriggerStepEnd, 0, true
	return p
}

// workoutRun returns the plan of a key session that the watch guides.
func workoutRun(c *Course, kind string, steps ...Step) Plan {
	return Plan{
		Truth: Truth{Class: "key", Kind: kind}, Sport: activity.Run, Course: c, Steps: steps,
		Workout: true, StepLaps: activity.TriggerStepEnd, Temp: 14,
	}
}

// intervals returns the plan of n repetitions of a distance with jogs of rest
// seconds between them.
func intervals(c *Course, n int, distance, effort, rest float64) Plan {
	p := workoutRun(c, "intervals",
		minutes(15, EffortEasy, activity.LapWarmUp, "Warm up"),
		metres(distance, effort, activity.LapInterval, "Run"),
		minutes(rest/60, EffortJog-0.1, activity.LapRecovery, "Recover"),
		repeat(n, 1),
		minutes(10, EffortJog+0.06, activity.LapCoolDown, "Cool down"))
	p.Track = c != nil && c.length == 400
	return p
}

// tempo returns the plan of one or two stretches at tempo effort.
func tempo(c *Course, min float64, times int) Plan {
	steps := []Step{
		minutes(15, EffortEasy, activity.LapWarmUp, "Warm up"),
		minutes(min, EffortTempo, activity.LapActive, "Tempo"),
	}
	if times > 1 {
		steps = append(steps, minutes(3, EffortJog, activity.LapRecovery, "Jog"), repeat(times, 1))
	}
	steps = append(steps, minutes(10, EffortJog+0.06, activity.LapCoolDown, "Cool down"))
	return workoutRun(c, "tempo", steps...)
}

// progression returns the plan of a run that gets faster all the way.
func progression(c *Course, min float64) Plan {
	p := easyRun(c, min, EffortEasy)
	p.Truth, p.Lights = Truth{Class: "key", Kind: "progression"}, 0
	p.Steps = []Step{
		minutes(min/3, EffortEasy, activity.LapActive, ""),
		{Kind: activity.LapActive, Seconds: min * 60 / 3, Effort: EffortEasy + 0.05, Finish: EffortMarathon},
		{Kind: activity.LapActive, Seconds: min * 60 / 3, Effort: EffortMarathon, Finish: EffortTempo + 0.04},
	}
	return p
}

// fartlek returns the plan of a run with irregular fast stretches; the runner
// presses lap for each of them.
func fartlek(c *Course) Plan {
	steps := []Step{minutes(14, EffortEasy, activity.LapActive, "")}
	for _, min := range []float64{1, 2, 3, 2, 1, 3, 1, 2} {
		steps = append(steps,
			minutes(min, EffortInterval+0.03*(2-min), activity.LapActive, ""),
			minutes(1.5, EffortJog+0.04, activity.LapActive, ""))
	}
	steps = append(steps, minutes(9, EffortEasy-0.03, activity.LapActive, ""))
	p := workoutRun(c, "fartlek", steps...)
	p.Workout, p.StepLaps = false, activity.TriggerManual
	return p
}

// hillRepeats returns the plan of a run that climbs the same hill n times and jogs
// down again.
func hillRepeats(c *Course, n int) Plan {
	p := workoutRun(c, "hills",
		metres(hillX-300, EffortEasy, activity.LapWarmUp, "To the hill"),
		minutes(1.25, 1.06, activity.LapInterval, "Up"),
		Step{Name: "Down", Kind: activity.LapRecovery, Back: true, Effort: EffortJog + 0.05},
		repeat(n, 1),
		minutes(14, EffortEasy-0.02, activity.LapCoolDown, "Home"))
	p.Workout, p.StepLaps = false, activity.TriggerManual
	return p
}

// race returns the plan of a race at an even effort that fades a little.
func race(c *Course, distance, effort, fade float64, title string) Plan {
	return Plan{
		Truth: Truth{Class: "key", Alt: "long", Kind: "race"}, Sport: activity.Run, Course: c, Title: title,
		AutoLap: 1000, Temp: 12,
		Steps: []Step{
			{Kind: activity.LapActive, Metres: 0.7 * distance, Effort: effort},
			{Kind: activity.LapActive, Metres: 0.3*distance + 60, Effort: effort, Finish: effort - fade},
		},
	}
}

// other returns the plan of a session of another sport: min minutes at one effort.
func other(sport activity.Sport, c *Course, min, effort float64) Plan {
	return Plan{
		Sport: sport, Course: c, Temp: 16,
		Steps: []Step{{Kind: activity.LapActive, Seconds: min * 60, Effort: effort}},
	}
}

// at sets the plan's start, day days after first at a local time.
func (p Plan) at(first time.Time, day, hour, min int) Plan {
	y, m, d := first.Date()
	p.Start = time.Date(y, m, d+day, hour, min, 0, 0, first.Location())
	return p
}

// titled sets the plan's title.
func (p Plan) titled(title string) Plan {
	p.Title = title
	return p
}
