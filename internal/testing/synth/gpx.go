package synth

import (
	"encoding/xml"
	"strconv"
	"time"

	"github.com/tkrajina/gpxgo/gpx"

	"dayafter/internal/activity"
)

// trackPointExtension is Garmin's name space for heart rate and cadence in GPX.
const trackPointExtension = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"

// GPX returns the activity's positions as a GPX 1.1 track with Garmin's
// TrackPointExtension. Laps, pauses and sessions are lost, because GPX cannot hold them.
func GPX(a *activity.Activity) ([]byte, error) {
	doc := &gpx.GPX{Version: "1.1", Creator: "synthetic watch"}
	doc.RegisterNamespace("gpxtpx", trackPointExtension)
	start := a.Start
	doc.Time = &start
	track := gpx.GPXTrack{Name: a.Title, Type: gpxType(a.Sport)}
	track.Segments = []gpx.GPXTrackSegment{{Points: gpxPoints(a)}}
	doc.Tracks = []gpx.GPXTrack{track}
	return doc.ToXml(gpx.ToXmlParams{Version: "1.1", Indent: false})
}

// gpxType returns the word that Garmin Connect writes for a sport.
func gpxType(s activity.Sport) string {
	switch s {
	case activity.Run:
		return "running"
	case activity.Ride:
		return "cycling"
	case activity.Walk:
		return "walking"
	}
	return s.String()
}

func gpxPoints(a *activity.Activity) []gpx.GPXPoint {
	c := &a.Samples
	out := make([]gpx.GPXPoint, 0, c.Len())
	for i, t := range c.T {
		lat, ok := value(c.Lat, i)
		if !ok {
			continue
		}
		p := gpx.GPXPoint{Timestamp: a.Start.Add(time.Duration(t * float64(time.Second)))}
		p.Latitude, p.Longitude = round(lat, 1e7), round(c.Lon[i], 1e7)
		if ele, ok := value(c.Ele, i); ok {
			p.Elevation = *gpx.NewNullableFloat64(ele)
		}
		p.Extensions.Nodes = gpxExtensions(a, i)
		out = append(out, p)
	}
	return out
}

// gpxExtensions returns a point's heart rate and strides per minute.
func gpxExtensions(a *activity.Activity, i int) []gpx.ExtensionNode {
	node := gpx.ExtensionNode{XMLName: xml.Name{Space: trackPointExtension, Local: "TrackPointExtension"}}
	add := func(name string, col []float64, scale float64) {
		if v, ok := value(col, i); ok {
			node.Nodes = append(node.Nodes, gpx.ExtensionNode{
				XMLName: xml.Name{Space: trackPointExtension, Local: name},
				Data:    strconv.Itoa(int(v * scale)),
			})
		}
	}
	add("hr", a.Samples.HR, 1)
	if foot(a.Sport) {
		add("cad", a.Samples.Cadence, 0.5)
	} else {
		add("cad", a.Samples.Cadence, 1)
	}
	if len(node.Nodes) == 0 {
		return nil
	}
	return []gpx.ExtensionNode{node}
}
