package tcx

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/scan/xmlscan"
)

// track reads the current Track element to its end. A break before a track inside
// a lap is Garmin's pause.
func (s *session) track(breaks bool) {
	before := s.a.Samples.Len()
	for depth := s.scan.Depth(); s.scan.StartInside(depth); {
		if string(s.scan.Name()) == "Trackpoint" {
			s.trackpoint()
		}
	}
	t := s.a.Samples.T
	if breaks && before > 0 && before < len(t) && t[before] > t[before-1] {
		s.breaks = append(s.breaks, activity.Span{From: t[before-1], To: t[before]})
	}
}

// trackpoint reads the current Trackpoint to its end and stores it as a sample.
// Values are found by their local name at any depth; of several the first counts.
func (s *session) trackpoint() {
	sample := activity.NoSample()
	var at xmlscan.Instant
	timed, closed := false, false
	for depth := s.scan.Depth(); s.scan.StartInside(depth); {
		switch name := s.scan.Name(); string(name) {
		case "Time":
			if raw, ok := s.scan.Value(); ok && len(raw) > 0 && !timed {
				at, timed = s.scan.DateTime(raw)
			}
		case "Trackpoint": // the point before it was not closed
			if !closed {
				s.store(&sample, at, timed)
			}
			closed = true
			s.trackpoint()
		default:
			s.value(&sample, name)
		}
	}
	if !closed {
		s.store(&sample, at, timed)
	}
}

// value reads the current element into the field that its name means.
func (s *session) value(p *activity.Sample, name []byte) {
	switch string(name) {
	case "LatitudeDegrees":
		s.number(&p.Lat)
	case "LongitudeDegrees":
		s.number(&p.Lon)
	case "AltitudeMeters":
		s.number(&p.Ele)
	case "DistanceMeters":
		s.number(&p.Dist)
	case "HeartRateBpm":
		s.number(&p.HR)
	case "Cadence", "RunCadence":
		s.number(&p.Cadence)
	case "Watts":
		s.number(&p.Power)
	case "Speed":
		s.number(&p.Speed)
	case "Temperature", "Temp", "atemp":
		s.number(&p.Celsius)
	}
}

// number reads the current element's number unless the field has one.
func (s *session) number(field *float64) {
	if raw, ok := s.scan.Value(); ok && math.IsNaN(*field) {
		*field = s.scan.Float(raw)
	}
}

// store keeps a sample that has a time.
func (s *session) store(p *activity.Sample, at xmlscan.Instant, timed bool) {
	if !timed {
		s.a.Issues.Add(activity.Partial, "tcx-no-time", "a point had no time: left out")
		return
	}
	if s.points == maxPoints {
		s.issues.Add(activity.Partial, "tcx-points", "the file holds more than %d points: the rest was left out", maxPoints)
		return
	}
	s.points++
	p.T = s.since(at)
	if p.DropImpossiblePlace() {
		s.a.Issues.Add(activity.Partial, "tcx-position", "a point had no possible position: kept without it")
	}
	if p.DropImpossible() {
		s.a.Issues.Add(activity.Partial, "tcx-value", "a point held an impossible value: left out")
	}
	s.a.Samples.Append(p)
}
