package stat

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestByKeyKeepsOrder(t *testing.T) {
	want := Blocks{{0, 2}, {1, 4}, {3}}
	if diff := cmp.Diff(want, ByKey([]int{7, 3, 7, 1, 3})); diff != "" {
		t.Error(diff)
	}
}

// The bootstrap gives the standard error of a mean that theory predicts. For blocks of four
// equal values, it is twice as large.
func TestBootstrapKnowsBlocks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 400
	alone, blocks, values := make([]int, n), make([]int, n), make([]float64, n)
	for i := range values {
		alone[i], blocks[i] = i, i/4
		if values[i] = r.NormFloat64(); i%4 > 0 {
			values[i] = values[i-1]
		}
	}
	mean := func(drawn []int) float64 {
		sum := 0.0
		for _, i := range drawn {
			sum += values[i]
		}
		return sum / float64(len(drawn))
	}
	single, joint := Bootstrap(ByKey(alone), 1000, mean), Bootstrap(ByKey(blocks), 1000, mean)
	se := func(i Interval) float64 { return (i.High - i.Low) / (2 * 1.96) }
	if math.Abs(se(single)-0.05) > 0.01 || math.Abs(se(joint)-0.10) > 0.02 {
		t.Errorf("standard error alone %.3f, want .05; in blocks %.3f, want .10", se(single), se(joint))
	}
	if joint.Low >= 0.1 || joint.High <= -0.1 || joint.Low >= joint.High {
		t.Errorf("interval %+v", joint)
	}
}

func TestBootstrapIsTheSameTwice(t *testing.T) {
	f := func() Interval {
		return Bootstrap(Blocks{{0}, {1, 2}, {3}}, 200, func(d []int) float64 { return float64(len(d)) })
	}
	if a, b := f(), f(); a != b {
		t.Errorf("%v, then %v", a, b)
	}
}

func TestBootstrapWithoutStatistic(t *testing.T) {
	got := Bootstrap(Blocks{{0}}, 100, func([]int) float64 { return math.NaN() })
	if !math.IsNaN(got.Low) || !math.IsNaN(got.High) {
		t.Errorf("without a statistic, the interval must be NaN: %+v", got)
	}
}

func TestMedianIntervalIsTheBootstrapOfTheMedian(t *testing.T) {
	values := []float64{5, 1, 9, 2, 7, 7, 3, 8}
	blocks := Blocks{{0, 1}, {2}, {3, 4, 5}, {6}, {7}}
	want := Bootstrap(blocks, 500, func(drawn []int) float64 {
		x := make([]float64, len(drawn))
		for k, i := range drawn {
			x[k] = values[i]
		}
		return Median(x)
	})
	if got := MedianInterval(values, blocks, 500); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Labels that depend only on the block give no evidence when they are shuffled within
// blocks; labels that depend on the values do.
func TestPermuteStaysWithinBlocks(t *testing.T) {
	const n = 40
	blocks, values := make([]int, n), make([]float64, n)
	byBlock, byValue := make([]bool, n), make([]bool, n)
	for i := range values {
		blocks[i] = i / 10
		byBlock[i], byValue[i] = blocks[i]%2 == 0, i%2 == 0
	}
	difference := func(labels []bool) float64 {
		var sum, m [2]float64
		for i, v := range values {
			k := 0
			if labels[i] {
				k = 1
			}
			sum[k], m[k] = sum[k]+v, m[k]+1
		}
		return sum[1]/m[1] - sum[0]/m[0]
	}
	for i := range values {
		values[i] = float64(5 * (1 - blocks[i]%2))
	}
	if p := Permute(ByKey(blocks), byBlock, 500, difference); p != 1 {
		t.Errorf("labels that are the blocks: p %v, want 1", p)
	}
	for i := range values {
		values[i] = float64(1 - i%2 + blocks[i])
	}
	if p := Permute(ByKey(blocks), byValue, 500, difference); p > 0.01 {
		t.Errorf("labels that follow the values: p %v", p)
	}
}
