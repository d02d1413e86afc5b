package geo

import (
	"math"
	"testing"
)

// TestMetres compares distances with those on the WGS 84 ellipsoid, which differ by up to
// 0.6 %.
func TestMetres(t *testing.T) {
	for _, c := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{0, 0, 0, 1, 111319.5},
		{47, 8, 47.0005, 8, 55.59},
		{47, 8, 47, 8.0005, 38.02},
		{52.52, 13.405, 48.8566, 2.3522, 879697},
		{-33.9, 151.2, -33.9, 151.2, 0},
		{0, 179.9999, 0, -179.9999, 22.26},
	} {
		if got := Metres(c.lat1, c.lon1, c.lat2, c.lon2); math.Abs(got-c.want) > 0.006*c.want {
			t.Errorf("%v: %.2f m, want %.2f", c, got, c.want)
		}
	}
}
