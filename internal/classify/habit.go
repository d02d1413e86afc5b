package classify

// ownHabit is the quantile of the runner's own other runs that is taken off a
// sign: a run-walker or a trail runner speeds up in every run, and what is in
// nearly every run is no workout. Ours.
const ownHabit = 0.30

// habitShift fills over: the signs less the runner's own habit.
func habitShift(runs []*run, past bool) {
	var values []float64
	for i, r := range runs {
		w := widened(runs, i, past)
		r.over = r.signs
		for k, c := range scales {
			if c.habit && r.signs[k] > 0 {
				values = w.values(values, func(r *run) float64 { return r.signs[k] })
				r.over[k] = max(0, r.signs[k]-max(0, orZero(quantile(values, ownHabit))))
			}
		}
		r.score = r.over.score()
	}
}
