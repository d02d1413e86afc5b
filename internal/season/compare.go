package season

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/stat"
)

// MinArm is the number of values below which only counts and dots are shown.
const MinArm = 5

// Finding tells what a comparison shows.
type Finding uint8

// Findings.
const (
	NotEnough    Finding = iota // fewer than MinArm in an arm
	Undecided                   // another cause could explain a difference: cannot tell
	NoDifference                // none shown
	WentWith                    // the arm went with a difference
)

// Comparison compares the next workouts of one arm with those of another.
type Comparison struct {
	Arm     Arm
	Against Arm
	Measure Measure
	N, M    int // hard runs in Arm and in Against

	Enough    bool    // at least MinArm in both; the fields below are NaN otherwise
	Diff      float64 // adjusted mean difference: % or points
	Low, High float64 // 95 % interval; NaN if the arms are unlike
	SE        float64
	P         float64 // permutation within kinds of key workout and parts of the season, two-sided
	Adjusted  float64 // P after Holm over all comparisons
	Shrunk    float64 // Diff · τ² / (τ² + SE²), what is left of it before more data; only of ratios
	Least     float64 // least difference that is claimed with 80 % power, from SE and Swings

	Finding    Finding
	Reasons    []Covariate // why Undecided
	Confounder Covariate   // in which the arms differ most, of all that was looked at
	Balance    []Balance   // of each covariate, the largest first
	Claim      bool        // Finding is WentWith
}

// Settings of the comparison.
const (
	hidden       = 1.3  // swings in form that a hidden cause may amount to; ours, so that fresh legs that no file shows give few false claims
	permuteDays  = 84   // labels are shuffled within parts of the season; ours
	prior        = 1.0  // %, standard deviation of true effects on EF and pace: published ones are below 1 % (Bosak et al. 2006); ours
	claimLevel   = 0.05 // after Holm
	inseparable  = 0.6  // share of the arm that the covariates predict, from which effects cannot be told apart; ours
	raceDistance = 14   // days before a race in which the runner tapers: such hard runs are not compared; ours
	raceRest     = 7    // days after a race, the same
	sameShare    = 0.95 // share of hard runs with one arm from which the runner always does the same; ours
)

// comparedMeasures lists the measures of Comparisons. Days are left out: Schedule
// compares them.
var comparedMeasures = []Measure{EarlyHeart, Efficiency, WorkPace, Decoupling, Effort}

// compare compares the arms over the hard runs of all, a season of all years.
func (s *Season) compare(all *Season, resamples int) {
	n := &s.Next
	outcomes := all.comparable()
	n.Pooled, n.PooledFrom, n.Swings = len(outcomes), all.From, all.swings()
	against, same := reference(outcomes)
	if n.AlwaysSame = same; same != NoArm || against == NoArm {
		return
	}
	for _, arm := range Arms {
		if arm == against || !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Arm == arm }) {
			continue
		}
		for _, m := range comparedMeasures {
			n.Comparisons = append(n.Comparisons, all.comparison(outcomes, arm, against, m, n.Swings, resamples))
		}
	}
	claim(n.Comparisons, n.Swings)
}

// comparable returns the outcomes of all hard runs that can be compared: not close
// to a race, and with a known day after.
func (s *Season) comparable() []Outcome {
	var races []int
	for i := range s.Runs {
		if s.Runs[i].IsRace() {
			races = append(races, int(s.Runs[i].Day))
		}
	}
	var out []Outcome
	for _, a := range s.hardRuns() {
		day := int(s.Runs[a.Run].Day)
		near := slices.ContainsFunc(races, func(race int) bool { return day >= race-raceDistance && day <= race+raceRest })
		if o := s.outcome(a); o.Arm != NoArm && !near {
			out = append(out, o)
		}
	}
	return out
}

// reference returns the arm that the others are compared with: days without a
// record or of rest, or the most frequent arm if such days are few. same is the arm that nearly
// all hard runs have.
func reference(outcomes []Outcome) (against, same Arm) {
	counts := map[Arm]int{}
	for i := range outcomes {
		counts[outcomes[i].Arm]++
	}
	largest := slices.MaxFunc(Arms, func(a, b Arm) int { return cmp.Compare(counts[a], counts[b]) })
	switch {
	case len(outcomes) == 0:
		return NoArm, NoArm
	case len(outcomes) >= MinArm && float64(counts[largest]) >= sameShare*float64(len(outcomes)):
		return largest, largest
	case counts[ArmNoRecord] >= MinArm:
		return ArmNoRecord, NoArm
	case counts[ArmRest] >= MinArm:
		return ArmRest, NoArm
	}
	return largest, NoArm
}

func (s *Season) comparison(outcomes []Outcome, arm, against Arm, m Measure, swings float64, resamples int) Comparison {
	n := math.NaN()
	c := Comparison{
		Arm: arm, Against: against, Measure: m,
		Diff: n, Low: n, High: n, SE: n, P: n, Adjusted: n, Shrunk: n, Least: n,
	}
	x := s.sample(outcomes, arm, against, m)
	c.N, c.M = x.sizes()
	if c.Enough = min(c.N, c.M) >= MinArm; c.Enough {
		s.adjust(&c, x, resamples)
		c.Least = least(&c, swings)
	}
	return c
}

// least returns the least true difference that is claimed with 80 % power: the
// interval must leave out 0 and, for measures that follow form, swings in form.
func least(c *Comparison, swings float64) float64 {
	l := stat.LeastDetectable(c.SE, 1, 1) / math.Sqrt2
	if c.Measure.followsForm() {
		l += hidden * known(swings)
	}
	return l
}

// adjust fills the difference and its uncertainty.
func (s *Season) adjust(c *Comparison, x *sample, resamples int) {
	columns := s.columns(x)
	for _, k := range columns {
		c.Balance = append(c.Balance, balance(k, x.labels))
	}
	if c.Measure.followsForm() {
		c.Balance = append(c.Balance, balance(x.withinPrevious(), x.labels))
	}
	slices.SortStableFunc(c.Balance, func(a, b Balance) int { return cmp.Compare(math.Abs(b.Distance), math.Abs(a.Distance)) })
	c.Confounder = c.Balance[0].Covariate
	var covariates [][]float64
	for _, k := range columns[:min(len(columns), len(x.values)/columnsPerValue)] {
		covariates = append(covariates, k.values)
	}
	a := stat.Adjust(x.values, x.labels, covariates)
	c.Diff, c.Low, c.High, c.SE = a.Effect, a.Low, a.High, a.SE
	c.doubt(a.Explained)
	if c.Measure.ratio() {
		c.Shrunk = stat.Shrink(c.Diff, c.SE, prior)
	}
	if len(c.Reasons) > 0 {
		c.Low, c.High = math.NaN(), math.NaN()
	} else if resamples > 0 {
		c.P = a.P(stat.ByKey(x.strata), resamples)
	}
}

// doubt notes in which covariates the arms are so unlike that no adjustment helps.
func (c *Comparison) doubt(explained float64) {
	for i := range c.Balance {
		b := &c.Balance[i]
		known := b.Covariate.before() && b.Unlike()
		if (known || explained > inseparable && i == 0) && !slices.Contains(c.Reasons, b.Covariate) {
			c.Reasons = append(c.Reasons, b.Covariate)
		}
	}
	if math.IsNaN(c.Diff) && len(c.Reasons) == 0 {
		c.Reasons = append(c.Reasons, c.Confounder)
	}
}

// claim decides what each comparison shows, all comparisons taken together.
func claim(all []Comparison, swings float64) {
	p := make([]float64, len(all))
	for i := range all {
		p[i] = all[i].P
	}
	for i, v := range stat.Holm(p) {
		c := &all[i]
		c.Adjusted = v
		c.Finding = c.find(swings)
		c.Claim = c.Finding == WentWith
	}
}

// find returns the finding. A difference in a measure that follows form must also
// survive a hidden cause as large as the runner's own swings in form.
func (c *Comparison) find(swings float64) Finding {
	margin := 0.0
	if c.Measure.followsForm() {
		margin = hidden * swings
	}
	switch {
	case !c.Enough:
		return NotEnough
	case len(c.Reasons) > 0:
		return Undecided
	case !(c.Low > 0 || c.High < 0) || !(c.Adjusted < claimLevel):
		return NoDifference
	case c.Low > margin || c.High < -margin:
		return WentWith
	}
	c.Reasons = append(c.Reasons, HiddenForm)
	return Undecided
}

// sample holds the hard runs of one comparison as parallel slices, in order of day.
type sample struct {
	measure  Measure
	outcomes []*Outcome
	runs     []Run
	values   []float64 // without form, if the measure follows form
	form     []float64 // %, on the hard run
	labels   []bool    // whether the hard run is of the arm, not of the other
	strata   []int     // kind of key workout and part of the season
	// previous is 1 for hard runs that lie among the runs following a hard run of the
	// arm, −1 for the other arm, else 0.
	previous map[int]float64
}

// previous fills sample.previous.
func previous(s *Season, outcomes []Outcome, arm, against Arm) map[int]float64 {
	out := map[int]float64{}
	for i := 1; i < len(outcomes); i++ {
		before, o := &outcomes[i-1], &outcomes[i]
		if s.Runs[o.Long].Day-s.Runs[before.Long].Day <= lastFollowing {
			out[o.Long] = float64(count(before.Arm == arm) - count(before.Arm == against))
		}
	}
	return out
}

func (s *Season) sample(outcomes []Outcome, arm, against Arm, m Measure) *sample {
	x := &sample{measure: m, runs: s.Runs, previous: previous(s, outcomes, arm, against)}
	for i := range outcomes {
		o := &outcomes[i]
		value, form := s.value(o, m), s.Runs[o.Long].Early
		if m.followsForm() {
			value -= form
		}
		if o.Arm != arm && o.Arm != against || math.IsNaN(value) || m != EarlyHeart && !o.Compared {
			continue
		}
		x.outcomes, x.values, x.form = append(x.outcomes, o), append(x.values, value), append(x.form, form)
		x.labels = append(x.labels, o.Arm == arm)
		x.strata = append(x.strata, int(o.Kind)+100*(int(s.Runs[o.Long].Day-s.From)/permuteDays))
	}
	return x
}

// value returns the value of a measure before adjustment, ratios as logarithms.
func (s *Season) value(o *Outcome, m Measure) float64 {
	if o.Key >= 0 {
		switch m {
		case Efficiency:
			return 100 * math.Log(s.Runs[o.Key].Work.EF)
		case WorkPace:
			return 100 * math.Log(s.Runs[o.Key].Work.Pace)
		}
	}
	return o.Values[m]
}

func (x *sample) sizes() (n, m int) {
	for _, yes := range x.labels {
		n += count(yes)
	}
	return n, len(x.labels) - n
}

// days returns the days from the hard run to what is measured.
func (x *sample) days(o *Outcome) float64 {
	if x.measure == EarlyHeart {
		return o.following.days
	}
	return float64(o.Days)
}

// heat returns the temperature of what is measured, in °C.
func (x *sample) heat(o *Outcome) float64 {
	if x.measure == EarlyHeart {
		return o.following.heat
	}
	return x.runs[o.Key].Sum.AvgTemp
}

// ratio reports whether the measure is a share of the usual value.
func (m Measure) ratio() bool { return m == EarlyHeart || m == Efficiency || m == WorkPace }

// followsForm reports whether better form moves the measure per cent by per cent. The
// form on the hard run itself is then subtracted.
func (m Measure) followsForm() bool { return m.ratio() }
