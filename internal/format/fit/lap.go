package fit

import (
	"math"
	"slices"
	"sort"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// laps returns the laps of session s in the order of time, counted from start. A lap
// belongs to the last session that began before the lap's middle. A lap that begins before
// its session is cut.
func (r *recording) laps(s session, all []session, start uint32, steps int) []activity.Lap {
	var laps []activity.Lap
	for _, m := range r.summary.Laps {
		begin := lapStart(m)
		if begin == 0 || owner(all, begin+uint32(min(lapElapsed(m)/2, float64(math.MaxUint32-begin)))) != s.start {
			continue
		}
		laps = append(laps, lapOf(m, float64(max(begin, start)-start), steps))
	}
	slices.SortStableFunc(laps, func(a, b activity.Lap) int {
		switch {
		case a.Start < b.Start:
			return -1
		case a.Start > b.Start:
			return 1
		}
		return 0
	})
	markStepEnds(laps)
	return laps
}

// owner returns the start of the latest session that has begun at time t, or of the
// first session if none has.
func owner(all []session, t uint32) uint32 {
	i := sort.Search(len(all), func(i int) bool { return all[i].start > t })
	return all[max(i-1, 0)].start
}

// lapElapsed returns the duration of a lap with its pauses, in s; 0 if unknown.
func lapElapsed(m *tormoder.LapMsg) float64 {
	if e := m.GetTotalElapsedTimeScaled(); e >= 0 {
		return e
	}
	return 0
}

// lapStart returns the start of a lap in s since FIT's epoch; 0 if unknown.
func lapStart(m *tormoder.LapMsg) uint32 {
	if begin := since(m.StartTime); begin > 0 {
		return begin
	}
	end := since(m.Timestamp)
	return end - uint32(min(lapElapsed(m), float64(end)))
}

// lapOf converts the lap message m.
func lapOf(m *tormoder.LapMsg, start float64, steps int) activity.Lap {
	l := activity.Lap{
		Start:    start,
		Elapsed:  m.GetTotalElapsedTimeScaled(),
		Timer:    m.GetTotalTimerTimeScaled(),
		Distance: m.GetTotalDistanceScaled(),
		AvgHR:    heartRateOf(m.AvgHeartRate),
		MaxHR:    heartRateOf(m.MaxHeartRate),
		Trigger:  triggerOf(m.LapTrigger),
		Kind:     kindOfLap(float64(m.Intensity)),
		Step:     -1,
	}
	if int(m.WktStepIndex) < steps {
		l.Step = int(m.WktStepIndex)
	}
	return l
}

// heartRateOf returns a heart rate in beats/min; NaN if v is missing or 0.
func heartRateOf(v uint8) float64 {
	if v == 0 || v == math.MaxUint8 {
		return math.NaN()
	}
	return float64(v)
}

// triggerOf returns the event that closed a lap.
func triggerOf(t tormoder.LapTrigger) activity.Trigger {
	switch t {
	case tormoder.LapTriggerManual:
		return activity.TriggerManual
	case tormoder.LapTriggerTime:
		return activity.TriggerTime
	case tormoder.LapTriggerDistance:
		return activity.TriggerDistance
	case tormoder.LapTriggerPositionStart, tormoder.LapTriggerPositionLap,
		tormoder.LapTriggerPositionWaypoint, tormoder.LapTriggerPositionMarked:
		return activity.TriggerPosition
	case tormoder.LapTriggerSessionEnd:
		return activity.TriggerEnd
	}
	return activity.TriggerUnknown
}

// markStepEnds marks the laps that a workout step closed. FIT has no trigger for
// them, but such a lap and the next lap name different steps.
func markStepEnds(laps []activity.Lap) {
	for i := range laps {
		if i+1 < len(laps) && laps[i].Step >= 0 && laps[i].Step != laps[i+1].Step {
			laps[i].Trigger = activity.TriggerStepEnd
		}
	}
}
