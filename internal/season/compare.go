package season

import (
	"math"

	"dayafter/internal/stat"
)

// MinArm is the number of values below which only counts and dots are shown.
const MinArm = 5

// Comparison is an arm's next key workouts against those after a day without a record.
type Comparison struct {
	Arm     Arm
	Against Arm
	Measure Measure
	// N and M are the values in Arm and in Against that have a match in the other:
	// the same kind of key workout in the same part of the season.
	N, M  int
	Pairs int // of them

	Enough    bool    // at least MinArm in both; what follows is NaN when not
	Diff      float64 // median difference over the pairs: %, days or points
	Low, High float64 // 95 % week-block bootstrap interval
	SE        float64 // of the bootstrap
	P         float64 // permutation within blocks of weeks, two-sided
	Adjusted  float64 // P after Holm over all comparisons of efficiency and work pace; NaN for the other measures
	Shrunk    float64 // Diff · τ² / (τ² + SE²), what is left of it before more data; NaN for days and decoupling
	Least     float64 // least difference that so few could show with 80 % power
	Claim     bool    // the interval leaves out 0 and Adjusted is below .05: it went with a difference
}

// Settings of the comparison.
const (
	matchDays   = 84  // key workouts further apart lie in other parts of the season; ours
	permuteDays = 42  // labels are shuffled within blocks of six weeks; ours
	prior       = 1.0 // %, standard deviation of true effects on EF and pace: published ones are below 1 % (Bosak et al. 2006); ours
	claimLevel  = 0.05
)

// compare holds every arm against days without a record, by every measure.
func (s *Season) compare(resamples int) []Comparison {
	var out []Comparison
	for _, a := range s.Next.Arms {
		if a.Arm == ArmNoRecord {
			continue
		}
		for _, m := range Measures {
			out = append(out, s.comparison(a.Arm, m, resamples))
		}
	}
	claim(out)
	return out
}

// claim marks what may be called a difference, all comparisons of the season
// taken together.
func claim(all []Comparison) {
	p := make([]float64, len(all))
	for i := range all {
		p[i] = all[i].tested()
	}
	for i, v := range stat.Holm(p) {
		c := &all[i]
		c.Adjusted = v
		c.Claim = c.Enough && v < claimLevel && (c.Low > 0 || c.High < 0)
	}
}

// tested is P of the measures that say how the workout went; NaN for the others.
// They are what a difference may be claimed on: days until it are partly the
// runner's choice, and decoupling means little in interval work.
func (c *Comparison) tested() float64 {
	if c.Measure.ratio() {
		return c.P
	}
	return math.NaN()
}

func (s *Season) comparison(arm Arm, m Measure, resamples int) Comparison {
	n := math.NaN()
	c := Comparison{
		Arm: arm, Against: ArmNoRecord, Measure: m,
		Diff: n, Low: n, High: n, SE: n, P: n, Adjusted: n, Shrunk: n, Least: n,
	}
	x := s.sample(arm, m)
	matched := stat.NewMatched(x.values, x.labels, x.match)
	c.N, c.M = matched.Sizes()
	c.Pairs = matched.Pairs()
	if c.Enough = min(c.N, c.M) >= MinArm; c.Enough {
		c.Diff = m.back(matched.Difference())
		c.Least = stat.LeastDetectable(x.spread(), c.N, c.M)
		c.resample(matched, x, resamples)
	}
	return c
}

func (c *Comparison) resample(matched *stat.Matched, x *sample, resamples int) {
	if resamples == 0 {
		return
	}
	i := matched.Interval(stat.ByKey(x.weeks), resamples)
	c.Low, c.High, c.SE = c.Measure.back(i.Low), c.Measure.back(i.High), i.SE
	c.P = matched.P(stat.ByKey(x.blocks), resamples)
	if c.Measure.ratio() {
		c.Shrunk = stat.Shrink(c.Diff, c.SE, prior)
	}
}

// sample is what one comparison looks at, parallel slices in order of the long runs.
type sample struct {
	values []float64
	labels []bool // of the arm; the others had no record
	kinds  []int
	days   []int // of the key workout
	weeks  []int // of the long run
	blocks []int // six weeks each
}

func (s *Season) sample(arm Arm, m Measure) *sample {
	x := &sample{}
	for _, o := range s.Next.Outcomes {
		if !o.Compared || o.Arm != arm && o.Arm != ArmNoRecord || math.IsNaN(o.Values[m]) {
			continue
		}
		long, key := &s.Runs[o.Long], &s.Runs[o.Key]
		x.values, x.labels = append(x.values, m.there(o.Values[m])), append(x.labels, o.Arm == arm)
		x.kinds, x.days = append(x.kinds, int(o.Kind)), append(x.days, int(key.Day))
		x.weeks = append(x.weeks, s.week(o.Long))
		x.blocks = append(x.blocks, int(long.Day-s.From)/permuteDays)
	}
	return x
}

// ratio reports whether the measure is a ratio: such are compared by their
// logarithms, so that 10 % more is 10 % more from wherever it starts.
func (m Measure) ratio() bool { return m == Efficiency || m == WorkPace }

// there turns a per cent of a ratio into a hundredth of its logarithm, back the
// other way round.
func (m Measure) there(v float64) float64 {
	if m.ratio() {
		return 100 * math.Log1p(v/100)
	}
	return v
}

func (m Measure) back(v float64) float64 {
	if m.ratio() {
		return 100 * math.Expm1(v/100)
	}
	return v
}

// match reports whether two outcomes may be held against each other: the same
// kind of key workout in the same part of the season.
func (x *sample) match(i, j int) bool {
	return x.kinds[i] == x.kinds[j] && max(x.days[i]-x.days[j], x.days[j]-x.days[i]) <= matchDays
}

// spread is the standard deviation around the median of each group.
func (x *sample) spread() float64 {
	var groups [2][]float64
	for i, v := range x.values {
		groups[count(x.labels[i])] = append(groups[count(x.labels[i])], v)
	}
	var rest []float64
	for _, g := range groups {
		centre := stat.Median(g)
		for _, v := range g {
			rest = append(rest, v-centre)
		}
	}
	return stat.RobustSD(rest)
}
