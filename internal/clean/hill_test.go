package clean

import (
	"math"
	"testing"
)

func TestFlatten(t *testing.T) {
	for _, c := range []struct{ grade, want float64 }{
		{0, 1},
		{0.103, 1.285},  // 1 + 0.6·0.475
		{-0.103, 0.924}, // 1 − 0.6·0.127
		{0.0285, 1.063}, // half way to 5.7 %
		{0.9, 1.791},
		{-0.9, 1.053},
	} {
		about(t, "factor", Flatten(c.grade), c.want, 0.001)
	}
}

func TestFlattenRisesUphill(t *testing.T) {
	for g := 0.0; g < 0.2; g += 0.001 {
		if Flatten(g+0.001) <= Flatten(g) {
			t.Fatalf("not steeper at %g", g)
		}
	}
}

func TestAscent(t *testing.T) {
	a := simulate(3600, true)
	got := Clean(a)
	// 20·sin(d/300) over 10.8 km: up 20 m, then six times down 40 m with five times up between.
	about(t, "ascent", got.Ascent, 20+5*40, 4)
	about(t, "descent", got.Descent, 6*40, 4)
	for k := range a.Samples.Ele {
		a.Samples.Ele[k] = 400 + 0.8*math.Sin(float64(k)/20)
	}
	about(t, "ascent of noise", Clean(a).Ascent, 0, 0)
}

func TestGradeAdjustedSpeed(t *testing.T) {
	a := simulate(1200, true)
	for k, d := range a.Samples.Dist {
		a.Samples.Ele[k] = 0.057 * d
	}
	got := Clean(a)
	about(t, "uphill at 5.7 %", got.GAP[600]/got.Speed[600], 1.1266, 0.002)
	for k := range a.Samples.Ele {
		a.Samples.Ele[k] = 400
	}
	got = Clean(a)
	about(t, "on the flat", got.GAP[600]/got.Speed[600], 1, 1e-9)
}

func TestElevationJumpsAreTakenOut(t *testing.T) {
	a := simulate(1200, true)
	want := Clean(a).Ascent
	for k := 400; k < 1200; k++ {
		a.Samples.Ele[k] += 60
	}
	a.Samples.Ele[800] -= 300
	got := Clean(a)
	about(t, "ascent", got.Ascent, want, 3)
	if got.Repairs.ElePoints != 3 {
		t.Errorf("%d jumps taken out, want 3", got.Repairs.ElePoints)
	}
}
