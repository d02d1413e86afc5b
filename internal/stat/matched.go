package stat

import (
	"cmp"
	"math"
	"slices"
)

// Matched compares two groups of one sample by the median difference over all pairs
// of values that match: the estimator of Hodges & Lehmann (Ann. Math. Stat. 34,
// 1963) within strata. The groups may differ in size, and a single outlier hardly
// changes the result.
type Matched struct {
	labels []bool // of the first group
	pairs  []pair // both ways round, by difference
	across []pair // scratch: those of them from the first group to the second
}

type pair struct {
	i, j int
	diff float64 // value i − value j
}

// NewMatched pairs the values for which match says so; values are known.
func NewMatched(values []float64, labels []bool, match func(i, j int) bool) *Matched {
	m := &Matched{labels: labels}
	for i := range values {
		for j := range values {
			if i != j && match(i, j) {
				m.pairs = append(m.pairs, pair{i, j, values[i] - values[j]})
			}
		}
	}
	slices.SortStableFunc(m.pairs, func(a, b pair) int { return cmp.Compare(a.diff, b.diff) })
	return m
}

// between returns the pairs from the first group to the second, ordered by
// difference. The slice is valid until the next call.
func (m *Matched) between(labels []bool) []pair {
	m.across = m.across[:0]
	for _, p := range m.pairs {
		if labels[p.i] && !labels[p.j] {
			m.across = append(m.across, p)
		}
	}
	return m.across
}

// Pairs returns the number of pairs across the groups.
func (m *Matched) Pairs() int { return len(m.between(m.labels)) }

// Sizes returns how many values of each group have a match in the other group.
func (m *Matched) Sizes() (first, second int) {
	met := make([]bool, len(m.labels))
	for _, p := range m.between(m.labels) {
		met[p.i], met[p.j] = true, true
	}
	for i, yes := range met {
		switch {
		case yes && m.labels[i]:
			first++
		case yes:
			second++
		}
	}
	return first, second
}

// Difference returns the median difference, first group minus second; NaN without
// pairs.
func (m *Matched) Difference() float64 { return m.difference(m.labels) }

func (m *Matched) difference(labels []bool) float64 {
	p := m.between(labels)
	if len(p) == 0 {
		return math.NaN()
	}
	return (p[(len(p)-1)/2].diff + p[len(p)/2].diff) / 2
}

// P returns the p value of Difference from permutations within blocks.
func (m *Matched) P(blocks Blocks, shuffles int) float64 {
	return Permute(blocks, m.labels, shuffles, m.difference)
}

// Interval returns the block-bootstrap interval of Difference. A pair counts by the
// sum of how often its values were drawn, minus one: the linear part of their
// product (Hájek's projection of the bootstrapped U-statistic; Hušková & Janssen,
// Ann. Stat. 21, 1993). If each value has few matches, the product would count the
// luck of the draw twice: on simulated seasons its intervals held the true value 99
// times in 100.
func (m *Matched) Interval(blocks Blocks, resamples int) Interval {
	pairs := slices.Clone(m.between(m.labels))
	times := make([]int, len(m.labels))
	return Bootstrap(blocks, resamples, func(drawn []int) float64 {
		tally(times, drawn)
		return weightedMedian(pairs, times)
	})
}

// tally counts how often each value was drawn.
func tally(times, drawn []int) {
	clear(times)
	for _, i := range drawn {
		times[i]++
	}
}

func weightedMedian(pairs []pair, times []int) float64 {
	total := -len(pairs)
	for _, p := range pairs {
		total += times[p.i] + times[p.j]
	}
	if total <= 0 {
		return math.NaN()
	}
	lower, below := math.NaN(), 0
	for _, p := range pairs {
		below += times[p.i] + times[p.j] - 1
		if math.IsNaN(lower) && 2*below >= total {
			lower = p.diff
		}
		if 2*below > total {
			return (lower + p.diff) / 2
		}
	}
	return lower
}
