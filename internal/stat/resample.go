package stat

import (
	"cmp"
	"math"
	"slices"
)

// Blocks lists the indices of the values in each block. The values of a block depend on
// each other, so resampling keeps them together.
type Blocks [][]int

// ByKey groups values with equal keys, in order of first appearance.
func ByKey(keys []int) Blocks {
	var out Blocks
	at := map[int]int{}
	for i, k := range keys {
		b, ok := at[k]
		if !ok {
			b = len(out)
			at[k], out = b, append(out, nil)
		}
		out[b] = append(out[b], i)
	}
	return out
}

// Interval is the result of a bootstrap.
type Interval struct {
	Low, High float64 // 95 %, percentiles
}

// Bootstrap draws whole blocks with replacement, as many as there are (Künsch, Ann.
// Stat. 17, 1989; the blocks do not overlap: Carlstein 1986), and evaluates the
// statistic on the values drawn, given as indices. It leaves out resamples whose
// statistic is NaN and returns NaN if more than half of them are.
func Bootstrap(blocks Blocks, resamples int, statistic func(drawn []int) float64) Interval {
	r := source()
	values := make([]float64, 0, resamples)
	var drawn []int
	for range resamples {
		drawn = drawn[:0]
		for range blocks {
			drawn = append(drawn, blocks[r.IntN(len(blocks))]...)
		}
		if v := statistic(drawn); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	return intervalOf(values, resamples)
}

// MedianInterval returns the block-bootstrap interval of the median of known values.
func MedianInterval(values []float64, blocks Blocks, resamples int) Interval {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	times := make([]int, len(values))
	return Bootstrap(blocks, resamples, func(drawn []int) float64 {
		tally(times, drawn)
		low, high, below := 0.0, 0.0, 0
		for _, i := range order {
			if 2*below < len(drawn) {
				low = values[i]
			}
			high = values[i]
			if below += times[i]; 2*below > len(drawn) {
				break
			}
		}
		return (low + high) / 2
	})
}

func intervalOf(values []float64, asked int) Interval {
	if len(values) < 2 || 2*len(values) < asked {
		return Interval{math.NaN(), math.NaN()}
	}
	slices.Sort(values)
	at := func(p float64) float64 { return values[int(math.Round(p*float64(len(values)-1)))] }
	return Interval{at(0.025), at(0.975)}
}

// Permute returns the two-sided p value of the hypothesis that labels do not matter:
// how often a statistic at least as large results from shuffling labels within
// blocks, including the observed statistic (Phipson & Smyth, Stat. Appl. Genet. Mol.
// Biol. 9, 2010). It returns NaN if the observed statistic is NaN.
func Permute(blocks Blocks, labels []bool, shuffles int, statistic func(labels []bool) float64) float64 {
	observed := math.Abs(statistic(labels))
	if math.IsNaN(observed) {
		return math.NaN()
	}
	r, mixed := source(), slices.Clone(labels)
	const rounding = 1e-12
	as := 1
	for range shuffles {
		for _, b := range blocks {
			r.Shuffle(len(b), func(i, j int) { mixed[b[i]], mixed[b[j]] = mixed[b[j]], mixed[b[i]] })
		}
		// A shuffle without a statistic counts as one with a large statistic, because it is
		// no evidence against chance.
		if v := math.Abs(statistic(mixed)); !(v < observed-rounding) {
			as++
		}
	}
	return float64(as) / float64(shuffles+1)
}

// tally counts how often each value was drawn.
func tally(times, drawn []int) {
	clear(times)
	for _, i := range drawn {
		times[i]++
	}
}
