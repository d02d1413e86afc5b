package tcx

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dayafter/internal/testing/decodetest"
)

// TestBombs checks that a hostile file takes no more memory than a few times its size.
func TestBombs(t *testing.T) {
	const n = 200_000
	start := `<TrainingCenterDatabase><Activities>`
	bombs := []decodetest.Bomb{
		{"deep", start + strings.Repeat(`<Activity>`, n), "xml-depth"},
		{"deep point", doc("Running", lapAt(0, `<Track>`+pt(0, strings.Repeat(`<Extensions>`, n))+`</Track>`)), "xml-depth"},
		{"laps", doc("Running", strings.Repeat(lapAt(0, ""), n/4)), "tcx-laps"},
		{"activities", start + strings.Repeat(`<Activity/>`, n), "tcx-activities"},
		{"activities with a point", start + strings.Repeat(`<Activity><Track>`+pt(0, "")+`</Track></Activity>`, n/4), "tcx-activities"},
		{"points without time", doc("Running", lapAt(0, `<Track>`+strings.Repeat(`<Trackpoint/>`, n)+`</Track>`)), ""},
		{"tracks", doc("Running", lapAt(0, strings.Repeat(track(0, 0), n/10))), ""},
		{"huge attribute", doc(strings.Repeat("x", 10*n), lapAt(0, track(0, 1))), "xml-text"},
		{"huge notes", doc("Running", `<Name>`+strings.Repeat("x", 10*n)+`</Name>`+lapAt(0, track(0, 1))), "xml-text"},
	}
	decodetest.CheckBombs(t, 16<<20, Decode, bombs)
}

// TestPointCap checks that reading stops at the documented number of points.
func TestPointCap(t *testing.T) {
	r := newReader([]byte(doc("Running", lapAt(0, track(0, 5)))))
	r.points = maxPoints - 3
	r.document()
	if len(r.out) != 1 || r.out[0].Samples.Len() != 3 || decodetest.Codes(r.issues) != "tcx-points" {
		t.Errorf("issues %q", decodetest.Codes(r.issues))
	}
}

const benchPoints = 10_000

// BenchmarkDecode reads a run in Garmin Connect's form, with a point each second.
func BenchmarkDecode(b *testing.B) {
	var points strings.Builder
	for i := range benchPoints {
		at := time.Date(2024, 9, 1, 6, 0, i, 0, time.UTC).Format("2006-01-02T15:04:05.000Z")
		fmt.Fprintf(&points, `          <Trackpoint>
            <Time>%s</Time>
            <Position>
              <LatitudeDegrees>%.10f</LatitudeDegrees>
              <LongitudeDegrees>%.10f</LongitudeDegrees>
            </Position>
            <AltitudeMeters>%.1f</AltitudeMeters>
            <DistanceMeters>%.2f</DistanceMeters>
            <HeartRateBpm>
              <Value>%d</Value>
            </HeartRateBpm>
            <Extensions>
              <ns3:TPX>
                <ns3:Speed>%.3f</ns3:Speed>
                <ns3:RunCadence>%d</ns3:RunCadence>
              </ns3:TPX>
            </Extensions>
          </Trackpoint>
`, at, 1+float64(i)*2.5e-5, -30+float64(i)*1.7e-5, float64(i%400)/10, float64(i)*3.3, 120+i%50, 3.3, 80+i%9)
	}
	data := []byte(doc("Running", lapAt(0, "<Track>"+points.String()+"</Track>")))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Decode(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchPoints, "ns/point")
}
