package tcx

import (
	"dayafter/internal/activity"
	"dayafter/internal/scan/trackpoint"
)

// track reads the current Track element to its end.
func (s *session) track() {
	for depth := s.scan.Depth(); s.scan.StartInside(depth); {
		if string(s.scan.Name()) == "Trackpoint" {
			s.points.Read()
		}
	}
}

// trackAfterPause reads the current Track element, and records the time before it as a
// pause: Garmin closes a Track at each pause inside a lap.
func (s *session) trackAfterPause() {
	before := s.a.Samples.Len()
	s.track()
	t := s.a.Samples.T
	if before > 0 && before < len(t) && t[before] > t[before-1] {
		s.breaks = append(s.breaks, activity.Span{From: t[before-1], To: t[before]})
	}
}

// pointReader returns the reader of the activity's points.
func (s *session) pointReader() *trackpoint.Reader {
	return &trackpoint.Reader{Scan: s.scan, Element: "Trackpoint", Time: "Time", Field: fieldNamed, Store: s.store}
}

// fieldNamed returns the field that an element with this name fills; nil for other names.
func fieldNamed(p *activity.Sample, name []byte) *float64 {
	switch string(name) {
	case "LatitudeDegrees":
		return &p.Lat
	case "LongitudeDegrees":
		return &p.Lon
	case "AltitudeMeters":
		return &p.Ele
	case "DistanceMeters":
		return &p.Dist
	case "HeartRateBpm":
		return &p.HR
	case "Cadence", "RunCadence":
		return &p.Cadence
	case "Watts":
		return &p.Power
	case "Speed":
		return &p.Speed
	case "Temperature", "Temp", "atemp":
		return &p.Celsius
	}
	return nil
}

// store appends a point that has a time to the samples.
func (s *session) store(p *trackpoint.Point) {
	if !p.HasTime {
		s.a.Issues.Add(activity.Partial, "tcx-no-time", "a point had no time: left out")
		return
	}
	if s.reader.points == maxPoints {
		s.issues.Add(activity.Partial, "tcx-points", "the file holds more than %d points: the rest was left out", maxPoints)
		return
	}
	s.reader.points++
	p.T = s.since(p.At)
	if p.DropImpossiblePlace() {
		s.a.Issues.Add(activity.Partial, "tcx-position", "a point had no possible position: kept without it")
	}
	if p.DropImpossible() {
		s.a.Issues.Add(activity.Partial, "tcx-value", "a point held an impossible value: left out")
	}
	s.a.Samples.Append(&p.Sample)
}
