package classify

const (
	keyScore      = 0.58 // score from which a run is key. Ours.
	hillCount     = 4    // times the same hill was climbed. Ours.
	hillCountFast = 3    // the same, when the score speaks for it, too
	hillFastScore = 0.45
	evenSpeed     = 0.10 // coefficient of variation of speed below which a run is even. Ours.
)

// effort is what speaks for key beside the score.
type effort struct {
	stretch                 // see run.threshold
	laps            int     // see repetitionLaps
	near            float64 // see nearBest; NaN
	byRace, byLaps  bool
	byHills, byHard bool
}

// effortOf judges run i by the rules that decide alone. lthr is NaN when unknown.
func effortOf(runs []*run, i int, lthr float64, past bool) effort {
	r := runs[i]
	e := effort{stretch: r.hardest, laps: repetitionLaps(r.Sum.Laps, r.Sum.Steps), near: nearBest(runs, i, past)}
	e.byRace = e.near >= raceNear
	e.byLaps = e.laps >= lapCount
	e.byHills = r.climbed() && !r.unvaried()
	e.byHard = e.hard(lthr)
	return e
}

// climbed reports whether the run climbed the same hill often enough.
func (r *run) climbed() bool {
	return r.Sum.Climbs >= hillCount || r.Sum.Climbs >= hillCountFast && r.score >= hillFastScore
}

// unvaried reports whether neither speed nor heart rate swings: a hilly loop run again
// and again, and no hill repetitions.
func (r *run) unvaried() bool {
	return r.alone.unsteady < evenSpeed && !(r.alone.spread >= scales[spread].from)
}

func (e *effort) key(score float64) bool {
	return score >= keyScore || e.byRace || e.byLaps || e.byHills || e.byHard
}
