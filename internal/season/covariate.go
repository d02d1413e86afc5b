package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
)

// Covariate is a difference between hard runs, other than the day after, that may
// explain a difference between the next workouts.
type Covariate uint8

// Covariates.
const (
	NoCovariate    Covariate = iota
	FormBefore               // early heart rate on the hard run itself
	LoadBefore               // load of the hard run
	DriftBefore              // decoupling on the hard run
	HeatBefore               // temperature on the hard run
	HeatAfter                // temperature on the following runs
	DaysBetween              // days until the next workout
	KindNext                 // kind of the next key workout
	HardClass                // long run, key workout or race
	HardWeekday              // weekday of the hard run
	DayAfterBefore           // the day after the previous hard run, which affects form on this hard run
	PartOfSeason             // early or late in the history
	MorningBefore            // how rested the runner was in the morning of the day after
	HiddenForm               // swings of form that no file shows
)

// String returns words that fit after "may be due to".
func (c Covariate) String() string {
	return [...]string{
		"", "form on the hard run", "the load of the run the day before", "how hard the hard run was", "heat on the hard run", "heat afterwards",
		"the days until the next workout", "the kind of the next key workout", "the kind of the hard run", "the weekday", "the day after the hard run before", "the part of the season",
		"how rested you woke that morning", "swings in form",
	}[c]
}

// before reports whether the covariate was fixed before the day after. If chance chose the
// arms, they would be alike in such covariates.
func (c Covariate) before() bool {
	switch c {
	case FormBefore, LoadBefore, DriftBefore, HeatBefore, KindNext, HardClass, HardWeekday, MorningBefore:
		return true
	}
	return false
}

// column holds one number for each hard run of a comparison.
type column struct {
	of     Covariate
	values []float64
}

// columnsPerValue limits the columns: a fit needs so many values for each column. Ours.
const columnsPerValue = 5

// columns returns the covariates of the sampled hard runs, the most important first.
func (s *Season) columns(x *sample) []column {
	c := &columns{season: s, sample: x}
	c.number(DaysBetween, func(o *Outcome) float64 { return x.days(o) })
	c.number(DayAfterBefore, func(o *Outcome) float64 { return x.previous[o.Long] })
	c.kinds()
	c.parts()
	c.number(MorningBefore, func(o *Outcome) float64 { return s.wokeBefore(o, x.measure) })
	c.number(LoadBefore, func(o *Outcome) float64 { return math.Log(s.Runs[o.Long].Stress.TSS) })
	c.number(DriftBefore, func(o *Outcome) float64 { return s.Runs[o.Long].Sum.Decoupling })
	c.number(HeatAfter, x.heat)
	c.number(HardClass, func(o *Outcome) float64 { return float64(count(isLong(&s.Runs[o.Long]))) })
	c.number(HardClass, func(o *Outcome) float64 { return float64(count(s.Runs[o.Long].IsRace())) })
	c.number(HeatBefore, func(o *Outcome) float64 { return s.Runs[o.Long].Sum.AvgTemp })
	for day := range 7 {
		c.number(HardWeekday, func(o *Outcome) float64 { return float64(count(int(s.Runs[o.Long].Day.Weekday()) == day)) })
	}
	return c.list
}

// kinds adds columns for the kinds of the measured runs.
func (c *columns) kinds() {
	switch m := c.sample.measure; {
	case m == EarlyHeart:
		c.number(KindNext, func(o *Outcome) float64 { return o.following.key })
	case m.needsKey():
		for _, k := range append(classify.Kinds(), classify.NoKind) {
			c.number(KindNext, func(o *Outcome) float64 { return float64(count(o.Kind == k)) })
		}
	}
}

// parts adds columns for the runner's trend, and for the level of each season of a longer
// history.
func (c *columns) parts() {
	runs := c.season.Runs
	c.number(PartOfSeason, func(o *Outcome) float64 { return float64(runs[o.Long].Day) })
	for part := range int(c.season.To-c.season.From) / seasonDays {
		c.number(PartOfSeason, func(o *Outcome) float64 {
			return float64(count(int(c.season.To-runs[o.Long].Day)/seasonDays == part))
		})
	}
}

// columns collects the columns that vary.
type columns struct {
	season *Season
	sample *sample
	list   []column
}

// number adds a column. A missing value counts as the mean of the others. A column without
// two different values is left out.
func (c *columns) number(of Covariate, value func(*Outcome) float64) {
	values := make([]float64, len(c.sample.outcomes))
	mean, n := 0.0, 0.0
	for i, o := range c.sample.outcomes {
		values[i] = value(o)
		if !math.IsNaN(values[i]) && !math.IsInf(values[i], 0) {
			mean, n = mean+values[i], n+1
		}
	}
	varies := false
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			values[i] = mean / n
		}
		values[i] -= mean / n
		varies = varies || math.Abs(values[i]) > 1e-9
	}
	if varies {
		c.list = append(c.list, column{of, values})
	}
}

// Balance says how much the arms differ in one covariate.
type Balance struct {
	Covariate Covariate
	Distance  float64 // difference of the means in standard deviations
	Z         float64 // the difference in standard errors
}

// Limits of balance. Ours: a half standard deviation is a medium difference (Cohen
// 1988), and chance alone stays below two standard errors 19 times in 20.
const (
	unlike       = 0.5
	beyondChance = 2
)

// Unlike reports whether the arms differ by more than chance can explain.
func (b *Balance) Unlike() bool {
	return math.Abs(b.Distance) > unlike && math.Abs(b.Z) > beyondChance
}

// balance compares a column between the arms.
func balance(c column, first []bool) Balance {
	var sums, squares, n [2]float64
	for i, v := range c.values {
		k := count(first[i])
		sums[k], squares[k], n[k] = sums[k]+v, squares[k]+v*v, n[k]+1
	}
	within := squares[0] - sums[0]*sums[0]/n[0] + squares[1] - sums[1]*sums[1]/n[1]
	sd := math.Sqrt(within / (n[0] + n[1] - 2))
	diff := sums[1]/n[1] - sums[0]/n[0]
	if sd < 1e-9 { // the arms share no value
		return Balance{c.of, math.Copysign(math.Inf(1), diff), math.Copysign(math.Inf(1), diff)}
	}
	return Balance{c.of, diff / sd, diff / sd / math.Sqrt(1/n[0]+1/n[1])}
}

// withinPrevious returns the form on each hard run, minus the mean of all hard runs with
// the same previous day after. Otherwise, an effect of that previous day would look like a
// difference that existed before.
func (x *sample) withinPrevious() column {
	sums, n := map[float64]float64{}, map[float64]float64{}
	for i, o := range x.outcomes {
		k := x.previous[o.Long]
		sums[k], n[k] = sums[k]+x.form[i], n[k]+1
	}
	out := column{FormBefore, make([]float64, len(x.form))}
	for i, o := range x.outcomes {
		k := x.previous[o.Long]
		out.values[i] = x.form[i] - sums[k]/n[k]
	}
	return out
}

// swings returns the standard deviation of the runner's form in %, from the covariance of
// the early heart rates of runs on neighbouring days. It is NaN if fewer than swingPairs
// pairs of runs are known.
func (s *Season) swings() float64 {
	var days, values []float64
	for i := range s.Runs {
		if v := s.Runs[i].Early; !math.IsNaN(v) {
			days, values = append(days, float64(s.Runs[i].Day)), append(values, v)
		}
	}
	line := stat.TheilSen(days, values)
	sum, n := 0.0, 0
	for i := 1; i < len(days); i++ {
		if gap := days[i] - days[i-1]; gap >= 1 && gap <= 3 {
			sum += (values[i] - line.At(days[i])) * (values[i-1] - line.At(days[i-1]))
			n++
		}
	}
	if n < swingPairs {
		return math.NaN()
	}
	return math.Sqrt(max(leastSwings*leastSwings, sum/float64(n)))
}

// Limits of swings. Ours.
const (
	swingPairs  = 20
	leastSwings = 0.5 // %
)
