package stat

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Tally is a count of K in N.
type Tally struct{ K, N int }

// BetaBinomial is a share that differs between clusters by a beta distribution.
type BetaBinomial struct {
	Clusters int     // number of clusters with N above 0
	Mean     float64 // the mean share; NaN without clusters
	Low      float64 // 95 % profile-likelihood interval of Mean
	High     float64
	SD       float64 // standard deviation of the share between clusters
}

// FitBetaBinomial fits the shares of clusters by maximum likelihood. Each cluster has a
// weight that fits its number of trials: a cluster with many trials does not dominate the
// others, and one with few trials counts less.
func FitBetaBinomial(tallies []Tally) BetaBinomial {
	l := newLikelihood(tallies)
	b := BetaBinomial{Clusters: l.clusters, Mean: math.NaN(), Low: math.NaN(), High: math.NaN(), SD: math.NaN()}
	if l.clusters == 0 {
		return b
	}
	b.Mean = maximise(l.profile, shareFloor, 1-shareFloor)
	best := l.profile(b.Mean)
	// The 95 % interval includes the means for which the log-likelihood is at most Z95²/2
	// below the best (χ² with one degree of freedom).
	outside := func(mean float64) bool { return best-l.profile(mean) > Z95*Z95/2 }
	b.Low, b.High = crossing(outside, shareFloor, b.Mean), crossing(outside, 1-shareFloor, b.Mean)
	rho := l.bestRho(b.Mean)
	b.SD = math.Sqrt(rho * b.Mean * (1 - b.Mean))
	return b
}

// The ranges of the mean and the correlation in which the fit searches. A mean of exactly 0
// or 1 and a correlation of exactly 0 or 1 have no beta distribution.
const (
	shareFloor = 1e-6
	rhoFloor   = 1e-6
	rhoTop     = 0.999
)

// likelihood holds the tallies; equal tallies are counted together.
type likelihood struct {
	tallies  []Tally
	times    []float64
	clusters int
}

func newLikelihood(tallies []Tally) likelihood {
	counts := map[Tally]int{}
	var l likelihood
	for _, t := range tallies {
		if t.N > 0 {
			counts[t]++
			l.clusters++
		}
	}
	l.tallies = slices.SortedFunc(maps.Keys(counts), func(a, b Tally) int { return cmp.Or(a.N-b.N, a.K-b.K) })
	for _, t := range l.tallies {
		l.times = append(l.times, float64(counts[t]))
	}
	return l
}

// of returns the log-likelihood without its constant.
func (l likelihood) of(mean, rho float64) float64 {
	total := 1/rho - 1
	a, b := mean*total, (1-mean)*total
	sum := 0.0
	for i, t := range l.tallies {
		sum += l.times[i] * (logBeta(a+float64(t.K), b+float64(t.N-t.K)) - logBeta(a, b))
	}
	return sum
}

func logBeta(a, b float64) float64 {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return x + y - z
}

// bestRho returns the most likely correlation within clusters for a mean. It
// searches the logarithms, because small correlations differ by orders of magnitude.
func (l likelihood) bestRho(mean float64) float64 {
	return math.Exp(maximise(func(x float64) float64 { return l.of(mean, math.Exp(x)) }, math.Log(rhoFloor), math.Log(rhoTop)))
}

// profile returns the highest likelihood for a mean.
func (l likelihood) profile(mean float64) float64 { return l.of(mean, l.bestRho(mean)) }

// maximise returns the maximum of a function with one peak, by golden-section search.
func maximise(f func(float64) float64, low, high float64) float64 {
	const steps, golden = 30, 0.6180339887498949
	x, y := high-golden*(high-low), low+golden*(high-low)
	fx, fy := f(x), f(y)
	for range steps {
		if fx >= fy {
			high, y, fy = y, x, fx
			x = high - golden*(high-low)
			fx = f(x)
		} else {
			low, x, fx = x, y, fy
			y = low + golden*(high-low)
			fy = f(y)
		}
	}
	return (low + high) / 2
}

// crossing returns the point between from and inside at which outside becomes false. It
// returns from if outside is false there.
func crossing(outside func(float64) bool, from, inside float64) float64 {
	if !outside(from) {
		return from
	}
	for range 25 {
		middle := (from + inside) / 2
		if outside(middle) {
			from = middle
		} else {
			inside = middle
		}
	}
	return inside
}
