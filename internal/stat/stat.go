// Package stat computes statistics for small samples that gonum/stat does not have:
// Wilson's interval, robust lines, block bootstrap, permutation within blocks, least
// detectable effect. It knows nothing of running. The same input always gives the
// same output, because its random numbers start from a constant.
package stat

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Z95 is the two-sided 95 % quantile of the standard normal distribution.
const Z95 = 1.959963984540054

// Wilson returns the 95 % score interval of a share of k in n (Wilson, J. Am. Stat.
// Assoc. 22, 1927). The interval stays within 0 and 1 and suits small n. It is NaN
// if n is 0.
func Wilson(k, n int) (low, high float64) {
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	p, m, z2 := float64(k)/float64(n), float64(n), Z95*Z95
	centre := (p + z2/(2*m)) / (1 + z2/m)
	half := Z95 / (1 + z2/m) * math.Sqrt(p*(1-p)/m+z2/(4*m*m))
	low, high = centre-half, centre+half
	if k == 0 {
		low = 0 // exactly 0, without a rounding error
	}
	if k == n {
		high = 1
	}
	return low, high
}

// Median returns the median of the known values of x without changing x; NaN if no
// value is known.
func Median(x []float64) float64 {
	known := make([]float64, 0, len(x))
	for _, v := range x {
		if !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	return medianOf(known)
}

// medianOf sorts x and returns its median.
func medianOf(x []float64) float64 {
	slices.Sort(x)
	n := len(x)
	if n == 0 {
		return math.NaN()
	}
	return (x[(n-1)/2] + x[n/2]) / 2
}

// RobustSD estimates the standard deviation of the known values of x from their
// median absolute deviation (Hampel, J. Am. Stat. Assoc. 69, 1974); NaN if no value
// is known.
func RobustSD(x []float64) float64 {
	centre := Median(x)
	deviation := make([]float64, len(x))
	for i, v := range x {
		deviation[i] = math.Abs(v - centre)
	}
	return 1.4826 * Median(deviation)
}

// LeastDetectable returns the smallest difference between two means that a test of groups
// of n and m with a common standard deviation sd detects at the 5 % level with 80 % power
// (Cohen, Statistical Power Analysis, 1988, normal approximation).
func LeastDetectable(sd float64, n, m int) float64 {
	power := distuv.UnitNormal.Quantile(0.8)
	return (Z95 + power) * sd * math.Sqrt(1/float64(n)+1/float64(m))
}

// Shrink moves an estimate towards 0, given that true effects have a standard deviation of
// tau (the posterior mean under a normal prior, Gelman et al., Bayesian Data Analysis,
// 2013, §2.5).
func Shrink(estimate, se, tau float64) float64 {
	return estimate * tau * tau / (tau*tau + se*se)
}

// Holm adjusts p values for multiple comparisons (Holm, Scand. J. Stat. 6, 1979).
// NaN values are left out and stay NaN.
func Holm(p []float64) []float64 {
	order := make([]int, 0, len(p))
	out := slices.Repeat([]float64{math.NaN()}, len(p))
	for i, v := range p {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if p[a] < p[b] {
			return -1
		}
		return 1
	})
	high := 0.0
	for k, i := range order {
		high = max(high, min(1, p[i]*float64(len(order)-k)))
		out[i] = high
	}
	return out
}

// source returns a random source with a constant seed, so that the same sample always gives
// the same figures.
func source() *rand.Rand { return rand.New(rand.NewPCG(0x9e3779b97f4a7c15, 0xd1b54a32d192ed03)) }
