package clean

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"dayafter/internal/activity"
)

// hike returns a recording with a sample every step seconds. Each leg lasts the given
// seconds at a speed and a climb in m/s.
func hike(step int, legs ...[3]float64) *activity.Activity {
	a := activity.New(activity.Run, time.Date(2025, 6, 1, 5, 0, 0, 0, time.UTC))
	rng := rand.New(rand.NewPCG(3, 3))
	t, d, ele := 0.0, 0.0, 600.0
	for _, leg := range legs {
		for range int(leg[0]) / step {
			s := activity.NoSample()
			s.T, s.Lat, s.Lon, s.Ele = t, 47+d/111195, 8+2e-6*rng.NormFloat64(), ele
			a.Samples.Append(&s)
			t, d, ele = t+float64(step), d+leg[1]*float64(step), ele+leg[2]*float64(step)
		}
	}
	return a
}

func TestSlowMovementMoves(t *testing.T) {
	for _, c := range []struct {
		name   string
		a      *activity.Activity
		moving float64
	}{
		{"a climb of 600 m/h, then down", hike(1, [3]float64{5400, 0.62, 0.167}, [3]float64{2400, 2.4, -0.37}), 7800},
		{"the same with a point every 15 s", hike(15, [3]float64{5400, 0.62, 0.167}, [3]float64{2400, 2.4, -0.37}), 7785},
		{"steady scrambling", hike(1, [3]float64{1200, 2.5, 0}, [3]float64{1800, 0.25, 0.05}), 3000},
		{"a stop of ten minutes", hike(1, [3]float64{1200, 2.5, 0}, [3]float64{600, 0, 0}, [3]float64{1200, 2.5, 0}), 2400},
		{"stops at lights", hike(1, [3]float64{600, 2.7, 0}, [3]float64{35, 0, 0}, [3]float64{600, 2.7, 0}, [3]float64{35, 0, 0}, [3]float64{600, 2.7, 0}), 1800},
	} {
		about(t, c.name, Clean(c.a).Moving, c.moving, 0.01*c.moving)
	}
}

func TestStepsOnTheSpotMove(t *testing.T) {
	a := simulate(1200, true)
	way := a.Samples.Dist[899] - a.Samples.Dist[599]
	for k := 600; k < 1200; k++ {
		a.Samples.Dist[k] = max(a.Samples.Dist[599], a.Samples.Dist[k]-way)
	}
	rng := rand.New(rand.NewPCG(3, 3))
	for k := range a.Samples.Cadence {
		a.Samples.Cadence[k] = 160 + math.Round(2*rng.NormFloat64())
	}
	about(t, "stepping", Clean(a).Moving, 1200, 12)
	for k := 600; k < 900; k++ {
		a.Samples.Cadence[k] = 0
	}
	about(t, "standing", Clean(a).Moving, 900, 24)
	for k := 600; k < 900; k++ {
		a.Samples.Cadence[k] = 160
	}
	about(t, "frozen cadence", Clean(a).Moving, 900, 60)
}

// TestPaceOfTheSameSeconds checks that pace takes distance and time from the same seconds.
func TestPaceOfTheSameSeconds(t *testing.T) {
	got := Clean(hike(1, [3]float64{1200, 3, 0}, [3]float64{600, 0.1, 0}, [3]float64{1200, 3, 0}))
	about(t, "speed", got.MovingDistance/got.Moving, 3, 0.03)
}

func TestGapsAreCrossed(t *testing.T) {
	for _, c := range []struct {
		name   string
		gap    float64 // s
		metres float64
		moving float64 // s of the gap
	}{
		{"a tunnel", 100, 280, 100},
		{"twenty minutes without a signal", 1200, 3300, 1200},
		{"a stop", 600, 20, 0},
		{"a bus", 600, 6000, 0},
		{"a stop and a few steps", 600, 400, 0},
	} {
		a := hike(1, [3]float64{900, 2.8, 0}, [3]float64{900, 2.8, 0})
		for k := 900; k < 1800; k++ {
			a.Samples.T[k] += c.gap - 1
			a.Samples.Lat[k] += (c.metres - 2.8) / 111195
		}
		got := Clean(a)
		about(t, c.name, got.Moving, 1799+c.moving, 15)
		if reported := len(got.Issues) > 0; reported != (c.moving > 0) {
			t.Errorf("%s: issues %v", c.name, got.Issues)
		}
	}
}
