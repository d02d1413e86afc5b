package stat

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var near = cmp.Options{cmpopts.EquateApprox(0, 5e-4), cmpopts.EquateNaNs()}

// The values are from Newcombe, Stat. Med. 17, 1998, table I, method 3 (81 in 263, 15 in
// 148, 0 in 20, 1 in 29).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{0, 0, math.NaN(), math.NaN()},
	} {
		low, high := Wilson(c.k, c.n)
		if diff := cmp.Diff([]float64{c.low, c.high}, []float64{low, high}, near); diff != "" {
			t.Errorf("%d in %d: %s", c.k, c.n, diff)
		}
	}
}

func TestWilsonEndsExactly(t *testing.T) {
	for n := 1; n < 200; n++ {
		if low, _ := Wilson(0, n); low != 0 {
			t.Errorf("none of %d: from %v", n, low)
		}
		if _, high := Wilson(n, n); high != 1 {
			t.Errorf("all of %d: to %v", n, high)
		}
	}
}

func TestMedianLeavesItsInputAndUnknownValues(t *testing.T) {
	x := []float64{3, math.NaN(), 1, 10}
	if got := Median(x); got != 3 || x[0] != 3 || x[2] != 1 {
		t.Errorf("median %v of %v", got, x)
	}
	if got := Median([]float64{4, 1}); got != 2.5 {
		t.Errorf("median of two: %v", got)
	}
	if got := Median(nil); !math.IsNaN(got) {
		t.Errorf("median of nothing: %v", got)
	}
}

// Two groups of ten with an SD of 6.3 % can show a difference of about 8 % (two-sided 5 %,
// power 80 %).
func TestLeastDetectable(t *testing.T) {
	if got := LeastDetectable(6.3, 10, 10); math.Abs(got-7.893) > 0.01 {
		t.Errorf("least detectable %v", got)
	}
}

// Holm's steps are 0.01·4; 0.013·3, raised to the step before it; 0.03·2; and 0.04, raised.
func TestHolm(t *testing.T) {
	got := Holm([]float64{0.04, 0.01, math.NaN(), 0.03, 0.013})
	want := []float64{0.06, 0.04, math.NaN(), 0.06, 0.04}
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Error(diff)
	}
}

func TestShrink(t *testing.T) {
	if got := Shrink(10, 3, 1); math.Abs(got-1) > 1e-9 {
		t.Errorf("10 ± 3 under a prior of 1: %v, want 1", got)
	}
}

func TestTheilSenIgnoresAFifthOfOutliers(t *testing.T) {
	for _, n := range []int{20, 401} {
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i], y[i] = float64(i), 7+0.25*float64(i)
			if i%5 == 2 {
				y[i] += 1000
			}
		}
		l := TheilSen(x, y)
		if math.Abs(l.Slope-0.25) > 1e-6 || math.Abs(l.At(4)-8) > 1e-6 {
			t.Errorf("%d points: %+v", n, l)
		}
	}
	if l := TheilSen([]float64{3, 3}, []float64{1, 2}); l.Slope != 0 || l.Intercept != 1.5 {
		t.Errorf("one x: %+v", l)
	}
}

func TestRankTrend(t *testing.T) {
	never, always := make([]bool, 12), make([]bool, 12)
	for i := 6; i < 12; i++ {
		always[i] = true
	}
	if z, p := RankTrend(always); z <= 0 || p > 0.01 {
		t.Errorf("late only: z %v p %v", z, p)
	}
	if _, p := RankTrend(never); !math.IsNaN(p) {
		t.Errorf("never: p %v", p)
	}
	alternating := make([]bool, 12)
	for i := range alternating {
		alternating[i] = i%2 == 0
	}
	if _, p := RankTrend(alternating); p < 0.5 {
		t.Errorf("alternating: p %v", p)
	}
}
