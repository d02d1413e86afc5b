package classify

import "math"

const (
	keyScore      = 0.64 // score from which a run is key. Ours.
	stridesScore  = 0.65 // the same for a run that ends with strides, which raise the score. Ours.
	hillCount     = 4    // times the same hill was climbed. Ours.
	hillCountFast = 3    // the same, when the score speaks for it, too
	hillFastScore = 0.45
	evenSpeed     = 0.10 // coefficient of variation of speed below which a run is even. Ours.
	wholeRatio    = 1.20 // × the steady base over a whole run: no easy run is as fast. Ours.
)

// effort holds what speaks for key beside the score.
type effort struct {
	stretch                  // see run.threshold
	laps             int     // see repetitionLaps
	near             float64 // see nearBest; NaN
	whole            float64 // speed of the whole run, × the steady base; NaN
	byRace, byLaps   bool
	byHills, byHard  bool
	byAlike, byWhole bool
	byBlocks         bool
	blocks           blocks
	strides          bool // the only fast stretches are strides at the end
}

// effortOf judges run i by the rules that decide alone. lthr is NaN when unknown.
func effortOf(runs []*run, i int, lthr float64, past bool) effort {
	r := runs[i]
	e := effort{
		stretch: r.hardest, near: nearBest(runs, i, past), whole: r.Sum.GAPSpeed / r.usual.gap,
		laps: repetitionLaps(r.Sum.Laps, r.Sum.Steps, r.usual.flat),
	}
	e.byRace = e.near >= raceNear
	e.byLaps = e.laps >= lapCount
	e.byHills = r.climbed() && !r.unvaried()
	e.byHard = e.hard(lthr)
	e.strides = r.alike.n >= alikeCount && r.alike.strides()
	e.byAlike = r.alike.n >= alikeCount && !e.strides && !alikeByHabit(runs, i, past)
	e.blocks = r.blocks()
	e.byBlocks = e.blocks.reached(r.usual.gap, lthr)
	e.byWhole = r.alone.moving >= shortestJudged && known(r.usual.gap) && e.whole >= wholeRatio && !math.IsInf(e.whole, 1)
	return e
}

// alikeByHabit reports whether nearly all other runs of the weeks around run i show
// repetitions alike, too: the runner walks and runs in turn, and this is no workout.
func alikeByHabit(runs []*run, i int, past bool) bool {
	others := widened(runs, i, past).values(nil, func(r *run) float64 { return float64(r.alike.n) })
	return len(others) >= fewOthers && quantile(others, ownHabit) >= alikeCount
}

// climbed reports whether the run climbed the same hill often enough.
func (r *run) climbed() bool {
	return r.Sum.Climbs >= hillCount || r.Sum.Climbs >= hillCountFast && r.score >= hillFastScore
}

// unvaried reports whether neither speed nor heart rate swings: a hilly loop run again
// and again is no hill workout. Without a heart rate, nothing is known of its swings.
func (r *run) unvaried() bool {
	return r.alone.unsteady < evenSpeed && r.alone.spread < scales[spread].from
}

// key reports whether the run is key.
func (e *effort) key(score float64) bool {
	if e.byRace || e.byLaps || e.byHills || e.byHard || e.byAlike || e.byWhole || e.byBlocks {
		return true
	}
	if e.strides {
		return score >= stridesScore
	}
	return score >= keyScore
}
