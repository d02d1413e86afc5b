package classify

import (
	"testing"

	"dayafter/internal/activity"
)

// planned returns the laps of a warm-up and four repetitions, a sixth faster than the jogs
// between them, all closed by the same trigger.
func planned(closed activity.Trigger, work, rest activity.LapKind) []activity.Lap {
	laps := []activity.Lap{{Timer: 900, Distance: 2700, Trigger: closed, Kind: activity.LapWarmUp, Step: -1}}
	for range 4 {
		laps = append(laps,
			activity.Lap{Timer: 300, Distance: 1050, Trigger: closed, Kind: work, Step: 0},
			activity.Lap{Timer: 120, Distance: 360, Trigger: closed, Kind: rest, Step: 1})
	}
	return laps
}

func TestLapsThatTheWatchNames(t *testing.T) {
	const work, rest, active, unknown = activity.LapInterval, activity.LapRecovery, activity.LapActive, activity.LapUnknown
	steps := []activity.Step{{Kind: work}, {Kind: rest}}
	for _, c := range []struct {
		name  string
		laps  []activity.Lap
		steps []activity.Step
		want  int
	}{
		{"interval and recovery", planned(activity.TriggerStepEnd, work, rest), nil, 4},
		{"steps alone name them", planned(activity.TriggerStepEnd, unknown, unknown), steps, 4},
		{"nothing names them", planned(activity.TriggerManual, unknown, unknown), nil, 0},
		{"all active", planned(activity.TriggerManual, active, active), nil, 0},
		{"auto-laps", planned(activity.TriggerDistance, work, rest), steps, 0},
	} {
		if got := repetitionLaps(c.laps, c.steps, 3, lapShortest); got != c.want {
			t.Errorf("%s: %d repetitions, want %d", c.name, got, c.want)
		}
	}
	s, i := with(30, easyLegs(50))
	s[i].Sum.Laps = planned(activity.TriggerStepEnd, work, rest)
	if v := judgeAll(s)[i]; v.Class != Key {
		t.Errorf("a planned workout is %v", v.Class)
	}
}
