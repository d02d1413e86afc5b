// Package huawei decodes "motion path detail data.json" of Huawei Health's export. The
// file lists all activities. The samples of each lie in one text of lines such as
//
//	tp=lbs;k=0;lat=52.5;lon=13.4;alt=34.0;t=1.74594258E12;
//	tp=h-r;k=1745942583000;v=138;
//
// as several public converters found on their own exports (among them CTHRU/Hitrava).
package huawei

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
	"dayafter/internal/scan/jsonscan"
)

// sports are the sports by Huawei's number.
var sports = map[int]activity.Sport{
	2: activity.Hike, 3: activity.Ride, 4: activity.Run, 5: activity.Walk,
	101: activity.Run, 102: activity.Swim, 103: activity.Ride, 104: activity.Swim, 118: activity.Walk,
}

// Sports of a treadmill and of a stationary bicycle.
const (
	indoorRun  = 101
	indoorRide = 103
)

// maxActivities limits the activities of a file: ten a day for 35 years.
const maxActivities = 1 << 17

// Decode decodes the activities of a file. The error wraps activity.ErrNotActivity if no
// activity has a track or a duration.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	s := jsonscan.New(data)
	var all []*activity.Activity
	s.Array(func() {
		if a := decodeActivity(s); export.HasContent(a) && len(all) < maxActivities {
			all = append(all, a)
		}
	})
	if len(all) == 0 {
		return nil, nil, fmt.Errorf("%w: Huawei's export without a track and a duration; export the activity as TCX or GPX from the Huawei Health app", activity.ErrNotActivity)
	}
	return all, nil, nil
}

func decodeActivity(s *jsonscan.Scanner) *activity.Activity {
	a := activity.New(activity.Unknown, time.Time{})
	a.Device = "Huawei"
	var samples []export.Sample
	s.Object(func(key []byte) {
		switch string(key) {
		case "sportType":
			number := int(s.Number())
			a.Sport, a.Indoor = sports[number], number == indoorRun || number == indoorRide
			if a.Sport == activity.Unknown && number > 0 {
				a.Sport = activity.Other
			}
		case "startTime":
			a.Start = export.Milliseconds(s.Number())
		case "totalTime":
			a.Totals.Timer = export.Positive(s.Number() / 1000)
		case "totalDistance":
			a.Totals.Distance = export.Positive(s.Number())
		case "timeZone":
			if at, err := time.Parse("-0700", s.Text()); err == nil {
				_, seconds := at.Zone()
				a.Clock = activity.Clock{Offset: time.Duration(seconds) * time.Second, Source: activity.ClockExplicit}
			}
		case "attribute":
			samples = parseSamples(s.Text())
		}
	})
	export.SetSamples(a, samples, "Huawei Health's export")
	return a
}

// parseSamples parses the lines of samples. A position of 90° north marks a pause.
func parseSamples(text string) []export.Sample {
	var samples []export.Sample
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "tp=", "\ntp="), "\n") {
		field := map[string]string{}
		for pair := range strings.SplitSeq(strings.TrimSpace(line), ";") {
			if name, value, ok := strings.Cut(pair, "="); ok {
				field[name] = value
			}
		}
		number := func(name string) float64 {
			v, err := strconv.ParseFloat(field[name], 64)
			if err != nil {
				return export.Positive(0)
			}
			return v
		}
		switch p := export.NewSample(time.Time{}); field["tp"] {
		case "lbs":
			if p.Time = export.Milliseconds(number("t")); number("lat") < 90 {
				p.Lat, p.Lon, p.Ele = number("lat"), number("lon"), number("alt")
				samples = append(samples, p)
			}
		case "h-r":
			p.Time, p.HR = export.Milliseconds(number("k")), export.Positive(number("v"))
			samples = append(samples, p)
		case "s-r":
			p.Time, p.Cadence = export.Milliseconds(number("k")), export.Positive(number("v"))
			samples = append(samples, p)
		}
	}
	return samples
}
