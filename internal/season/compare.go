package season

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// MinArm is the number of values below which only counts and dots are shown.
const MinArm = 5

// Finding is the result of a comparison.
type Finding uint8

// Findings.
const (
	NotEnough    Finding = iota // fewer than MinArm in an arm
	Undecided                   // another cause could explain a difference
	NoDifference                // none shown
	WentWith                    // there is a difference between the arms
	Beside                      // the measure is not Primary, so it supports no claim
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
	P         float64 // permutation within kinds of key workout and parts of the season, two-sided; NaN unless Measure is Primary
	Adjusted  float64 // P after Holm over the arms; NaN unless Measure is Primary
	Shrunk    float64 // Diff · τ² / (τ² + SE²): Diff shrunk towards no effect; only of ratios
	Least     float64 // least difference that is claimed with 80 % power, from SE and Swings

	Finding    Finding
	Reasons    []Covariate // why Undecided
	Confounder Covariate   // the covariate in which the arms differ most
	Balance    []Balance   // balance of each covariate, the largest first
}

// Settings of the comparison.
const (
	hidden       = 1.1  // effect of a hidden cause that a difference must exceed, in standard deviations of form; ours, so that fresh legs, which no file shows, seldom cause a false claim
	permuteDays  = 84   // labels are shuffled within parts of the season; ours
	prior        = 1.0  // %, standard deviation of true effects on EF and pace: published ones are below 1 % (Bosak et al. 2006); ours
	claimLevel   = 0.05 // after Holm
	inseparable  = 0.6  // share of the arm that the covariates predict, from which their effects cannot be separated from the arm's; ours
	raceDistance = 14   // days before a race in which hard runs are not compared, because the runner tapers; ours
	raceRest     = 7    // days after a race in which hard runs are not compared
	sameShare    = 0.95 // share of hard runs with the same arm from which we say that the runner always does the same; ours
)

// comparedMeasures lists the measures of Comparisons. DaysUntil is left out, because
// Schedule compares it.
var comparedMeasures = Measures[1:]

// compare compares the arms over the hard runs of all, a season of all years.
func (s *Season) compare(all *Season, resamples int) {
	n := &s.Next
	outcomes := all.comparable()
	n.Swings = all.swings()
	n.Dose = all.dose(outcomes)
	n.DoseLine = doseLine(n.Dose)
	s.confoundSchedule()
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

// reference returns the arm that the others are compared with: days of rest or without a
// record, or the most frequent arm if such days are few. same is the arm of nearly all hard
// runs, or NoArm.
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

// least returns the least true difference that leads to a claim with 80 % power. For a
// claim, the interval must exclude 0 and, for measures that follow form, differences as
// large as swings in form.
func least(c *Comparison, swings float64) float64 {
	l := stat.LeastDetectable(c.SE, 1, 1) / math.Sqrt2
	if c.Measure.followsForm() {
		l += hidden * unit.OrZero(swings)
	}
	return l
}

// adjust sets the difference and its uncertainty.
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
	} else if resamples > 0 && c.Measure == Primary {
		c.P = a.P(stat.ByKey(x.strata), resamples)
	}
}

// doubt lists the covariates in which the arms differ too much for an adjustment.
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

// claim sets the finding of each comparison. Only a comparison of Primary can lead to a
// claim.
func claim(all []Comparison, swings float64) {
	var primary []*Comparison
	var p []float64
	for i := range all {
		c := &all[i]
		if c.Finding = c.beside(); c.Measure == Primary {
			primary, p = append(primary, c), append(p, c.P)
		}
	}
	for i, v := range stat.Holm(p) {
		c := primary[i]
		c.Adjusted = v
		c.Finding = c.find(swings)
	}
}

// beside returns the finding of a comparison whose measure is not Primary.
func (c *Comparison) beside() Finding {
	switch {
	case !c.Enough:
		return NotEnough
	case len(c.Reasons) > 0:
		return Undecided
	}
	return Beside
}

// find returns the finding. A difference must also survive a hidden cause as large as the
// runner's own swings in form.
func (c *Comparison) find(swings float64) Finding {
	margin := hidden * swings
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
