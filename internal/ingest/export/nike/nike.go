// Package nike decodes the activities of Nike Run Club, from its service or its export. An
// activity is one JSON object with a list of values for each quantity; each value has its
// own time.
package nike

import (
	"fmt"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
	"dayafter/internal/scan/jsonscan"
)

// Decode decodes one activity or a list of activities. The error wraps
// activity.ErrNotActivity if none has a track or a duration.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	s := jsonscan.New(data)
	var all []*activity.Activity
	read := func() {
		if a := decodeActivity(s); export.HasContent(a) {
			all = append(all, a)
		}
	}
	if s.Peek() == '[' {
		s.Array(read)
	} else {
		read()
	}
	if len(all) == 0 {
		return nil, nil, fmt.Errorf("%w: a run of Nike's export without a track and a duration; connect Nike Run Club with Strava or Garmin and export from there", activity.ErrNotActivity)
	}
	return all, nil, nil
}

func decodeActivity(s *jsonscan.Scanner) *activity.Activity {
	a := activity.New(activity.Unknown, time.Time{})
	a.Device = "Nike Run Club"
	var samples []export.Sample
	s.Object(func(key []byte) {
		switch string(key) {
		case "type":
			a.Sport = export.Sport(s.Text())
		case "start_epoch_ms":
			a.Start = export.Milliseconds(s.Number())
		case "active_duration_ms":
			a.Totals.Timer = export.Positive(s.Number() / 1000)
		case "summaries":
			s.Array(func() { readTotal(s, a) })
		case "metrics":
			s.Array(func() { samples = append(samples, readMetric(s)...) })
		case "tags":
			s.Object(func(name []byte) {
				if string(name) == "com.nike.name" {
					a.Title = s.Text()
				}
			})
		}
	})
	export.SetSamples(a, samples, "Nike Run Club")
	return a
}

// readTotal reads one total of the activity; distances are in km.
func readTotal(s *jsonscan.Scanner, a *activity.Activity) {
	var metric, kind string
	value := export.Positive(0)
	s.Object(func(key []byte) {
		switch string(key) {
		case "metric":
			metric = s.Text()
		case "summary":
			kind = s.Text()
		case "value":
			value = s.Number()
		}
	})
	switch {
	case metric == "distance" && kind == "total":
		a.Totals.Distance = export.Positive(value * 1000)
	case metric == "heart_rate" && kind == "mean":
		a.Totals.AvgHR = export.Positive(value)
	}
}

// metricValue is one value of a metric.
type metricValue struct {
	at    time.Time
	value float64
}

// readMetric reads the values of one quantity as samples. Distances are in km, each since
// the value before.
func readMetric(s *jsonscan.Scanner) []export.Sample {
	var metric string
	var values []metricValue
	s.Object(func(key []byte) {
		switch string(key) {
		case "type":
			metric = s.Text()
		case "values":
			s.Array(func() { values = append(values, readValue(s)) })
		}
	})
	var samples []export.Sample
	distance := 0.0
	for _, v := range values {
		p := export.NewSample(v.at)
		switch metric {
		case "latitude":
			p.Lat = v.value
		case "longitude":
			p.Lon = v.value
		case "elevation":
			p.Ele = v.value
		case "heart_rate":
			p.HR = export.Positive(v.value)
		case "distance":
			distance += max(v.value, 0) * 1000
			p.Dist = distance
		default:
			continue
		}
		samples = append(samples, p)
	}
	return samples
}

func readValue(s *jsonscan.Scanner) metricValue {
	v := metricValue{value: export.Positive(0)}
	s.Object(func(key []byte) {
		switch string(key) {
		case "end_epoch_ms":
			v.at = export.Milliseconds(s.Number())
		case "start_epoch_ms":
			if at := s.Number(); v.at.IsZero() {
				v.at = export.Milliseconds(at)
			}
		case "value":
			v.value = s.Number()
		}
	})
	return v
}
