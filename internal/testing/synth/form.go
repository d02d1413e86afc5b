package synth

import "math"

// Form holds the runner's fitness and fatigue by Banister's two-component model (Calvert,
// Banister et al. 1976). Fatigue is soreness of the legs.
type Form struct {
	fitness float64 // load per day, 42-day mean
	legs    float64 // load in the legs, which fades within days
}

// Days until fitness and fatigue fade to 1/e. 42 is the usual constant of fitness; the
// constant of the legs is ours.
const (
	fitnessDays = 42.0
	legsDays    = 1.6
)

// NewForm returns the form of a runner who has trained at a steady load, in rTSS a
// day.
func NewForm(load float64) Form { return Form{fitness: load, legs: 1.15 * load} }

// Speed returns the share of threshold speed that this form allows. It is 1 for a runner
// who has trained steadily at the load base. A long run the day before costs about 3 %, and
// sixteen weeks of training gain as much.
func (f Form) Speed(base float64) float64 {
	return 1 + 0.0016*(f.fitness-base) - 0.0006*(f.legs-1.15*base)
}

// NextDay returns the form on the day after training with a load.
func (f Form) NextDay(load float64) Form {
	return Form{
		fitness: f.fitness + (load-f.fitness)*(1-math.Exp(-1/fitnessDays)),
		legs:    (f.legs + load) * math.Exp(-1/legsDays),
	}
}

// load returns the load of a step: rTSS, hours · IF² · 100.
func load(seconds, effort float64) float64 {
	return seconds / 36 * effort * effort
}
