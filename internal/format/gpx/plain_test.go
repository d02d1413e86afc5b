package gpx

import (
	"bytes"
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
	"dayafter/internal/testing/synth/shape"
)

// plainFile is a GPX file as encoding/xml reads it into structs.
type plainFile struct {
	XMLName xml.Name `xml:"gpx"`
	Tracks  []struct {
		Segments []struct {
			Points []plainPoint `xml:"trkpt"`
		} `xml:"trkseg"`
	} `xml:"trk"`
}

type plainPoint struct {
	Lat  string `xml:"lat,attr"`
	Lon  string `xml:"lon,attr"`
	Ele  string `xml:"ele"`
	Time string `xml:"time"`
}

// readPlain reads a file that needs no repair: it is well-formed, all times have the form
// of RFC 3339, are possible and ascend, and all numbers are plain and possible. It returns
// false for any other file.
func readPlain(data []byte) (fixes []fix, ok bool) {
	var file plainFile
	if !decodetest.IsPlainXML(data) || xml.Unmarshal(data, &file) != nil || bytes.Count(data, []byte("<trkpt")) != points(file) {
		return nil, false
	}
	last := math.Inf(-1)
	for _, track := range file.Tracks {
		for _, segment := range track.Segments {
			for _, p := range segment.Points {
				f, ok := p.fix()
				if !ok || f.At < last || f.At > last+3600 && !math.IsInf(last, -1) {
					return nil, false
				}
				last = f.At
				fixes = append(fixes, f)
			}
		}
	}
	return fixes, len(fixes) > 0
}

// points returns the number of points in the tracks of a file.
func points(file plainFile) (n int) {
	for _, track := range file.Tracks {
		for _, segment := range track.Segments {
			n += len(segment.Points)
		}
	}
	return n
}

// fix returns the point's values; false if one of them needs repair.
func (p plainPoint) fix() (fix, bool) {
	at, ok := decodetest.PlainTime(p.Time)
	f := fix{At: at, Ele: math.NaN()}
	if !ok {
		return f, false
	}
	numbers := []string{p.Lat, p.Lon, p.Ele}
	for i, v := range []*float64{&f.Lat, &f.Lon, &f.Ele} {
		if i == 2 && p.Ele == "" {
			continue
		}
		number, err := strconv.ParseFloat(numbers[i], 64)
		if err != nil || strings.Trim(numbers[i], "-.0123456789") != "" {
			return f, false
		}
		*v = number
	}
	possible := math.Abs(f.Lat) <= 90 && math.Abs(f.Lon) <= 180 && (f.Lat != 0 || f.Lon != 0) && !(math.Abs(f.Ele) > 9000)
	return f, possible
}

// FuzzPlainReader compares the decoder with a plain reader on files that need no repair.
// Points, times, positions and elevations must be equal.
func FuzzPlainReader(f *testing.F) {
	shape.Add(f, "gpx")
	f.Fuzz(func(t *testing.T, data []byte) {
		want, ok := readPlain(data)
		if !ok {
			return
		}
		as := decodetest.Hold(t, Decode, data)
		if d := differenceFrom(want, as); d != "" {
			t.Fatal(d)
		}
	})
}

// differenceFrom describes how activities differ from the points of the plain reader; "" if
// they do not. A file that is no recording, such as a drawn track, has no activity.
func differenceFrom(want []fix, as []*activity.Activity) string {
	if len(as) == 0 && want[0].At == want[len(want)-1].At {
		return ""
	}
	var got []fix
	for _, a := range as {
		for i := range a.Samples.Len() {
			s := decodetest.Sample(a, i)
			got = append(got, fix{decodetest.TimeOf(a, s.T), s.Lat, s.Lon, s.Ele})
		}
	}
	for i := range want {
		want[i].At = decodetest.ToMillisecond(want[i].At)
	}
	return decodetest.Diff(want, got)
}

// TestSeedsArePlain checks that the plain reader accepts many seeds, and that the
// comparison notices a changed digit.
func TestSeedsArePlain(t *testing.T) {
	plain := 0
	for i, seed := range shape.Need(t, "gpx") {
		want, ok := readPlain(seed)
		if !ok {
			continue
		}
		plain++
		as, _, err := Decode(seed)
		if d := differenceFrom(slices.Clone(want), as); d != "" {
			t.Errorf("seed %d: error %v, %s", i+1, err, d)
		}
		want[0].Lat += 1e-7
		if len(as) > 0 && differenceFrom(want, as) == "" {
			t.Errorf("seed %d: a difference is not seen", i+1)
		}
	}
	if plain < 30 {
		t.Errorf("%d seeds are plain", plain)
	}
}
