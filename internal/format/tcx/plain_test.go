package tcx

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
	"dayafter/internal/testing/synth/shape"
	"dayafter/internal/unit"
)

// plainFile is a TCX file as encoding/xml reads it into structs.
type plainFile struct {
	XMLName    xml.Name `xml:"TrainingCenterDatabase"`
	Activities []struct {
		Laps []plainLap `xml:"Lap"`
	} `xml:"Activities>Activity"`
}

type plainLap struct {
	Start   string `xml:"StartTime,attr"`
	Seconds string `xml:"TotalTimeSeconds"`
	Metres  string `xml:"DistanceMeters"`
	Tracks  []struct {
		Points []plainPoint `xml:"Trackpoint"`
	} `xml:"Track"`
}

type plainPoint struct {
	Time     string `xml:"Time"`
	Altitude string `xml:"AltitudeMeters"`
	Distance string `xml:"DistanceMeters"`
	HR       *struct {
		Value *string
	} `xml:"HeartRateBpm"`
}

// point holds the values of a point that both readers give; At is in s since 1970.
type point struct{ At, Ele, Dist, HR float64 }

// plainActivity is one activity of the plain reader.
type plainActivity struct {
	Points  []point
	Seconds []float64 // timer of each lap
	Metres  []float64 // distance of each lap
}

// readPlain reads a file that needs no repair: it is well-formed, all points lie in laps,
// all times have the form of RFC 3339, are possible and lie at most an hour after the time
// before them, and all numbers are plain. It returns false for any other file.
func readPlain(data []byte) (out []plainActivity, ok bool) {
	var file plainFile
	if !decodetest.IsPlainXML(data) || xml.Unmarshal(data, &file) != nil {
		return nil, false
	}
	points, laps := 0, 0
	for _, a := range file.Activities {
		read, ok := plain(a.Laps)
		if !ok {
			return nil, false
		}
		points, laps = points+len(read.Points), laps+len(a.Laps)
		out = append(out, read)
	}
	whole := points == bytes.Count(data, []byte("<Trackpoint")) && laps == bytes.Count(data, []byte("<Lap"))
	return out, whole && points > 0 && len(out) == bytes.Count(data, []byte("<Activity "))
}

// plain reads the laps of an activity.
func plain(laps []plainLap) (out plainActivity, _ bool) {
	last, ok := math.Inf(-1), true
	for _, l := range laps {
		start, err := time.Parse(time.RFC3339Nano, l.Start)
		if err != nil || !near(last, float64(start.Unix())) {
			return out, false
		}
		if math.IsInf(last, -1) {
			last = float64(start.Unix())
		}
		out.Seconds = append(out.Seconds, number(l.Seconds, &ok))
		out.Metres = append(out.Metres, number(l.Metres, &ok))
		for _, track := range l.Tracks {
			for _, p := range track.Points {
				t, timed := decodetest.PlainTime(p.Time)
				if !timed || !near(last, t) || t < last {
					return out, false
				}
				last = t
				q := point{t, number(p.Altitude, &ok), number(p.Distance, &ok), p.heartRate(&ok)}
				if !ok || unit.OrZero(q.Dist) < reached(out.Points) || math.Abs(unit.OrZero(q.Ele)) > 5000 || q.HR < 30 || q.HR > 220 {
					return out, false
				}
				out.Points = append(out.Points, q)
			}
		}
	}
	return out, ok && len(out.Points) > 0
}

// heartRate returns the heart rate; NaN if there is none. It sets ok to false if the value
// is in an element with another name that the decoder reads, too.
func (p plainPoint) heartRate(ok *bool) float64 {
	switch {
	case p.HR == nil:
		return math.NaN()
	case p.HR.Value == nil:
		*ok = false
		return math.NaN()
	}
	return number(*p.HR.Value, ok)
}

// near reports whether t lies within an hour of the time before it, if there is one.
func near(last, t float64) bool { return math.IsInf(last, -1) || math.Abs(t-last) <= 3600 }

// number parses a plain number; it returns NaN for an empty text. It sets ok to false for
// any other text.
func number(text string, ok *bool) float64 {
	if text == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || strings.Trim(text, ".0123456789") != "" {
		*ok = false
	}
	return v
}

// reached returns the last distance; 0 if there is none.
func reached(points []point) float64 {
	for i := len(points) - 1; i >= 0; i-- {
		if !math.IsNaN(points[i].Dist) {
			return points[i].Dist
		}
	}
	return 0
}

// FuzzPlainReader compares the decoder with a plain reader on files that need no repair.
// The values of points, and the timer time and distance of laps, must be equal.
func FuzzPlainReader(f *testing.F) {
	shape.Add(f, "tcx")
	f.Fuzz(func(t *testing.T, data []byte) {
		want, ok := readPlain(data)
		if !ok {
			return
		}
		if d := differenceFrom(want, decodetest.Hold(t, Decode, data)); d != "" {
			t.Fatal(d)
		}
	})
}

// differenceFrom describes how activities differ from those of the plain reader; "" if
// they do not.
func differenceFrom(want []plainActivity, as []*activity.Activity) string {
	var got []plainActivity
	for _, a := range as {
		var p plainActivity
		for i := range a.Samples.Len() {
			s := decodetest.Sample(a, i)
			p.Points = append(p.Points, point{decodetest.TimeOf(a, s.T), s.Ele, s.Dist, s.HR})
		}
		for _, l := range a.Laps {
			p.Seconds, p.Metres = append(p.Seconds, l.Timer), append(p.Metres, l.Distance)
		}
		got = append(got, p)
	}
	for _, a := range want {
		for i := range a.Points {
			a.Points[i].At = decodetest.ToMillisecond(a.Points[i].At)
		}
	}
	return decodetest.Diff(want, got)
}

// TestSeedsArePlain checks that the plain reader accepts many seeds, and that the
// comparison notices a changed digit.
func TestSeedsArePlain(t *testing.T) {
	compared := 0
	for i, seed := range shape.Need(t, "tcx") {
		want, ok := readPlain(seed)
		if !ok {
			continue
		}
		compared++
		as, _, err := Decode(seed)
		if d := differenceFrom(want, as); d != "" {
			t.Errorf("seed %d: error %v, %s", i+1, err, d)
		}
		want[0].Points[0].At++
		if differenceFrom(want, as) == "" {
			t.Errorf("seed %d: a difference is not seen", i+1)
		}
	}
	if compared < 15 {
		t.Errorf("%d seeds are plain", compared)
	}
}
