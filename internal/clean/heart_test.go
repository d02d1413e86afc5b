package clean

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestHeartRateSpikesAreLeftOut(t *testing.T) {
	a := simulate(1200, true)
	for _, k := range []int{300, 301, 302, 700} {
		a.Samples.HR[k] = 220
	}
	got := Clean(a)
	if top := slices.Max(got.HR); top > 170 {
		t.Errorf("a spike is left: %g", top)
	}
	if got.Repairs.HRPoints != 4 {
		t.Errorf("%d seconds left out, want 4", got.Repairs.HRPoints)
	}
}

// A repetition's rise and fall of 40 beats in 40 s is no outlier.
func TestFastRisesAreNoSpikes(t *testing.T) {
	a := simulate(1200, true)
	for k := range a.Samples.HR {
		phase := float64(k % 160)
		a.Samples.HR[k] = 130 + max(0, min(40, phase-20, 140-phase))
	}
	if got := Clean(a).Repairs.HRPoints; got != 0 {
		t.Errorf("%d seconds left out", got)
	}
}

func TestHoles(t *testing.T) {
	a := simulate(1200, true)
	for k := range 25 {
		a.Samples.HR[100+k] = nan
		a.Samples.HR[600+k], a.Samples.HR[625+k] = nan, nan
	}
	got := Clean(a).HR
	if math.IsNaN(got[110]) {
		t.Error("a hole of 25 s is not filled")
	}
	if !math.IsNaN(got[620]) {
		t.Error("a hole of 50 s is filled")
	}
}

func TestQuality(t *testing.T) {
	good := Clean(simulate(1200, true)).HRQuality
	locked := simulate(1200, true)
	copy(locked.Samples.Cadence[200:], locked.Samples.HR[200:])
	lock := Clean(locked)
	frozen := simulate(1200, true)
	for k := 600; k < 1200; k++ {
		frozen.Samples.HR[k] = 150
	}
	half := simulate(1200, true)
	for k := range 600 {
		half.Samples.HR[k] = nan
	}
	about(t, "good", good, 1, 0.01)
	about(t, "following the steps", lock.HRQuality, 0.58, 0.03)
	about(t, "frozen for half of it", Clean(frozen).HRQuality, 0.5, 0.03)
	about(t, "known for half of it", Clean(half).HRQuality, 0.5, 0.03)
	if lock.Repairs.HRPoints != 0 {
		t.Error("heart rate was deleted on a suspicion")
	}
	none := simulate(100, true)
	none.Samples.HR = nil
	about(t, "without", Clean(none).HRQuality, nan, 0)
}

// The median and the MAD of ranks agree with those of the sorted window.
func TestRanksAgreeWithSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r ranks
		var window []float64
		for range rapid.IntRange(1, 80).Draw(t, "values") {
			v := float64(rapid.IntRange(minHR, maxHR).Draw(t, "v"))
			r.add(v)
			window = append(window, v)
			if len(window) > 9 {
				r.remove(window[0])
				window = window[1:]
			}
			sorted := slices.Sorted(slices.Values(window))
			med := sorted[(len(sorted)-1)/2]
			away := make([]float64, len(sorted))
			for i, v := range sorted {
				away[i] = math.Abs(v - med)
			}
			slices.Sort(away)
			if got := float64(r.median()); got != med {
				t.Fatalf("median %g of %v", got, sorted)
			}
			if got := float64(r.mad()); got != away[(len(away)-1)/2] {
				t.Fatalf("mad %g of %v", got, sorted)
			}
		}
	})
}

func TestRanksIgnoreMissing(t *testing.T) {
	var r ranks
	for range 10 {
		r.add(nan)
		r.remove(nan)
	}
	if r.n != 0 {
		t.Error("missing values were counted")
	}
	r.add(rand.Float64() + 100)
	if r.median() < 100 || r.median() > 101 {
		t.Error(r.median())
	}
}
