package gpx

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
	"dayafter/internal/scan/trackpoint"
)

// pointReader returns the reader of track points.
func (r *reader) pointReader() *trackpoint.Reader {
	return &trackpoint.Reader{Scan: r.scan, Element: "trkpt", Time: "time", Open: r.openPoint, Field: fieldNamed, Store: r.store}
}

// openPoint counts a track point and reads its position.
func (r *reader) openPoint(p *trackpoint.Point) {
	r.points++
	p.Lat, p.Lon = r.scan.Float(r.scan.Attr("lat")), r.scan.Float(r.scan.Attr("lon"))
}

// fieldNamed returns the field that an element with this name fills; nil for other names.
func fieldNamed(s *activity.Sample, name []byte) *float64 {
	switch string(name) {
	case "ele":
		return &s.Ele
	case "hr", "HR", "heartrate", "heartRate", "HeartRate", "heart_rate", "heartratebpm", "HeartRateBpm":
		return &s.HR
	case "cad", "cadence", "Cadence", "RunCadence", "runcadence":
		return &s.Cadence
	case "power", "Power", "watts", "Watts", "PowerInWatts":
		return &s.Power
	case "speed", "Speed":
		return &s.Speed
	case "atemp", "temp", "Temp", "temperature", "Temperature":
		return &s.Celsius
	case "distance", "Distance":
		return &s.Dist
	}
	return nil
}

// store appends a point that has a time to the samples.
func (r *reader) store(p *trackpoint.Point) {
	r.timed += count(p.Written)
	s, at := &p.Sample, p.At
	if !p.HasTime {
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

// count returns 1 for true.
func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// grow makes room for all samples, estimated by the length of the second sample.
func (r *reader) grow() {
	size := max(r.scan.Offset()-r.firstEnd, 1)
	r.samples.Grow(min(r.scan.Len()/size+1, maxPoints))
}

// clockOf returns the local time that a written time states. It ignores an offset of zero,
// which programs write for UTC wherever the runner is.
func clockOf(at instant.Instant) activity.Clock {
	if at.Zone != instant.Offset {
		return activity.Clock{}
	}
	return activity.Clock{Offset: at.Offset(), Source: activity.ClockExplicit}
}
