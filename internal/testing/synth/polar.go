package synth

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"dayafter/internal/activity"
)

// polarTime is the form in which Polar writes a time: local time without a zone.
const polarTime = "2006-01-02T15:04:05.000"

// polarSports holds Polar's name and number of each sport.
var polarSports = map[activity.Sport][2]string{
	activity.Run: {"RUNNING", "1"}, activity.Walk: {"WALKING", "3"}, activity.Hike: {"HIKING", "11"}, activity.Ride: {"CYCLING", "2"},
	activity.Swim: {"SWIMMING", "23"}, activity.Yoga: {"YOGA", "33"}, activity.Strength: {"STRENGTH_TRAINING", "15"}, activity.Other: {"OTHER_OUTDOOR", "16"},
}

// polarColumn is a column with its names in both of Polar's forms.
type polarColumn struct {
	old, name string
	values    []float64
	scale     float64 // from SI
}

func polarColumns(a *activity.Activity) []polarColumn {
	c := &a.Samples
	return []polarColumn{
		{"heartRate", "HEART_RATE", c.HR, 1},
		{"altitude", "ALTITUDE", c.Ele, 1},
		{"speed", "SPEED", c.Speed, 3.6},
		{"cadence", "CADENCE", c.Cadence, 0.5},
		{"distance", "DISTANCE", c.Dist, 1},
	}
}

// Polar returns the activity as a training session of Polar Flow's export, in the form used
// until 2025, with a time for every value.
func Polar(a *activity.Activity) ([]byte, error) {
	at := polarClock(a)
	samples := map[string]any{}
	for _, col := range polarColumns(a) {
		var points []map[string]any
		for i, t := range a.Samples.T {
			p := map[string]any{"dateTime": at(t)}
			if v, ok := value(col.values, i); ok {
				p["value"] = round(v*col.scale, 1000)
			}
			points = append(points, p)
		}
		samples[col.old] = points
	}
	var route []map[string]any
	for i, t := range a.Samples.T {
		if lat, ok := value(a.Samples.Lat, i); ok {
			route = append(route, map[string]any{"dateTime": at(t), "latitude": lat, "longitude": a.Samples.Lon[i], "altitude": 0})
		}
	}
	if route != nil {
		samples["recordedRoute"] = route
	}
	exercise := polarExercise{
		StartTime: at(0), StopTime: at(a.Totals.Elapsed), Offset: polarOffset(a), Duration: fmt.Sprintf("PT%.3fS", a.Totals.Timer),
		Distance: a.Totals.Distance, Sport: polarSports[a.Sport][0], Samples: samples,
	}
	return json.Marshal(polarSession{
		Version: "1.6", Name: a.Title, StartTime: at(0), StopTime: at(a.Totals.Elapsed), Offset: polarOffset(a),
		Distance: a.Totals.Distance, Duration: exercise.Duration, Exercises: []polarExercise{exercise},
	})
}

type polarSession struct {
	Version   string          `json:"exportVersion"`
	Name      string          `json:"name"`
	StartTime string          `json:"startTime"`
	StopTime  string          `json:"stopTime"`
	Offset    int             `json:"timeZoneOffset"` // min
	Distance  float64         `json:"distance"`       // m
	Duration  string          `json:"duration"`
	Exercises []polarExercise `json:"exercises"`
}

type polarExercise struct {
	StartTime string         `json:"startTime"`
	StopTime  string         `json:"stopTime"`
	Offset    int            `json:"timezoneOffset"` // min
	Duration  string         `json:"duration"`
	Distance  float64        `json:"distance"` // m
	Sport     string         `json:"sport"`
	Samples   map[string]any `json:"samples"`
}

// polarClock returns a function that writes the time t seconds after the start.
func polarClock(a *activity.Activity) func(t float64) string {
	start := a.Start.UTC().Add(time.Duration(polarOffset(a)) * time.Minute)
	return func(t float64) string {
		return start.Add(time.Duration(t * float64(time.Second))).Format(polarTime)
	}
}

// polarOffset returns by how many minutes local time is ahead of UTC.
func polarOffset(a *activity.Activity) int {
	_, east := a.Start.Zone()
	if a.Clock.Source != activity.ClockNone {
		east = int(a.Clock.Offset.Seconds())
	}
	return east / 60
}

// PolarSeries returns the activity in the form used since 2026, with a value for every
// second. Missing values are NaN, as Polar writes them, although JSON has no NaN.
func PolarSeries(a *activity.Activity) ([]byte, error) {
	at := polarClock(a)
	var b bytes.Buffer
	name, err := json.Marshal(a.Title)
	if err != nil {
		return nil, err
	}
	head := fmt.Sprintf(`"identifier":{"id":"1"},"startTime":%q,"stopTime":%q,"durationMillis":%.0f,"distanceMeters":%g,"timezoneOffsetMinutes":%d,"sport":{"id":%q}`,
		at(0), at(a.Totals.Elapsed), a.Totals.Timer*1000, a.Totals.Distance, polarOffset(a), polarSports[a.Sport][1])
	fmt.Fprintf(&b, `{%s,"name":%s,"product":{"modelName":"Invented 3"},"exercises":[{%s,"samples":{"samples":[`, head, name, head)
	for i, col := range polarColumns(a) {
		fmt.Fprintf(&b, `%s{"type":%q,"intervalMillis":1000,"values":[%s]}`, comma(i), col.name, polarValues(a.Samples.T, col))
	}
	b.WriteString(`]}`)
	if a.Samples.Lat != nil {
		fmt.Fprintf(&b, `,"routes":{"route":{"startTime":%q,"wayPoints":[%s]}}`, at(0), polarWayPoints(a))
	}
	b.WriteString(`}]}`)
	return b.Bytes(), nil
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// polarValues returns a column's values by the second.
func polarValues(t []float64, col polarColumn) string {
	if len(t) == 0 {
		return ""
	}
	words := strings.Split(strings.Repeat("NaN ", int(t[len(t)-1])+1), " ")
	for i, at := range t {
		if v, ok := value(col.values, i); ok {
			words[int(at)] = strconv.FormatFloat(round(v*col.scale, 1000), 'g', -1, 64)
		}
	}
	return strings.Join(words[:len(words)-1], ",")
}

// polarWayPoints returns the positions by elapsed time; the first lacks its time.
func polarWayPoints(a *activity.Activity) string {
	var points []string
	for i, t := range a.Samples.T {
		lat, ok := value(a.Samples.Lat, i)
		if !ok {
			continue
		}
		p := fmt.Sprintf(`{"latitude":%.7f,"longitude":%.7f`, lat, a.Samples.Lon[i])
		if t > 0 {
			p += fmt.Sprintf(`,"elapsedMillis":%.0f`, math.Round(t*1000))
		}
		points = append(points, p+"}")
	}
	return strings.Join(points, ",")
}
