package classify

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRunningMean(t *testing.T) {
	for _, c := range []struct {
		span    int
		s, want []uint8
	}{
		{3, nil, nil},
		{3, []uint8{10}, []uint8{5}},
		{3, []uint8{10, 20}, []uint8{15, 10}},
		{3, []uint8{10, 20, 30, 40}, []uint8{15, 20, 30, 23}},
		{4, []uint8{10, 20, 30, 40, 50}, []uint8{15, 20, 25, 35, 30}},
	} {
		if got := runningMean(nil, c.s, c.span); len(got) != len(c.want) || len(got) > 0 && cmp.Diff(c.want, got) != "" {
			t.Errorf("mean of %d over %v is %v, want %v", c.span, c.s, got, c.want)
		}
	}
}

// A quantile divides the values into the right shares.
func TestQuantileSplitsTheValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SliceOfN(rapid.Float64Range(-5, 5), 1, 40).Draw(t, "values")
		q := rapid.Float64Range(0, 1).Draw(t, "quantile")
		got := quantile(append([]float64(nil), v...), q)
		below, above := 0, 0
		for _, x := range v {
			if x < got-1e-9 {
				below++
			}
			if x > got+1e-9 {
				above++
			}
		}
		n := float64(len(v) - 1)
		if float64(below) > q*n+1 || float64(above) > (1-q)*n+1 {
			t.Fatalf("%v of %v is %v: %d below, %d above", q, v, got, below, above)
		}
	})
}
