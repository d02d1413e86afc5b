package stat

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// trueEffect is the mean effect of the simulated cohorts.
const trueEffect = 1.0

// simulateCohort draws k runners. Runners with a high level have the habit more often, so
// level and habit are confounded. The effect differs between runners.
func simulateCohort(rng *rand.Rand, k int) (clusters []Cluster, all Pairs) {
	for range k {
		level := rng.NormFloat64()
		habit := 1 / (1 + math.Exp(-0.5*level-rng.NormFloat64()))
		effect := trueEffect + 0.7*rng.NormFloat64()
		var p Pairs
		for range 6 + rng.IntN(30) {
			x := 0.0
			if rng.Float64() < habit {
				x = 1
			}
			p.X = append(p.X, x)
			p.Y = append(p.Y, level+effect*x+2*rng.NormFloat64())
		}
		clusters = append(clusters, ClusterOf(p))
		all.X, all.Y = append(all.X, p.X...), append(all.Y, p.Y...)
	}
	return clusters, all
}

// coverage returns, over simulated cohorts of k runners, how often 95 % intervals contain
// the true value: those of the within-runner estimate, of the mean of the random-effects
// model, of its prediction, and of the difference of the pooled means, which the program
// never states.
func coverage(k, times int) (within, spread, next, naive float64) {
	for i := range times {
		rng := rand.New(rand.NewPCG(uint64(k), uint64(i)))
		clusters, all := simulateCohort(rng, k)
		hit := func(e Estimate, truth float64) float64 {
			if e.Low <= truth && truth <= e.High {
				return 1 / float64(times)
			}
			return 0
		}
		e, _ := Within(clusters)
		s := SpreadOf(clusters)
		within += hit(e, trueEffect)
		spread += hit(s.Mean, trueEffect)
		next += hit(s.Next, trueEffect+0.7*rng.NormFloat64())
		naive += hit(pooledMeans(all), trueEffect)
	}
	return within, spread, next, naive
}

// pooledMeans compares the means over all observations, as if they came from one runner.
func pooledMeans(p Pairs) Estimate {
	c := ClusterOf(p)
	slope := c.Sxy / c.Sxx
	return Estimate{Value: slope, SE: math.Sqrt((c.Syy - slope*c.Sxy) / float64(c.N-2) / c.Sxx)}.withInterval(float64(c.N - 2))
}

// The interval of the within-runner estimate contains the true value in 94 to 96 of 100
// cohorts, although level and habit are confounded. DAYAFTER_COHORTS sets the number of
// cohorts of the long form; the short form allows for chance.
func TestCoverage(t *testing.T) {
	times, low, high := 300, 0.925, 0.975
	if n, err := strconv.Atoi(os.Getenv("DAYAFTER_COHORTS")); err == nil {
		times, low, high = n, 0.935, 0.965
	}
	for _, k := range []int{20, 60, 500} {
		reps := times
		if k == 500 {
			reps = max(times/4, 100)
		}
		within, spread, next, naive := coverage(k, reps)
		t.Logf("%d runners, %d cohorts: within %.1f %%, random effects %.1f %%, prediction %.1f %%, pooled means %.1f %%",
			k, reps, 100*within, 100*spread, 100*next, 100*naive)
		allow := 0.0
		if k == 500 && reps < 1000 {
			allow = 0.03
		}
		if within < low-allow || within > high+allow {
			t.Errorf("%d runners: the within-runner interval covers %.1f %%", k, 100*within)
		}
		// DerSimonian and Laird's variance is too small when clusters are few.
		if next < 0.78 {
			t.Errorf("%d runners: the prediction interval covers %.1f %%", k, 100*next)
		}
		if naive > 0.9 {
			t.Errorf("%d runners: pooled means cover %.1f %%: the simulation has no confounding", k, 100*naive)
		}
	}
}

func TestWithinNeedsClusters(t *testing.T) {
	same := ClusterOf(Pairs{X: []float64{1, 1, 1}, Y: []float64{1, 2, 3}})
	if e, k := Within([]Cluster{same, same, same, same}); k != 0 || !math.IsNaN(e.Value) {
		t.Errorf("%+v from %d clusters in which x does not vary", e, k)
	}
}

// The fitted share agrees with the true share, and its interval contains the true share in
// about 95 % of cases.
func TestBetaBinomial(t *testing.T) {
	held := 0
	const times = 20
	for i := range times {
		rng := rand.New(rand.NewPCG(7, uint64(i)))
		var tallies []Tally
		for range 40 {
			p := betaOf(rng, 2, 3)
			tally := Tally{N: 3 + rng.IntN(20)}
			for range tally.N {
				if rng.Float64() < p {
					tally.K++
				}
			}
			tallies = append(tallies, tally)
		}
		b := FitBetaBinomial(tallies)
		if b.Low <= 0.4 && 0.4 <= b.High {
			held++
		}
		if math.Abs(b.Mean-0.4) > 0.15 || math.Abs(b.SD-0.2) > 0.12 {
			t.Errorf("%+v, want about 0.4 and 0.2", b)
		}
	}
	if held < times*80/100 {
		t.Errorf("%d of %d intervals hold the truth", held, times)
	}
	never := FitBetaBinomial([]Tally{{0, 10}, {0, 12}, {0, 9}})
	if never.Low > 1e-5 || never.High > 0.6 || never.High < 0.02 {
		t.Errorf("never: %+v", never)
	}
	if none := FitBetaBinomial([]Tally{{0, 0}}); none.Clusters != 0 || !math.IsNaN(none.Mean) {
		t.Errorf("none: %+v", none)
	}
}

// betaOf draws from a beta distribution with whole parameters.
func betaOf(rng *rand.Rand, a, b int) float64 {
	x, y := 0.0, 0.0
	for range a {
		x += rng.ExpFloat64()
	}
	for range b {
		y += rng.ExpFloat64()
	}
	return x / (x + y)
}
