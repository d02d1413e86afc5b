package synth

import (
	"encoding/xml"
	"math"
	"time"

	"dayafter/internal/activity"
)

// TCX returns the activity as Garmin's Training Center XML, with laps, and with a new track
// in the lap after every pause.
func TCX(a *activity.Activity) ([]byte, error) {
	doc := tcxDoc{
		NS: "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2",
		Activity: tcxActivity{
			Sport: tcxSport(a.Sport), ID: tcxTime(a, 0), Notes: a.Title,
			Creator: tcxCreator{Type: "Device_t", NS: "http://www.w3.org/2001/XMLSchema-instance", Name: "synthetic watch"},
		},
	}
	for _, l := range a.Laps {
		doc.Activity.Laps = append(doc.Activity.Laps, tcxLapOf(a, l))
	}
	body, err := xml.MarshalIndent(doc, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), body...), nil
}

type tcxDoc struct {
	XMLName  xml.Name    `xml:"TrainingCenterDatabase"`
	NS       string      `xml:"xmlns,attr"`
	Activity tcxActivity `xml:"Activities>Activity"`
}

type tcxActivity struct {
	Sport   string     `xml:",attr"`
	ID      string     `xml:"Id"`
	Laps    []tcxLap   `xml:"Lap"`
	Notes   string     `xml:",omitempty"`
	Creator tcxCreator `xml:"Creator"`
}

type tcxCreator struct {
	NS   string `xml:"xmlns:xsi,attr"`
	Type string `xml:"xsi:type,attr"`
	Name string `xml:"Name"`
}

type tcxLap struct {
	StartTime string   `xml:",attr"`
	Seconds   float64  `xml:"TotalTimeSeconds"`
	Metres    float64  `xml:"DistanceMeters"`
	Calories  int      `xml:"Calories"`
	AvgHR     *tcxBeat `xml:"AverageHeartRateBpm"`
	Intensity string
	Trigger   string     `xml:"TriggerMethod"`
	Tracks    []tcxTrack `xml:"Track"`
}

type tcxBeat struct {
	Value int
}

type tcxTrack struct {
	Points []tcxPoint `xml:"Trackpoint"`
}

type tcxPoint struct {
	Time     string
	Position *tcxPosition
	Altitude *float64  `xml:"AltitudeMeters"`
	Distance *float64  `xml:"DistanceMeters"`
	HR       *tcxBeat  `xml:"HeartRateBpm"`
	Ext      *tcxSpeed `xml:"Extensions>TPX"`
}

type tcxPosition struct {
	Lat float64 `xml:"LatitudeDegrees"`
	Lon float64 `xml:"LongitudeDegrees"`
}

type tcxSpeed struct {
	NS      string   `xml:"xmlns,attr"`
	Speed   *float64 `xml:"Speed"`
	Cadence *int     `xml:"RunCadence"`
}

// tcxSport returns one of the schema's three words.
func tcxSport(s activity.Sport) string {
	switch s {
	case activity.Run:
		return "Running"
	case activity.Ride:
		return "Biking"
	}
	return "Other"
}

// tcxTime returns the time t seconds after the start, with milliseconds as Garmin
// writes it.
func tcxTime(a *activity.Activity, t float64) string {
	return a.Start.Add(time.Duration(t * float64(time.Second))).UTC().Format("2006-01-02T15:04:05.000Z")
}

func tcxLapOf(a *activity.Activity, l activity.Lap) tcxLap {
	out := tcxLap{
		StartTime: tcxTime(a, l.Start), Seconds: l.Timer, Metres: round(max(0, l.Distance), 100),
		Calories: int(l.Timer / 60 * 11), Intensity: "Active", Trigger: tcxTrigger(l.Trigger),
	}
	if !math.IsNaN(l.AvgHR) {
		out.AvgHR = &tcxBeat{int(math.Round(l.AvgHR))}
	}
	if l.Kind == activity.LapRest || l.Kind == activity.LapRecovery {
		out.Intensity = "Resting"
	}
	out.Tracks = tcxTracks(a, l)
	return out
}

// tcxTrigger returns the schema's word. For the end of a workout step it is "Manual".
func tcxTrigger(t activity.Trigger) string {
	switch t {
	case activity.TriggerDistance:
		return "Distance"
	case activity.TriggerTime:
		return "Time"
	}
	return "Manual"
}

// tcxTracks returns a lap's points, with a new track after every pause.
func tcxTracks(a *activity.Activity, l activity.Lap) []tcxTrack {
	var out []tcxTrack
	for i, t := range a.Samples.T {
		if t < l.Start || t >= l.Start+l.Elapsed {
			continue
		}
		if len(out) == 0 || startsAfterPause(a, t) {
			out = append(out, tcxTrack{})
		}
		last := &out[len(out)-1]
		last.Points = append(last.Points, tcxPointOf(a, i))
	}
	return out
}

// startsAfterPause reports whether the timer started again at t.
func startsAfterPause(a *activity.Activity, t float64) bool {
	for _, p := range a.Pauses {
		if p.To == t {
			return true
		}
	}
	return false
}

func tcxPointOf(a *activity.Activity, i int) tcxPoint {
	c := &a.Samples
	p := tcxPoint{Time: tcxTime(a, c.T[i])}
	if lat, ok := value(c.Lat, i); ok {
		p.Position = &tcxPosition{round(lat, 1e7), round(c.Lon[i], 1e7)}
	}
	p.Altitude, p.Distance = optional(c.Ele, i), optional(c.Dist, i)
	if hr, ok := value(c.HR, i); ok {
		p.HR = &tcxBeat{int(hr)}
	}
	p.Ext = &tcxSpeed{NS: "http://www.garmin.com/xmlschemas/ActivityExtension/v2", Speed: optional(c.Speed, i)}
	if cad, ok := value(c.Cadence, i); ok && foot(a.Sport) {
		strides := int(cad / 2)
		p.Ext.Cadence = &strides
	}
	return p
}

// optional returns a column's value; nil if it is missing.
func optional(col []float64, i int) *float64 {
	if v, ok := value(col, i); ok {
		return &v
	}
	return nil
}
