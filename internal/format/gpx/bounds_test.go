package gpx

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
	bombs := []decodetest.Bomb{
		{"deep", `<gpx>` + strings.Repeat(`<trk>`, n), "xml-depth"},
		{"deep extensions", head + `<trkpt><extensions>` + strings.Repeat(`<x>`, n), "xml-depth"},
		{"points without time", head + strings.Repeat(`<trkpt/>`, n) + pt(0, "") + tail, "gpx-no-time"},
		{"waypoints", `<gpx>` + strings.Repeat(`<wpt/>`, n) + `<trk>` + pt(0, "") + `</trk></gpx>`, ""},
		{"tracks", `<gpx>` + strings.Repeat(`<trk/>`, n) + `<trk>` + pt(0, "") + `</trk></gpx>`, "gpx-elements"},
		{"segments", `<gpx><trk>` + strings.Repeat(`<trkseg/>`, n) + pt(0, "") + `</trk></gpx>`, "gpx-elements"},
		{"names", `<gpx><trk>` + strings.Repeat(`<name>x</name>`, n) + pt(0, "") + `</trk></gpx>`, "gpx-elements"},
		{"a point for every segment", head + strings.Repeat(`</trkseg><trkseg>`+pt(0, ""), n/10) + pt(1, "") + tail, ""},
		{"huge attribute", `<gpx creator="` + strings.Repeat("x", 10*n) + `"><trk>` + pt(0, "") + `</trk></gpx>`, "xml-text"},
		{"huge name", `<gpx><trk><name>` + strings.Repeat("x", 10*n) + `</name>` + pt(0, "") + `</trk></gpx>`, "xml-text"},
		{"entities", `<!DOCTYPE gpx [` + strings.Repeat(`<!ENTITY a "&a;&a;">`, n/10) + `]><gpx><trk><name>&a;</name>` + pt(0, "") + `</trk></gpx>`, "xml-doctype"},
	}
	decodetest.CheckBombs(t, 32<<20, Decode, bombs) // 2^14 elements cost the library up to 1 kB each
}

// TestHundredHours checks that a file of 100 hours with a point each second is read
// completely.
func TestHundredHours(t *testing.T) {
	if testing.Short() {
		t.Skip("a document of 30 MB")
	}
	const points = 360_000
	data := []byte(head)
	for i := range points {
		at := time.Date(2024, 9, 1, 6, 0, i, 0, time.UTC)
		data = fmt.Appendf(data, `<trkpt lat="1.5" lon="2"><time>%s</time><hr>%d</hr></trkpt>`, at.Format(time.RFC3339), 120+i%40)
	}
	data = append(data, tail...)
	used := decodetest.Allocated(func() {
		as, issues, err := Decode(data)
		if err != nil || len(issues) > 0 || len(as) != 1 {
			t.Fatalf("%d activities, issues %v, error %v", len(as), issues, err)
		}
		if a := as[0]; a.Samples.Len() != points || a.Samples.T[points-1] != points-1 || a.Samples.HR[points-1] != 159 {
			t.Errorf("%d samples", a.Samples.Len())
		}
	})
	if used > uint64(len(data)) {
		t.Errorf("allocated %d MB for %d MB", used>>20, len(data)>>20)
	}
}

// TestPointCap checks that reading stops at the documented number of points.
func TestPointCap(t *testing.T) {
	r := newReader([]byte(head + pt(0, "") + tail))
	r.samples.T = make([]float64, maxPoints)
	r.document(nil)
	if len(r.samples.T) != maxPoints || decodetest.Codes(r.issues) != "gpx-points" {
		t.Errorf("%d samples, issues %q", len(r.samples.T), decodetest.Codes(r.issues))
	}
}
