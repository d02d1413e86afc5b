package gpx

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/scan/xmlscan"
)

// point reads the current track point to its end and stores it as a sample. Values
// are found by their local name at any depth, so that every vendor's extension is
// read whatever its prefix; of several the first counts.
func (r *reader) point() {
	r.points++
	sample := activity.NoSample()
	sample.Lat, sample.Lon = r.scan.Float(r.scan.Attr("lat")), r.scan.Float(r.scan.Attr("lon"))
	var at xmlscan.Instant
	timed, closed := false, false
	for depth := r.scan.Depth(); r.scan.StartInside(depth); {
		switch name := r.scan.Name(); string(name) {
		case "time":
			if raw, ok := r.scan.Value(); ok && !timed && len(raw) > 0 {
				r.timed++
				at, timed = r.scan.DateTime(raw)
			}
		case "trkpt": // the point before it was not closed
			if !closed {
				r.store(&sample, at, timed)
			}
			closed = true
			r.point()
		default:
			r.value(&sample, name)
		}
	}
	if !closed {
		r.store(&sample, at, timed)
	}
}

// value reads the current element into the field that its name means.
func (r *reader) value(s *activity.Sample, name []byte) {
	switch string(name) {
	case "ele":
		r.read(&s.Ele)
	case "hr", "HR", "heartrate", "heartRate", "HeartRate", "heart_rate", "heartratebpm", "HeartRateBpm":
		r.read(&s.HR)
	case "cad", "cadence", "Cadence", "RunCadence", "runcadence":
		r.read(&s.Cadence)
	case "power", "Power", "watts", "Watts", "PowerInWatts":
		r.read(&s.Power)
	case "speed", "Speed":
		r.read(&s.Speed)
	case "atemp", "temp", "Temp", "temperature", "Temperature":
		r.read(&s.Celsius)
	case "distance", "Distance":
		r.read(&s.Dist)
	}
}

// read stores the current element's number unless the field has one.
func (r *reader) read(field *float64) {
	if raw, ok := r.scan.Value(); ok && math.IsNaN(*field) {
		*field = r.scan.Float(raw)
	}
}

// store keeps a sample that has a time.
func (r *reader) store(s *activity.Sample, at xmlscan.Instant, timed bool) {
	if !timed {
		r.untimed++
		return
	}
	if len(r.samples.T) == maxPoints {
		r.issues.Add(activity.Partial, "gpx-points", "the file holds more than %d points: the rest was left out", maxPoints)
		return
	}
	if len(r.samples.T) == 0 {
		r.base = at.Sec
	}
	if r.fresh {
		r.fresh = false
		r.parts = append(r.parts, part{from: len(r.samples.T), track: r.track, clock: clockOf(at)})
	}
	s.T = at.Since(r.base)
	if s.DropImpossiblePlace() || math.IsNaN(s.Lat) {
		r.issues.Add(activity.Partial, "gpx-position", "a point had no possible position: kept without it")
	}
	if s.DropImpossible() {
		r.issues.Add(activity.Partial, "gpx-value", "a point held an impossible value: left out")
	}
	r.samples.Append(s)
	n := len(r.samples.T)
	r.parts[len(r.parts)-1].to = n
	switch n {
	case 1:
		r.firstEnd = r.scan.Offset()
	case 2:
		r.grow()
	}
}

// grow makes room for all samples, judged by how long the second one is.
func (r *reader) grow() {
	size := max(r.scan.Offset()-r.firstEnd, 1)
	r.samples.Grow(min(r.scan.Len()/size+1, maxPoints))
}

// clockOf is what a written time says of local time. An offset of zero says
// nothing: programs write it for UTC wherever the runner is.
func clockOf(at xmlscan.Instant) activity.Clock {
	if at.Zone != xmlscan.ZoneOffset {
		return activity.Clock{}
	}
	return activity.Clock{Offset: at.Offset(), Source: activity.ClockExplicit}
}
