package classify

import "math"

const (
	keyScore      = 0.64 // score from which a run is key. Ours.
	stridesScore  = 0.65 // the same for a run that ends with strides, which raise the score. Ours.
	stridesBlind  = 0.80 // the same without heart rate, which hardly swings over a few strides. Ours.
	stridesFew    = 8    // strides; runners do four to eight
	stridesOther  = 60   // s of other fast running beside so few strides
	stridesLap    = 45   // s, of a lap that can hold one stride and no repetition. Ours.
	hillCount     = 4    // times the same hill was climbed. Ours.
	hillCountFast = 3    // the same, if the score is at least hillFastScore
	hillFastScore = 0.45
	evenSpeed     = 0.10 // coefficient of variation of speed below which a run is even. Ours.
	wholeRatio    = 1.20 // mean speed of a run, × the steady base, that no easy run reaches. Ours.
)

// effort holds the reasons for key other than the score.
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
	strides          bool    // the run ends with strides
	limit            float64 // score from which it is key
}

// effortOf applies to run i the rules that make a run key whatever its score. lthr may be
// NaN.
func effortOf(runs []*run, i int, lthr float64, past bool) effort {
	r := runs[i]
	e := effort{
		stretch: r.hardest, near: nearBest(runs, i, past), whole: r.Sum.GAPSpeed / r.usual.gap,
	}
	e.strides = r.alike.n >= alikeCount && r.alike.strides()
	e.limit = r.scoreLimit(e.strides)
	e.laps = repetitionLaps(r.Sum.Laps, r.Sum.Steps, r.usual.flat, e.shortestLap())
	e.byRace = e.near >= raceNear
	e.byLaps = e.laps >= lapCount
	e.byHills = r.climbed() && !r.unvaried()
	e.byHard = e.hard(lthr)
	e.byAlike = r.alike.n >= alikeCount && !e.strides && !r.repeater
	e.blocks = r.blocks()
	e.byBlocks = e.blocks.reached(r.usual.gap, lthr)
	e.byWhole = r.alone.moving >= shortestJudged && known(r.usual.gap) && e.whole >= wholeRatio && !math.IsInf(e.whole, 1)
	return e
}

// scoreLimit returns the score from which a run is key. Strides raise the score.
func (r *run) scoreLimit(strides bool) float64 {
	few := r.alike.n <= stridesFew && r.signs[fastTime] <= r.alike.seconds+stridesOther
	switch {
	case strides && few && math.IsNaN(r.alone.spread):
		return stridesBlind
	case strides:
		return stridesScore
	}
	return keyScore
}

// shortestLap returns the time in s above which a lap can be a repetition: strides make no
// workout when they are pressed as laps, either.
func (e *effort) shortestLap() float64 {
	if e.strides {
		return stridesLap
	}
	return lapShortest
}

// isRepeater reports whether nearly all other runs of the weeks around run i show
// repetitions alike. Such a runner walks and runs in turn, and this is no workout.
func isRepeater(runs []*run, i int, past bool) bool {
	others := widened(runs, i, past).values(nil, func(r *run) float64 { return float64(r.alike.n) })
	return len(others) >= fewOthers && quantile(others, ownHabit) >= alikeCount
}

// climbed reports whether the run climbed the same hill often enough.
func (r *run) climbed() bool {
	return r.Sum.Climbs >= hillCount || r.Sum.Climbs >= hillCountFast && r.score >= hillFastScore
}

// unvaried reports whether both speed and heart rate are even, as on a hilly loop that is
// run several times and is no hill workout. It is false if heart rate is unknown.
func (r *run) unvaried() bool {
	return r.alone.unsteady < evenSpeed && r.alone.spread < scales[spread].from
}

// key reports whether a run with this effort and score is key.
func (e *effort) key(score float64) bool {
	if e.byRace || e.byLaps || e.byHills || e.byHard || e.byAlike || e.byWhole || e.byBlocks {
		return true
	}
	return score >= e.limit
}
