// Package suunto decodes the JSON logs of Suunto's watches and app: a header and a list
// of samples, each with some values. Positions are in radians, frequencies in Hz.
package suunto

import (
	"fmt"
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
	"dayafter/internal/scan/jsonscan"
)

// sports are the sports by the number of Suunto's activity type.
var sports = map[int]activity.Sport{
	3: activity.Run, 4: activity.Ride, 5: activity.Ride, 6: activity.Swim, 10: activity.Yoga, 11: activity.Hike,
	12: activity.Walk, 17: activity.Ride, 82: activity.Run, 83: activity.Swim,
}

// log is a log while it is read.
type log struct {
	s       *jsonscan.Scanner
	a       *activity.Activity
	samples []export.Sample
}

// Decode decodes one log. The error wraps activity.ErrNotActivity for a log without a
// track and without a duration.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	l := log{s: jsonscan.New(data), a: activity.New(activity.Unknown, time.Time{})}
	l.a.Device = "Suunto"
	l.s.Object(l.member)
	export.SetSamples(l.a, l.samples, "Suunto")
	if !export.HasContent(l.a) {
		return nil, nil, fmt.Errorf("%w: a log of Suunto without a track and a duration; export the activity as FIT from the Suunto app", activity.ErrNotActivity)
	}
	return []*activity.Activity{l.a}, nil, nil
}

func (l *log) member(key []byte) {
	switch string(key) {
	case "DeviceLog":
		l.s.Object(l.member)
	case "Header":
		l.s.Object(l.header)
	case "Samples":
		l.s.Array(func() { l.sample() })
	}
}

func (l *log) header(key []byte) {
	switch string(key) {
	case "ActivityType":
		number := int(l.s.Number())
		if l.a.Sport = sports[number]; l.a.Sport == activity.Unknown && number > 0 {
			l.a.Sport = activity.Other
		}
	case "DateTime":
		l.setStart(l.s.Text())
	case "Duration":
		l.a.Totals.Timer = export.Positive(l.s.Number())
	case "Distance":
		l.a.Totals.Distance = export.Positive(l.s.Number())
	}
}

// setStart sets the start and, if the time has one, the offset from UTC.
func (l *log) setStart(text string) {
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		l.a.Start = at.UTC()
		l.setClock(at)
	} else if at, err := time.Parse("2006-01-02T15:04:05", text); err == nil {
		l.a.Start = at
		l.a.Issues.Add(activity.Note, "time-without-zone", "times had no time zone: read as UTC")
	}
}

func (l *log) setClock(at time.Time) {
	_, seconds := at.Zone()
	l.a.Clock = activity.Clock{Offset: time.Duration(seconds) * time.Second, Source: activity.ClockExplicit}
}

// sample reads one sample. Its values lie in the sample itself or below Attributes.
func (l *log) sample() {
	p := export.NewSample(time.Time{})
	l.values(&p)
	if !p.Time.IsZero() {
		l.samples = append(l.samples, p)
	}
}

func (l *log) values(p *export.Sample) {
	const degrees = 180 / math.Pi
	s := l.s
	s.Object(func(key []byte) {
		switch string(key) {
		case "Attributes", "suunto/sml", "Sample":
			l.values(p)
		case "TimeISO8601", "UTC":
			if at, err := time.Parse(time.RFC3339Nano, s.Text()); err == nil {
				p.Time = at
				if string(key) == "TimeISO8601" && l.a.Clock.Source == activity.ClockNone {
					l.setClock(at)
				}
			}
		case "Latitude":
			p.Lat = s.Number() * degrees
		case "Longitude":
			p.Lon = s.Number() * degrees
		case "GPSAltitude", "Altitude":
			p.Ele = s.Number()
		case "Distance":
			p.Dist = s.Number()
		case "Speed":
			p.Speed = s.Number()
		case "HR":
			p.HR = export.Positive(s.Number() * 60)
		case "Cadence":
			p.Cadence = export.Positive(s.Number() * 120)
		case "Power":
			p.Power = export.Positive(s.Number())
		}
	})
}
