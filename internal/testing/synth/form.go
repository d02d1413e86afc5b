package synth

import "math"

// Form is how fit and how tired the runner is: Banister's two-component model
// (Calvert, Banister et al. 1976), with the legs' soreness as the tired side.
type Form struct {
	fitness float64 // load a day, 42-day mean
	legs    float64 // load in the legs, gone within days
}

// Days until the two fade to 1/e. 42 is the usual fitness constant; legs, ours.
const (
	fitnessDays = 42.0
	legsDays    = 1.6
)

// NewForm returns the form of a runner who has trained at a steady load, in rTSS a
// day.
func NewForm(load float64) Form { return Form{fitness: load, legs: 1.15 * load} }

// Speed returns the share of threshold speed that this form allows, 1 for a runner
// who has trained steadily at the load base: a long run the day before costs about 3
// %, sixteen weeks of training gain as much.
func (f Form) Speed(base float64) float64 {
	return 1 + 0.0016*(f.fitness-base) - 0.0006*(f.legs-1.15*base)
}

// NextDay returns the form a night after training with a load.
func (f Form) NextDay(load float64) Form {
	return Form{
		fitness: f.fitness + (load-f.fitness)*(1-math.Exp(-1/fitnessDays)),
		legs:    (f.legs + load) * math.Exp(-1/legsDays),
	}
}

// load returns a step's share of the day's load: rTSS, hours · IF² · 100.
func load(seconds, effort float64) float64 {
	return seconds / 36 * effort * effort
}
