package palette

import (
	"math"
	"strconv"
	"testing"

	"dayafter/internal/report"
)

// contrast returns the WCAG 2 contrast of two colours, from 1 to 21.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	rgb, err := strconv.ParseUint(colour, 16, 32)
	if err != nil {
		return math.NaN()
	}
	linear := func(shift int) float64 {
		c := float64(rgb>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func TestInkIsReadableOnEveryTint(t *testing.T) {
	const least = 4.5 // WCAG 2.2, 1.4.3 (AA)
	for k := report.NoKind + 1; k < report.Kinds; k++ {
		if got := contrast(Of(k).Fill, Of(k).Ink); !(got >= least) {
			t.Errorf("kind %d: contrast %.2f, want at least %.1f", k, got, least)
		}
	}
}

func TestContrastOfBlackAndWhite(t *testing.T) {
	if got := contrast("000000", "FFFFFF"); math.Abs(got-21) > 1e-9 {
		t.Errorf("contrast = %v, want 21", got)
	}
}
