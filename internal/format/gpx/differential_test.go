package gpx

import (
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tkrajina/gpxgo/gpx"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

// refused lists the files of gpxgo's tests in which gpxgo finds track points but Decode
// finds no activity, with the reason.
var refused = map[string]string{
	"Mojstrovka.gpx":                  "every time is 1901-12-13, which is how GPSBabel wrote a missing one",
	"gpx-without-root-attributes.gpx": "as Mojstrovka.gpx, of which it is the first point",
	"gpx-without-xml-declaration.gpx": "as Mojstrovka.gpx, of which it is the first point",
}

// TestLikeGpxgo compares every point with a time, and every title, with those that gpxgo
// reads from the files of its tests.
func TestLikeGpxgo(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/tkrajina/gpxgo").Output()
	if err != nil {
		t.Skip("the module cache cannot be asked:", err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "test_files", "*.gpx*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d test files, error %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data := decodetest.Load(t, file)
			g, err := gpx.ParseBytes(data)
			if err != nil {
				t.Fatal(err)
			}
			as, _, err := Decode(data)
			want := theirPoints(g)
			if reason := refused[filepath.Base(file)]; reason != "" {
				if err == nil {
					t.Errorf("read, though refused for: %s", reason)
				}
				return
			}
			if len(want) > 0 && err != nil {
				t.Fatalf("%d points with a time, but: %v", len(want), err)
			}
			if d := decodetest.Diff(want, ourPoints(as)); d != "" {
				t.Error(d)
			}
			if len(as) > 0 && as[0].Device != g.Creator {
				t.Errorf("device %q, want %q", as[0].Device, g.Creator)
			}
		})
	}
}

// fix holds the values of a point that both readers give; At is in s since 1970.
type fix struct{ At, Lat, Lon, Ele float64 }

// theirPoints returns gpxgo's points that have a time, which it cuts to seconds.
func theirPoints(g *gpx.GPX) (out []fix) {
	for _, track := range g.Tracks {
		for _, segment := range track.Segments {
			for _, p := range segment.Points {
				if p.Timestamp.IsZero() {
					continue
				}
				ele := math.NaN()
				if p.Elevation.NotNull() {
					ele = p.Elevation.Value()
				}
				out = append(out, fix{float64(p.Timestamp.Unix()), p.Latitude, p.Longitude, ele})
			}
		}
	}
	return out
}

func ourPoints(as []*activity.Activity) (out []fix) {
	for _, a := range as {
		for i := range a.Samples.Len() {
			s := decodetest.Sample(a, i)
			at := float64(a.Start.UnixMicro())/1e6 + s.T
			out = append(out, fix{math.Floor(at + 1e-6), s.Lat, s.Lon, s.Ele})
		}
	}
	return out
}
