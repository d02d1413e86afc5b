// Package endomondo decodes the workouts of Endomondo's export, which ended in 2020. A
// workout is one JSON file: a list of objects with one member each.
package endomondo

import (
	"fmt"
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
	"dayafter/internal/scan/jsonscan"
)

// Decode decodes a workout. The error wraps activity.ErrNotActivity for a workout without
// a track and without a duration.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	s := jsonscan.New(data)
	a := activity.New(activity.Unknown, time.Time{})
	a.Device = "Endomondo"
	var samples []export.Sample
	s.Array(func() {
		s.Object(func(key []byte) {
			switch string(key) {
			case "sport":
				a.Sport = export.Sport(s.Text())
			case "name":
				a.Title = s.Text()
			case "start_time":
				a.Start, _ = time.Parse("2006-01-02 15:04:05.9", s.Text())
			case "duration_s":
				a.Totals.Timer = export.Positive(s.Number())
			case "distance_km":
				a.Totals.Distance = export.Positive(s.Number() * 1000)
			case "heart_rate_avg_bpm":
				a.Totals.AvgHR = export.Positive(s.Number())
			case "heart_rate_max_bpm":
				a.Totals.MaxHR = export.Positive(s.Number())
			case "points":
				s.Array(func() { samples = append(samples, point(s)) })
			}
		})
	})
	export.SetSamples(a, samples, "Endomondo's export")
	if !export.HasContent(a) {
		return nil, nil, fmt.Errorf("%w: a workout of Endomondo's export without a track and a duration; its TCX or GPX file holds more", activity.ErrNotActivity)
	}
	return []*activity.Activity{a}, nil, nil
}

// point reads a point: a list of objects with one member each.
func point(s *jsonscan.Scanner) export.Sample {
	p := export.NewSample(time.Time{})
	s.Array(func() {
		s.Object(func(key []byte) {
			switch string(key) {
			case "location":
				s.Array(func() { s.Array(func() { location(s, &p) }) })
			case "altitude":
				p.Ele = s.Number()
			case "distance_km":
				p.Dist = s.Number() * 1000
			case "heart_rate_bpm":
				p.HR = export.Positive(s.Number())
			case "cadence_rpm":
				p.Cadence = export.Positive(s.Number() * 2)
			case "timestamp":
				p.Time, _ = time.Parse("Mon Jan 2 15:04:05 MST 2006", s.Text())
			}
		})
	})
	return p
}

func location(s *jsonscan.Scanner, p *export.Sample) {
	s.Object(func(key []byte) {
		switch string(key) {
		case "latitude":
			p.Lat = within(s.Number(), 90)
		case "longitude":
			p.Lon = within(s.Number(), 180)
		}
	})
}

// within returns v if its magnitude is at most limit, or NaN.
func within(v, limit float64) float64 {
	if math.Abs(v) <= limit {
		return v
	}
	return math.NaN()
}
