package summary

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"dayafter/internal/clean"
)

// slow computes a value of a curve by its definition: the best mean over all stretches of
// span elapsed seconds that do not end in a pause. In a pause, speed is 0 and heart rate is
// unknown.
func slow(s []float64, breaks []clean.Break, span int, heart bool) float64 {
	var whole []float64
	var paused []bool
	b := 0
	for k := 0; k <= len(s); k++ {
		for ; b < len(breaks) && breaks[b].At == k; b++ {
			for range int(breaks[b].Length + 0.5) {
				v := 0.0
				if heart {
					v = math.NaN()
				}
				whole, paused = append(whole, v), append(paused, true)
			}
		}
		if k < len(s) {
			whole, paused = append(whole, s[k]), append(paused, false)
		}
	}
	best := math.NaN()
	for from := 0; from+span <= len(whole); from++ {
		if paused[from+span-1] {
			continue
		}
		sum, n := 0.0, 0.0
		for _, v := range whole[from : from+span] {
			if v == v {
				sum, n = sum+v, n+1
			}
		}
		if heart && n < knownHR*float64(span) {
			continue
		}
		if !heart {
			n = float64(span)
		}
		if m := sum / n; !(m <= best) {
			best = m
		}
	}
	return best
}

func TestCurvesAgreeWithTheirDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "seconds")
		s, hr := make([]float64, n), make([]float64, n)
		for k := range s {
			s[k] = rapid.Float64Range(0, 6).Draw(t, "speed")
			hr[k] = rapid.Float64Range(60, 200).Draw(t, "hr")
			if rapid.IntRange(0, 20).Draw(t, "hole") == 0 {
				hr[k] = math.NaN()
			}
		}
		var breaks []clean.Break
		for at := 0; at < n; at += rapid.IntRange(1, 100).Draw(t, "leg") {
			breaks = append(breaks, clean.Break{At: at, Length: float64(rapid.IntRange(1, 90).Draw(t, "pause"))})
		}
		legs := cutLegs(nil, n, breaks)
		speeds := speedCurve(running(nil, s), legs)
		sums, known := runningKnown(nil, nil, hr)
		hearts := heartRateCurve(sums, known, legs)
		for i, span := range CurveSeconds[:6] {
			check(t, "speed", span, speeds[i], slow(s, breaks, span, false))
			check(t, "heart rate", span, hearts[i], slow(hr, breaks, span, true))
		}
	})
}

func check(t *rapid.T, what string, span int, got float32, want float64) {
	if math.IsNaN(want) != (got != got) || math.Abs(float64(got)-want) > 1e-4 {
		t.Fatalf("%s over %d s: %g, want %g", what, span, got, want)
	}
}

// Every stretch contains a stretch of half its length with at least the same mean.
func TestHalfTheDurationIsAsGood(t *testing.T) {
	c := new(Workspace).Summarise(simulate(3700, 0), "fit").Curves
	for _, span := range CurveSeconds {
		if c.SpeedOver(span) < c.SpeedOver(2*span)-1e-6 || c.HROver(span) < c.HROver(2*span)-1e-6 {
			t.Errorf("%d s better than %d s", 2*span, span)
		}
	}
}

func TestCurveOver(t *testing.T) {
	var c Curves
	c.GAP[4] = 5
	if v := c.GAPOver(180); v != 5 {
		t.Errorf("speed over 180 s: %v, want 5", v)
	}
	if v := c.SpeedOver(77); !math.IsNaN(v) {
		t.Errorf("speed over a duration without a curve: %v, want NaN", v)
	}
}
