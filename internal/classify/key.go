package classify

import "math"

const (
	keyScore      = 0.58 // score from which a run is key. Ours.
	hillCount     = 4    // times the same hill was climbed. Ours.
	hillCountFast = 3    // the same, when the score speaks for it, too
	hillFastScore = 0.35
)

// effort is what speaks for key beside the score.
type effort struct {
	threshold, heart float64 // s, beats/min: see meter.threshold
	laps             int     // see repetitionLaps
	near, nearTime   float64 // share, s: see nearBest
	byRace           bool
	byThreshold      bool
	byLaps           bool
	byHills          bool
}

// effort judges r by the rules that decide alone. lthr is NaN when unknown.
func (m *meter) effort(r *run, lthr float64) (e effort) {
	e.heart = math.NaN()
	if known(r.usual.gap) {
		e.threshold, e.heart = m.threshold(r)
	}
	e.byThreshold = hardStretch(e.threshold, e.heart/lthr)
	e.laps = repetitionLaps(r.Sum.Laps)
	e.byLaps = e.laps >= lapCount
	e.byHills = r.Sum.Climbs >= hillCount || r.Sum.Climbs >= hillCountFast && r.score >= hillFastScore
	return e
}

func (e effort) key(score float64) bool {
	return score >= keyScore || e.byThreshold || e.byHills || e.byLaps || e.byRace
}

// race adds whether run i was run like a race.
func (e *effort) race(runs []*run, i int, past bool) {
	e.near, e.nearTime = nearBest(runs, i, past)
	e.byRace = e.near >= raceNear
}
