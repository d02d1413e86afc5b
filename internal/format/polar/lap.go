package polar

import (
	"math"

	"dayafter/internal/activity"
)

// lap is one lap: the session's time and duration at its end, pauses left out, s.
type lap struct{ split, duration, distance, avgHR float64 }

// pause is a stretch in which the timer was stopped.
type pause struct{ from, to stamp }

// laps reads a list of laps, or {"laps": […], "autoLaps": […]}.
func (r *reader) laps(e *exercise) {
	if r.scan.Peek() != '{' {
		r.scan.Array(func() { r.lap(&e.laps) })
		return
	}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "laps":
			r.scan.Array(func() { r.lap(&e.laps) })
		case "autoLaps":
			r.scan.Array(func() { r.lap(&e.auto) })
		}
	})
}

func (r *reader) lap(laps *[]lap) {
	if len(*laps) == maxLaps {
		r.issues.Add(activity.Partial, "polar-laps", "the session holds more than %d laps: the rest was left out", maxLaps)
		return
	}
	n := math.NaN()
	l := lap{n, n, n, n}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "splitTime":
			l.split = seconds(r.scan.Raw())
		case "splitTimeMillis":
			l.split = positive(r.scan.Number() / 1000)
		case "duration":
			l.duration = seconds(r.scan.Raw())
		case "durationMillis":
			l.duration = positive(r.scan.Number() / 1000)
		case "distance", "distanceMeters":
			l.distance = positive(r.scan.Number())
		case "heartRate":
			r.member("avg", func() { l.avgHR = rate(r.scan.Number()) })
		}
	})
	*laps = append(*laps, l)
}

func (r *reader) pause(e *exercise) {
	if len(e.pauses) == maxLaps {
		return
	}
	var p pause
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "startTime":
			p.from = parse(r.scan.Raw())
		case "endTime", "stopTime":
			p.to = parse(r.scan.Raw())
		}
	})
	e.pauses = append(e.pauses, p)
}
