package xmlscan

import (
	"bytes"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
)

// Some programs write times in a finer unit as if they were seconds. The time since 1970 is
// then, for example, 100 times too long: the year of a run is 7493, and points that are a
// second apart are 100 s apart. Other programs write only the date wrong. The steps between
// the times of a document show the difference: if the steps are too long as well, the times
// can be divided; otherwise the day of the run is unknown.

// timeScale is the number by which the times of a document are divided.
type timeScale struct {
	by      int64 // 0 if they are not divided
	decided bool  // by has been found
}

// scales lists the divisors that steps can reveal. 10 is not among them: a recording with a
// point every ten seconds has the same steps as one with times that are 10 times too long.
var scales = [...]int64{100, 1000}

const (
	// plausibleRescaled is 2000-01-01, the earliest date of a divided time. With this
	// limit, at most one scale leads to a plausible year.
	plausibleRescaled = 946684800
	// After division, points must lie minStep to maxStep seconds apart. Ours: devices record
	// a point every second, seldom every ten seconds.
	minStep = 0.5
	maxStep = 60
	// At least minSteps steps are needed to decide, and at most maxSteps are used.
	minSteps = 5
	maxSteps = 1000
)

// repairYear corrects a time in a future year, or rejects it.
func (s *Scanner) repairYear(t instant.Instant) (instant.Instant, bool) {
	if t.Sec >= activity.EndSecond {
		if !s.times.decided {
			s.times = timeScale{findScale(s.data, t), true}
		}
		if by := s.times.by; by > 0 && rescaled(t.Sec, by) {
			s.issues.Add(activity.Repaired, "time-scale", "times lay in the year %d: they count each second %d times and were divided by that number", t.Time().Year(), by)
			nano := (t.Sec%by*1e9 + int64(t.Nano)) / by
			return instant.Instant{Sec: t.Sec / by, Nano: int32(nano), Zone: t.Zone, East: t.East}, true
		}
		s.issues.Add(activity.Partial, "time-absurd", "a time lay in the year %d, and the day meant is uncertain: its point was left out", t.Time().Year())
		return t, false
	}
	s.issues.Add(activity.Partial, "time-absurd", "a time lay in the year %d: its point was left out", t.Time().Year())
	return t, false
}

// rescaled reports whether a time lies in a plausible year once divided.
func rescaled(sec, by int64) bool { return sec/by >= plausibleRescaled && sec/by < activity.EndSecond }

// findScale returns the number by which the document's times must be divided; 0 if
// the document does not reveal it.
func findScale(doc []byte, t instant.Instant) int64 {
	steps := futureSteps(doc)
	if len(steps) < minSteps {
		return 0
	}
	slices.Sort(steps)
	median := steps[len(steps)/2]
	for _, by := range scales {
		if step := median / float64(by); rescaled(t.Sec, by) && step >= minStep && step <= maxStep {
			return by
		}
	}
	return 0
}

// futureSteps returns the steps in s between the document's times in the future.
func futureSteps(doc []byte) []float64 {
	var steps []float64
	var last instant.Instant
	for len(steps) < maxSteps {
		from := bytes.IndexByte(doc, '>')
		if from < 0 {
			return steps
		}
		doc = doc[from+1:]
		to := bytes.IndexByte(doc[:min(len(doc), 64)], '<')
		if to < len("7493-06-01T00:00") {
			continue
		}
		t, ok := instant.Parse(trim(doc[:to]))
		if !ok || t.Sec < activity.EndSecond {
			continue
		}
		if d := t.Since(last.Sec) - float64(last.Nano)/1e9; last.Sec > 0 && d != 0 {
			steps = append(steps, math.Abs(d))
		}
		last = t
	}
	return steps
}
