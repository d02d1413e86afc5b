package zone

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSystems(t *testing.T) {
	known := Set{MaxHR: own(190), RestHR: own(50), LTHR: own(170)}
	noLTHR, onlyMax := known, known
	noLTHR.LTHR, onlyMax.LTHR, onlyMax.RestHR = missing(), missing(), missing()
	watch := []float64{95, 114, 133, 152, 171, 190}
	cases := []struct {
		name   string
		system System
		set    Set
		watch  []float64
		want   string
		lower  []float64
		easy   float64
	}{
		{"LTHR first", Auto, known, nil, "Friel % LTHR", []float64{0, 144.5, 153, 161.5, 170, 175.1, 180.2}, 153},
		{"then reserve", Auto, noLTHR, nil, "Karvonen", []float64{0, 120, 134, 148, 162, 176}, 160.6},
		{"then maximum", Auto, onlyMax, nil, "% HRmax (Seiler)", []float64{0, 114, 136.8, 155.8, 165.3, 176.7}, 161.5},
		{"as asked", Max, known, nil, "% HRmax (Seiler)", []float64{0, 114, 136.8, 155.8, 165.3, 176.7}, 161.5},
		{"the watch's", Device, known, watch, "watch", []float64{0, 95, 114, 133, 152, 171}, 133},
		{"asked but unknown", HRR, onlyMax, nil, "% HRmax (Seiler)", []float64{0, 114, 136.8, 155.8, 165.3, 176.7}, 161.5},
		{"a watch that says nothing", Device, known, nil, "Friel % LTHR", []float64{0, 144.5, 153, 161.5, 170, 175.1, 180.2}, 153},
		{"a watch that says nonsense", Device, known, []float64{95, 90, 133, 152}, "Friel % LTHR", []float64{0, 144.5, 153, 161.5, 170, 175.1, 180.2}, 153},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Settings{System: c.system}.heartZones(&c.set, c.watch)
			if got.System != c.want || len(got.Names) != len(got.Lower) {
				t.Errorf("%q with %d names for %d zones", got.System, len(got.Names), len(got.Lower))
			}
			if !slices.EqualFunc(got.Lower, c.lower, func(a, b float64) bool { return math.Abs(a-b) < 1e-6 }) {
				t.Errorf("zones begin at %v, want %v", got.Lower, c.lower)
			}
			about(t, "easy ceiling", got.EasyTop, c.easy, 1e-6)
		})
	}
}

func TestPaceZones(t *testing.T) {
	z := paceZones(4)
	for i, share := range []float64{0, 1 / 1.29, 1 / 1.14, 1 / 1.06, 1, 1 / 0.97, 1 / 0.90} {
		about(t, z.Names[i], z.Lower[i], 4*share, 1e-9)
	}
}

func TestZoneOf(t *testing.T) {
	z := Zones{Lower: []float64{0, 100, 120}}
	for v, want := range map[float64]int{0: 0, 99.9: 0, 100: 1, 119: 1, 120: 2, 300: 2, -1: -1} {
		if got := z.Of(v); got != want {
			t.Errorf("%g lies in %d, want %d", v, got, want)
		}
	}
	if z.Of(nan) != -1 || new(Zones).Of(100) != -1 {
		t.Error("a zone for what is not known")
	}
}

// The times in zones add up to the time with a heart rate.
func TestSecondsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.SliceOfN(rapid.Uint16(), 0, 256).Draw(t, "histogram")
		z := Settings{}.heartZones(&Set{MaxHR: own(rapid.Float64Range(150, 220).Draw(t, "max")), RestHR: missing(), LTHR: missing()}, nil)
		want, got := 0.0, 0.0
		for _, n := range h {
			want += float64(n)
		}
		for _, s := range z.Seconds(h) {
			got += s
		}
		if got != want {
			t.Fatalf("%g s of %g", got, want)
		}
	})
}
