package extent

import (
	"math"
	"math/rand/v2"
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
)

// TestJumps compares jumps, which does not compute the distance of near positions, with the
// exact distance, for positions around the limit anywhere on Earth.
func TestJumps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		lat, lon := 180*r.Float64()-90, 360*r.Float64()-180
		step, angle := 2*fixNear*r.Float64(), 2*math.Pi*r.Float64()
		c := &activity.Columns{
			T:   []float64{0, 1},
			Lat: []float64{lat, lat + step*math.Sin(angle)},
			Lon: []float64{lon, lon + step*math.Cos(angle)},
		}
		d := geo.Metres(c.Lat[0], c.Lon[0], c.Lat[1], c.Lon[1])
		if want := d > fixJump; jumps(c, 0, 1) != want {
			t.Fatalf("%v to %v, %.1f m: got %v, want %v", []float64{lat, lon}, []float64{c.Lat[1], c.Lon[1]}, d, !want, want)
		}
	}
}
