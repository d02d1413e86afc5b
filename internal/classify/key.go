package classify

const (
	keyScore      = 0.58 // score from which a run is key. Ours.
	hillCount     = 4    // times the same hill was climbed. Ours.
	hillCountFast = 3    // the same, when the score speaks for it, too
	hillFastScore = 0.45
	hillSwing     = 0.12 // coefficient of variation of speed; a hilly loop run again and again is more even. Ours.
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
	e.byHills = r.climbed() && r.alone.unsteady >= hillSwing
	e.byHard = e.hard(lthr)
	return e
}

// climbed reports whether the run climbed the same hill often enough.
func (r *run) climbed() bool {
	return r.Sum.Climbs >= hillCount || r.Sum.Climbs >= hillCountFast && r.score >= hillFastScore
}

func (e *effort) key(score float64) bool {
	return score >= keyScore || e.byRace || e.byLaps || e.byHills || e.byHard
}
