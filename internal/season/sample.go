package season

import "math"

// sample holds the hard runs of one comparison as parallel slices, in order of day.
type sample struct {
	measure  Measure
	outcomes []*Outcome
	runs     []Run
	values   []float64 // values of the measure, minus form if the measure follows form
	form     []float64 // %, on the hard run
	labels   []bool    // whether the hard run is of the arm, not of the other
	strata   []int     // kind of key workout and part of the season
	// previous is 1 for a hard run that is among the runs following a hard run of the arm,
	// −1 for one of the other arm, and 0 otherwise.
	previous map[int]float64
}

// previous returns the values of sample.previous.
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
		if o.Arm != arm && o.Arm != against || math.IsNaN(value) || m.needsKey() && !o.Compared {
			continue
		}
		x.outcomes, x.values, x.form = append(x.outcomes, o), append(x.values, value), append(x.form, form)
		x.labels = append(x.labels, o.Arm == arm)
		x.strata = append(x.strata, int(o.Kind)+100*(int(s.Runs[o.Long].Day-s.From)/permuteDays))
	}
	return x
}

// value returns the value of a measure before adjustment. Ratios are logarithms.
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

// days returns the number of days from the hard run to the measured runs.
func (x *sample) days(o *Outcome) float64 {
	switch {
	case x.measure == EarlyHeart:
		return o.following.days
	case x.measure.waking():
		return wakingDays
	}
	return float64(o.Days)
}

// heat returns the temperature of the measured runs in °C.
func (x *sample) heat(o *Outcome) float64 {
	switch {
	case x.measure == EarlyHeart:
		return o.following.heat
	case x.measure.waking() || o.Key < 0:
		return math.NaN()
	}
	return x.runs[o.Key].Sum.AvgTemp
}
