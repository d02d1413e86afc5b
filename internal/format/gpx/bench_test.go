package gpx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tkrajina/gpxgo/gpx"
)

// garminDocument returns a run of n points in Garmin Connect's form, with heart rate,
// cadence and temperature each second. It lies in the sea.
func garminDocument(n int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<gpx creator="Garmin Connect" version="1.1" xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1" xmlns="http://www.topografix.com/GPX/1/1">
  <metadata><time>2024-09-01T06:00:00.000Z</time></metadata>
  <trk>
    <name>Morning</name>
    <type>running</type>
    <trkseg>
`)
	for i := range n {
		fmt.Fprintf(&b, `      <trkpt lat="%.10f" lon="%.10f">
        <ele>%.1f</ele>
        <time>2024-09-%02dT%02d:%02d:%02d.000Z</time>
        <extensions>
          <ns3:TrackPointExtension>
            <ns3:atemp>24.0</ns3:atemp>
            <ns3:hr>%d</ns3:hr>
            <ns3:cad>%d</ns3:cad>
          </ns3:TrackPointExtension>
        </extensions>
      </trkpt>
`, 1+float64(i)*2.5e-5, -30+float64(i)*1.7e-5, float64(i%400)/10, 1+i/86400, i/3600%24, i/60%60, i%60, 120+i%50, 80+i%9)
	}
	b.WriteString("    </trkseg>\n  </trk>\n</gpx>\n")
	return []byte(b.String())
}

const benchPoints = 10_000

func BenchmarkDecode(b *testing.B) {
	data := garminDocument(benchPoints)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Decode(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchPoints, "ns/point")
}

func BenchmarkGpxgo(b *testing.B) {
	data := garminDocument(benchPoints)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := gpx.ParseBytes(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchPoints, "ns/point")
}
