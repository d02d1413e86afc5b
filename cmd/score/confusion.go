package main

import (
	"math"

	"dayafter/internal/classify"
)

// pair holds one label with the verdict on its session.
type pair struct{ want, alt, got classify.Class }

// fold merges classes before they are compared.
type fold func(classify.Class) classify.Class

func four(c classify.Class) classify.Class { return c }

func three(c classify.Class) classify.Class {
	if c == classify.Recovery {
		return classify.Easy
	}
	return c
}

// two merges long into key, and recovery into easy.
func two(c classify.Class) classify.Class {
	if c == classify.Long || c == classify.Key {
		return classify.Key
	}
	return three(c)
}

// confusion counts pairs: [truth][verdict], by class. Unknown verdicts have a
// column of their own and are always wrong.
type confusion [5][5]int

// count counts pairs. If a pair has an alternative, either answer is right.
func count(pairs []pair, f fold) (m confusion) {
	for _, p := range pairs {
		want, got := f(p.want), f(p.got)
		if p.alt != classify.Unknown && f(p.alt) == got {
			want = got
		}
		m[want][got]++
	}
	return m
}

// rates holds precision, recall and their harmonic mean; NaN where undefined.
type rates struct {
	precision, recall, f1 float64
	n                     int // labels of the class
}

func (m *confusion) of(c classify.Class) (r rates) {
	hit, called := float64(m[c][c]), 0
	for k := range m {
		r.n += m[c][k]
		called += m[k][c]
	}
	r.precision, r.recall = hit/float64(called), hit/float64(r.n)
	r.f1 = 2 * hit / float64(called+r.n)
	return r
}

// fewLabels is the number of labels from which a class counts in a mean: the F1 of a class
// with one label says nothing. The value is ours.
const fewLabels = 5

// macro returns the mean F1 of the classes with at least fewLabels labels; NaN if
// there is none.
func (m *confusion) macro() float64 {
	sum, n := 0.0, 0.0
	for c := classify.Long; c <= classify.Recovery; c++ {
		if r := m.of(c); r.n >= fewLabels {
			sum, n = sum+r.f1, n+1
		}
	}
	return sum / n
}

// right returns the share of correct verdicts; NaN if there are none.
func (m *confusion) right() float64 {
	hit, all := 0, 0
	for i := range m {
		hit += m[i][i]
		for _, n := range m[i] {
			all += n
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return float64(hit) / float64(all)
}
