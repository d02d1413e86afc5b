package stat

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Adjusted compares two groups of one sample by least squares, adjusted for
// covariates. Values are in order of time.
type Adjusted struct {
	Effect    float64 // mean difference, first group minus second, after adjustment
	SE        float64 // standard error, which allows for unequal spread and neighbours that depend on each other
	Low, High float64 // 95 % interval of Effect from SE
	DF        int     // remaining degrees of freedom
	Explained float64 // 0..1, share of the grouping that the covariates predict; near 1, the effects cannot be separated

	group   []float64   // 1 or 0
	outcome []float64   // residuals of the values on the covariates
	base    [][]float64 // orthonormal basis of the constant and the covariates
}

// neighbours is the number of later values on which an error may depend. Ours.
const neighbours = 3

// outlying is the distance, in robust standard deviations, at which a residual is
// cut (Hampel's limit).
const outlying = 3

// Adjust fits values on the group and the covariates. It first limits outlying residuals,
// so that a few bad days do not decide. All slices are parallel and hold known values. The
// result is NaN if too few values remain or if the covariates predict the group exactly.
func Adjust(values []float64, first []bool, covariates [][]float64) *Adjusted {
	a := &Adjusted{group: make([]float64, len(values)), base: orthonormal(len(values), covariates)}
	for i, yes := range first {
		if yes {
			a.group[i] = 1
		}
	}
	a.fit(values)
	if a.DF > 0 && !math.IsNaN(a.Effect) {
		a.fit(a.cut(values))
	}
	return a
}

// fit computes all results from values.
func (a *Adjusted) fit(values []float64) {
	n := math.NaN()
	a.Effect, a.SE, a.Low, a.High = n, n, n, n
	a.DF = len(values) - len(a.base) - 1
	a.outcome = residuals(values, a.base)
	own := residuals(a.group, a.base)
	left := dot(own, own)
	a.Explained = 1 - left/variation(a.group)
	if a.DF < 1 || left < 1e-9 {
		return
	}
	a.Effect = dot(own, a.outcome) / left
	a.SE = a.standardError(own, left)
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(a.DF)}.Quantile(0.975)
	a.Low, a.High = a.Effect-t*a.SE, a.Effect+t*a.SE
}

// standardError returns the larger of two standard errors: White's (HC2; MacKinnon & White,
// J. Econometrics 29, 1985), and White's for dependent neighbours (Newey & West,
// Econometrica 55, 1987). own holds the residuals of the group; left is their sum of
// squares.
func (a *Adjusted) standardError(own []float64, left float64) float64 {
	scores := make([]float64, len(own))
	for i := range own {
		leverage := own[i] * own[i] / left
		for _, b := range a.base {
			leverage += b[i] * b[i]
		}
		rest := a.outcome[i] - a.Effect*own[i]
		scores[i] = own[i] * rest / math.Sqrt(max(1-leverage, 0.1))
	}
	alone := dot(scores, scores)
	joint := alone
	for lag := 1; lag <= min(neighbours, len(scores)-1); lag++ {
		weight := 1 - float64(lag)/(neighbours+1)
		joint += 2 * weight * dot(scores[lag:], scores[:len(scores)-lag])
	}
	return math.Sqrt(max(alone, joint)) / left
}

// cut moves values with an outlying residual to the limit.
func (a *Adjusted) cut(values []float64) []float64 {
	own := residuals(a.group, a.base)
	rest := make([]float64, len(values))
	for i := range rest {
		rest[i] = a.outcome[i] - a.Effect*own[i]
	}
	limit := outlying * RobustSD(rest)
	out := slices.Clone(values)
	for i, r := range rest {
		out[i] += max(-limit, min(limit, r)) - r
	}
	return out
}

// P returns the two-sided p value of Effect from permutations of the groups within
// blocks. Its statistic is the partial correlation of group and value.
func (a *Adjusted) P(blocks Blocks, shuffles int) float64 {
	labels := make([]bool, len(a.group))
	for i, g := range a.group {
		labels[i] = g == 1
	}
	return Permute(blocks, labels, shuffles, a.correlation)
}

// correlation returns the correlation between the values and the part of the labels that
// the covariates do not predict; 0 if there is no such part.
func (a *Adjusted) correlation(labels []bool) float64 {
	sum, left := 0.0, 0.0
	for i, yes := range labels {
		if yes {
			sum += a.outcome[i]
			left++
		}
	}
	for _, b := range a.base {
		part := 0.0
		for i, yes := range labels {
			if yes {
				part += b[i]
			}
		}
		left -= part * part
	}
	if left < 1e-9 {
		return 0
	}
	return sum / math.Sqrt(left)
}

// orthonormal returns an orthonormal basis of the constant and the columns (modified
// Gram-Schmidt). It leaves out columns that depend on earlier columns.
func orthonormal(n int, columns [][]float64) [][]float64 {
	const dependent = 1e-6 // relative to the length of a column
	base := [][]float64{slices.Repeat([]float64{1 / math.Sqrt(float64(n))}, n)}
	for _, c := range columns {
		rest := residuals(c, base)
		if length := math.Sqrt(dot(rest, rest)); length > dependent*math.Sqrt(dot(c, c)) {
			for i := range rest {
				rest[i] /= length
			}
			base = append(base, rest)
		}
	}
	return base
}

// residuals returns the part of x that is orthogonal to the basis.
func residuals(x []float64, base [][]float64) []float64 {
	out := slices.Clone(x)
	for _, b := range base {
		part := dot(out, b)
		for i := range out {
			out[i] -= part * b[i]
		}
	}
	return out
}

func dot(x, y []float64) (sum float64) {
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

// variation returns the sum of squared distances from the mean.
func variation(x []float64) (sum float64) {
	mean := 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sum += (v - mean) * (v - mean)
	}
	return sum
}
