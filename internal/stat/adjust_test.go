package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The values are from Newcombe, Stat. Med. 17, 1998, table II, method 10: 56 of 70 against
// 48 of 80, and 10 of 10 against 0 of 10.
func TestNewcombe(t *testing.T) {
	for _, c := range []struct {
		k, n, l, m int
		low, high  float64
	}{{56, 70, 48, 80, 0.0524, 0.3339}, {10, 10, 0, 10, 0.6075, 1}} {
		low, high := Newcombe(c.k, c.n, c.l, c.m)
		if math.Abs(low-c.low) > 5e-4 || math.Abs(high-c.high) > 5e-4 {
			t.Errorf("%d/%d − %d/%d: %.4f to %.4f, want %.4f to %.4f", c.k, c.n, c.l, c.m, low, high, c.low, c.high)
		}
	}
}

// The effect of a covariate that differs between the groups is removed, and an outlier
// hardly counts.
func TestAdjust(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 200
	values, first, covariate := make([]float64, n), make([]bool, n), make([]float64, n)
	for i := range values {
		first[i] = i%2 == 0
		covariate[i] = r.NormFloat64()
		if first[i] {
			covariate[i]++
		}
		values[i] = 3*covariate[i] + r.NormFloat64()
		if first[i] {
			values[i] += 2
		}
	}
	values[7] += 1000
	a := Adjust(values, first, [][]float64{covariate})
	if math.Abs(a.Effect-2) > 0.5 || a.Low > 2 || a.High < 2 || a.DF != n-3 {
		t.Errorf("the interval must hold the true difference of 2: %+v", a)
	}
	if p := a.P(ByKey(make([]int, n)), 200); p > 0.02 {
		t.Errorf("p %v", p)
	}
}

// There is no result if the covariates predict the group.
func TestAdjustInseparable(t *testing.T) {
	first := []bool{true, false, true, false, true, false, true, false}
	group := []float64{1, 0, 1, 0, 1, 0, 1, 0}
	if a := Adjust([]float64{1, 2, 3, 4, 5, 6, 7, 8}, first, [][]float64{group}); !math.IsNaN(a.Effect) || a.Explained < 0.999 {
		t.Errorf("the covariate predicts the group, so the effect must be NaN: %+v", a)
	}
}

// Six equal signs occur in 2 of 64 equally likely choices of signs.
func TestSignFlips(t *testing.T) {
	s := NewSignFlips([]float64{1, 2, 3, 4, 5, 6})
	if p := s.P(0); p != 2.0/64 || s.Mean() != 3.5 {
		t.Errorf("p %v, mean %v", p, s.Mean())
	}
	low, high := s.Interval()
	if low <= 0 || low >= 3.5 || math.Abs(s.Mean()-low-(high-s.Mean())) > 1e-6 {
		t.Errorf("%v to %v", low, high)
	}
	if p := NewSignFlips([]float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}).P(0); p != 1 {
		t.Errorf("no difference: p %v", p)
	}
}
