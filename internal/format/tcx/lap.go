package tcx

import (
	"math"
	"slices"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// lap is one Lap element. Start is in s since the base of the session, NaN if the
// element names none; missing values are NaN.
type lap struct {
	start, timer, distance float64
	calories, avgHR, maxHR float64
	firstT, lastT          float64 // times of its first and last sample
	trigger                activity.Trigger
	kind                   activity.LapKind
}

// lap reads the current Lap element to its end.
func (s *session) lap() {
	n := math.NaN()
	l := lap{start: n, timer: n, distance: n, calories: n, avgHR: n, maxHR: n, firstT: n, lastT: n}
	if raw := s.scan.Attr("StartTime"); len(raw) > 0 {
		if at, ok := s.scan.DateTime(raw); ok {
			l.start = s.since(at)
		}
	}
	from, readTrack := s.a.Samples.Len(), s.track
	for depth := s.scan.Depth(); s.scan.StartInside(depth); {
		if string(s.scan.Name()) == "Track" {
			readTrack()
			readTrack = s.trackAfterPause
			continue
		}
		s.readLapValue(&l)
	}
	if t := s.a.Samples.T[from:]; len(t) > 0 {
		l.firstT, l.lastT = t[0], t[len(t)-1]
		s.continueDistance(from)
	}
	s.keepLap(l)
}

// continueDistance adds the distance so far to the samples from an index on if their
// distance starts again with the lap.
func (s *session) continueDistance(from int) {
	dist := s.a.Samples.Dist
	if dist == nil {
		return
	}
	isNumber := func(d float64) bool { return !math.IsNaN(d) }
	last, first := s.reached, slices.IndexFunc(dist[from:], isNumber)
	if first < 0 {
		return
	}
	if dist[from+first] < last/2 {
		s.a.Issues.Add(activity.Repaired, "tcx-distance", "the distance restarted at 0 with a lap: the laps were added up")
		for i := from; i < len(dist); i++ {
			dist[i] += last
		}
	}
	for _, d := range dist[from:] {
		if isNumber(d) {
			s.reached = d
		}
	}
}

// keepLap keeps a lap that holds a value.
func (s *session) keepLap(l lap) {
	if math.IsNaN(l.start) {
		l.start = l.firstT
	}
	if math.IsNaN(l.start) && math.IsNaN(l.timer) && math.IsNaN(l.distance) {
		return
	}
	if s.reader.laps == maxLaps {
		s.issues.Add(activity.Partial, "tcx-laps", "the file holds more than %d laps: the rest was left out", maxLaps)
		return
	}
	s.reader.laps++
	s.laps = append(s.laps, l)
}

// readLapValue reads the current element of a lap other than its tracks.
func (s *session) readLapValue(l *lap) {
	switch name := string(s.scan.Name()); name {
	case "Intensity":
		l.kind = kindOf(s.text())
	case "TriggerMethod":
		l.trigger = triggerOf(s.text())
	default:
		if field := l.fieldNamed(name); field != nil {
			s.readPositive(field)
		}
	}
}

// fieldNamed returns the field that an element with this name fills; nil for other names.
func (l *lap) fieldNamed(name string) *float64 {
	switch name {
	case "TotalTimeSeconds":
		return &l.timer
	case "DistanceMeters":
		return &l.distance
	case "Calories":
		return &l.calories
	case "AverageHeartRateBpm", "HeartRateBpm": // the name that Mi Fitness writes for the average
		return &l.avgHR
	case "MaximumHeartRateBpm":
		return &l.maxHR
	}
	return nil
}

// readPositive reads the current element's number unless it is negative.
func (s *session) readPositive(field *float64) {
	if raw, ok := s.scan.Value(); ok {
		if v := s.scan.Float(raw); v >= 0 {
			*field = v
		}
	}
}

// kindOf translates the Intensity of TCX: Active or Resting.
func kindOf(intensity string) activity.LapKind {
	switch strings.ToLower(intensity) {
	case "active":
		return activity.LapActive
	case "resting", "rest":
		return activity.LapRest
	}
	return activity.LapUnknown
}

// triggerOf translates the TriggerMethod of TCX: Manual, Distance, Location, Time,
// HeartRate.
func triggerOf(method string) activity.Trigger {
	switch strings.ToLower(method) {
	case "manual":
		return activity.TriggerManual
	case "distance":
		return activity.TriggerDistance
	case "location":
		return activity.TriggerPosition
	case "time":
		return activity.TriggerTime
	}
	return activity.TriggerUnknown
}

// setLaps gives the activity its laps, with times from start. A lap lasts until the
// next lap starts; the last lap until its last sample, or as long as its timer ran.
func (s *session) setLaps(start float64) {
	for i, l := range s.laps {
		elapsed := l.lastT - l.start
		if i+1 < len(s.laps) && s.laps[i+1].start >= l.start {
			elapsed = s.laps[i+1].start - l.start
		}
		if !(elapsed >= l.timer) && !math.IsNaN(l.timer) {
			elapsed = l.timer
		}
		if elapsed < 0 {
			elapsed = math.NaN()
		}
		s.a.Laps = append(s.a.Laps, activity.Lap{
			Start: l.start - start, Elapsed: elapsed, Timer: l.timer, Distance: l.distance,
			AvgHR: orMissing(l.avgHR), MaxHR: orMissing(l.maxHR), Trigger: l.trigger, Kind: l.kind, Step: -1,
		})
	}
	repairTriggers(s.a.Laps)
}

// orMissing returns v, or NaN for 0, which stands for a value that was not measured.
func orMissing(v float64) float64 {
	if v == 0 {
		return math.NaN()
	}
	return v
}

// autoLapSlack is the greatest difference in m between the distances of two auto-laps.
// Garmin Connect writes the exact distance, but the trigger Manual for every lap (all 163
// laps of the public files at hand). Laps that a runner closes by hand differ by more.
const autoLapSlack = 1.0 // m

// repairTriggers corrects the triggers if the file calls all laps manual. Neighbouring laps
// with the same whole number of kilometres or miles are auto-laps, and the end of the run
// closed the last lap.
func repairTriggers(laps []activity.Lap) {
	if len(laps) == 0 || slices.ContainsFunc(laps, func(l activity.Lap) bool { return l.Trigger != activity.TriggerManual }) {
		return
	}
	for i := 1; i < len(laps); i++ {
		a, b := &laps[i-1], &laps[i]
		if isWhole(a.Distance) && math.Abs(a.Distance-b.Distance) <= autoLapSlack {
			a.Trigger, b.Trigger = activity.TriggerDistance, activity.TriggerDistance
		}
	}
	laps[len(laps)-1].Trigger = activity.TriggerEnd
}

// isWhole reports whether a distance in m is a whole number of kilometres or miles.
func isWhole(distance float64) bool {
	for _, length := range [...]float64{1000, unit.Mile} {
		if n := math.Round(distance / length); n >= 1 && math.Abs(distance-n*length) <= autoLapSlack {
			return true
		}
	}
	return false
}
