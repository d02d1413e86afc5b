package stat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Pairs holds the observations of one cluster, such as one runner: an outcome y for each x,
// which is 0 or 1.
type Pairs struct{ X, Y []float64 }

// Cluster holds the sums of a cluster that a within-cluster estimate needs.
type Cluster struct {
	Sxy, Sxx, Syy float64 // sums of products of deviations from the cluster's own means
	N             int     // observations
}

// ClusterOf sums up the observations of one cluster.
func ClusterOf(p Pairs) Cluster {
	mx, my := Mean(p.X), Mean(p.Y)
	c := Cluster{N: len(p.X)}
	for i := range p.X {
		dx, dy := p.X[i]-mx, p.Y[i]-my
		c.Sxy, c.Sxx, c.Syy = c.Sxy+dx*dy, c.Sxx+dx*dx, c.Syy+dy*dy
	}
	return c
}

// Mean returns the mean of x; NaN if it is empty.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// Estimate is an estimate with its 95 % interval. All fields are NaN without one.
type Estimate struct{ Value, SE, Low, High float64 }

// NoEstimate returns an unknown estimate.
func NoEstimate() Estimate {
	n := math.NaN()
	return Estimate{n, n, n, n}
}

// informative returns the clusters in which x varies.
func informative(clusters []Cluster) []Cluster {
	var out []Cluster
	for _, c := range clusters {
		if c.Sxx > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Within returns the difference in y between x = 1 and x = 0 within clusters, from all
// clusters at once: the least-squares slope with an intercept for each cluster. Differences
// between clusters cannot bias this slope, even if the level of y depends on the frequency
// of x. The standard error is robust to clusters of any kind (CR2; Bell and McCaffrey,
// Survey Methodology 28, 2002), with t on one less than the effective number of clusters as
// degrees of freedom. k is the number of clusters in which x varies; below 3 there is no
// estimate.
func Within(clusters []Cluster) (e Estimate, k int) {
	used := informative(clusters)
	k = len(used)
	sxy, sxx, squares := 0.0, 0.0, 0.0
	for _, c := range used {
		sxy, sxx, squares = sxy+c.Sxy, sxx+c.Sxx, squares+c.Sxx*c.Sxx
	}
	if k < 3 {
		return NoEstimate(), k
	}
	e.Value = sxy / sxx
	v := 0.0
	for _, c := range used {
		u := c.Sxy - e.Value*c.Sxx
		v += u * u / (1 - c.Sxx/sxx)
	}
	e.SE = math.Sqrt(v) / sxx
	effective := sxx * sxx / squares
	return e.withInterval(math.Max(effective-1, 1)), k
}

// withInterval adds the 95 % interval by Student's t.
func (e Estimate) withInterval(freedom float64) Estimate {
	half := tQuantile(freedom) * e.SE
	e.Low, e.High = e.Value-half, e.Value+half
	return e
}

// tQuantile returns the two-sided 95 % quantile of Student's t.
func tQuantile(freedom float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile(0.975)
}

// Spread describes how an effect differs between clusters.
type Spread struct {
	Mean Estimate // mean of the effects of the clusters
	Tau  float64  // standard deviation of the true effects; NaN
	Next Estimate // 95 % prediction interval of the effect in one more cluster; SE is NaN
}

// SpreadOf estimates how the effect of x on y differs between clusters by a random-effects
// model: the variance between clusters by DerSimonian and Laird (Controlled Clinical Trials
// 7, 1986), the mean's interval by Hartung and Knapp (Statistics in Medicine 20, 2001), and
// the prediction interval by Higgins et al. (J. R. Stat. Soc. A 172, 2009). The variance
// within clusters is pooled, because the variance of a cluster with few observations is too
// uncertain to serve as a weight. Below 4 clusters there is no estimate.
func SpreadOf(clusters []Cluster) Spread {
	var used []Cluster
	residual, freedom := 0.0, 0
	for _, c := range informative(clusters) {
		if c.N >= 3 {
			used = append(used, c)
			residual += c.Syy - c.Sxy*c.Sxy/c.Sxx
			freedom += c.N - 2
		}
	}
	s := Spread{Mean: NoEstimate(), Tau: math.NaN(), Next: NoEstimate()}
	if len(used) < 4 || !(residual > 0) {
		return s
	}
	variance := residual / float64(freedom)
	tau2 := betweenVariance(used, variance)
	s.Tau = math.Sqrt(tau2)
	s.Mean = hartungKnapp(used, variance, tau2)
	s.Next = Estimate{Value: s.Mean.Value, SE: math.NaN()}
	half := tQuantile(float64(len(used)-2)) * math.Sqrt(tau2+s.Mean.SE*s.Mean.SE)
	s.Next.Low, s.Next.High = s.Next.Value-half, s.Next.Value+half
	return s
}

// betweenVariance returns DerSimonian and Laird's estimate; 0 if the effects differ less
// than chance alone would explain.
func betweenVariance(clusters []Cluster, variance float64) float64 {
	var w, w2, wy float64
	for _, c := range clusters {
		weight := c.Sxx / variance
		w, w2, wy = w+weight, w2+weight*weight, wy+weight*c.Sxy/c.Sxx
	}
	q := 0.0
	for _, c := range clusters {
		d := c.Sxy/c.Sxx - wy/w
		q += c.Sxx / variance * d * d
	}
	return math.Max(0, (q-float64(len(clusters)-1))/(w-w2/w))
}

// hartungKnapp returns the mean effect under the variance between clusters tau2.
func hartungKnapp(clusters []Cluster, variance, tau2 float64) Estimate {
	var w, wy float64
	for _, c := range clusters {
		weight := 1 / (variance/c.Sxx + tau2)
		w, wy = w+weight, wy+weight*c.Sxy/c.Sxx
	}
	e := Estimate{Value: wy / w}
	q := 0.0
	for _, c := range clusters {
		d := c.Sxy/c.Sxx - e.Value
		q += d * d / (variance/c.Sxx + tau2)
	}
	freedom := float64(len(clusters) - 1)
	e.SE = math.Sqrt(q / freedom / w)
	return e.withInterval(freedom)
}
