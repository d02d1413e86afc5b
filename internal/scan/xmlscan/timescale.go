package xmlscan

import (
	"bytes"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
)

// Some programs write times of a finer unit as if they were seconds: all that lies
// since 1970 is so many times too long, the year of a run is 7493, and a second lasts
// 100. Others get only the date wrong. What happened is told by the document as a
// whole: when the steps between its times are too long, too, the times can be
// divided; else the day of the run cannot be known.

// timeScale is by how much times are divided.
type timeScale struct {
	by   int64 // 0: by nothing
	told bool  // by is known
}

// scales are those that can be told: a recorder that takes a point every ten seconds
// cannot be told from one that counts a second ten times.
var scales = [...]int64{100, 1000}

const (
	// plausibleRescaled is 2000-01-01: with it as the earliest, no two of the scales
	// lead to plausible years at once.
	plausibleRescaled = 946684800
	// Points lie minStep to maxStep seconds apart once divided, so minStep times 100
	// and more as written. Ours: recorders take a point every second, seldom every ten.
	minStep = 0.5
	maxStep = 60
	// A scale is told by minSteps steps or more; the first maxSteps suffice.
	minSteps = 5
	maxSteps = 1000
)

// repairYear mends a time that lies in a year to come, or gives it up.
func (s *Scanner) repairYear(t instant.Instant) (instant.Instant, bool) {
	if t.Sec >= activity.EndSecond {
		if !s.times.told {
			s.times = timeScale{tellScale(s.data, t), true}
		}
		if by := s.times.by; by > 0 && rescaled(t.Sec, by) {
			s.issues.Add(activity.Mended, "time-scale", "times lay in the year %d: they count seconds %d times over and were divided by that", t.Time().Year(), by)
			nano := (t.Sec%by*1e9 + int64(t.Nano)) / by
			return instant.Instant{Sec: t.Sec / by, Nano: int32(nano), Zone: t.Zone, East: t.East}, true
		}
		s.issues.Add(activity.Partial, "time-absurd", "a time lay in the year %d, and nothing says for certain which day was meant: its point was left out", t.Time().Year())
		return t, false
	}
	s.issues.Add(activity.Partial, "time-absurd", "a time lay in the year %d: its point was left out", t.Time().Year())
	return t, false
}

// rescaled reports whether a time lies in a plausible year once divided.
func rescaled(sec, by int64) bool { return sec/by >= plausibleRescaled && sec/by < activity.EndSecond }

// tellScale is by how much the document's times must be divided; 0 when it cannot be
// told.
func tellScale(doc []byte, t instant.Instant) int64 {
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

// futureSteps are the steps between the elements' times that lie in years to come, s.
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
