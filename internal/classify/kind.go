package classify

import (
	"math"

	"dayafter/internal/summary"
)

// Limits for the kind of a key run. Ours.
const (
	restedShare  = 0.5  // share of fast bouts followed by a rest from which they are repetitions and not a fartlek
	manyBouts    = 4    // number of repetitions or surges from which they decide the kind
	unevenBouts  = 0.25 // coefficient of variation of bout lengths: a fartlek's surges differ
	tempoStretch = 600  // s; a stretch of this length makes a tempo run, whether or not it is repeated
	risingThirds = 1.04 // speed of each third of a progression over that of the third before it
)

// kind returns the kind of a key run. It looks for a race first, because a race may contain
// all other features.
func (c *judging) kind() Kind {
	r, e := c.run, &c.effort
	many := r.over[fastCount] >= manyBouts || r.over[restedCount] >= manyBouts
	switch {
	case e.byRace:
		return Race
	case e.byHills && r.over[fastTime] < scales[fastTime].to:
		return Hills
	case e.byAlike:
		return Intervals
	case many && r.over[restedCount] < restedShare*r.over[fastCount] && r.surges.fast.uneven() >= unevenBouts:
		return Fartlek
	case many || e.byLaps:
		return Intervals
	case r.rising():
		return Progression
	case !e.byHard && r.surges.sustained.n > 1 && r.signs[sustained] < tempoStretch:
		return Intervals
	}
	return Tempo
}

// boutLengths sums up the lengths of bouts.
type boutLengths struct{ n, sum, squares, longest float64 }

func (b *boutLengths) add(seconds float64) {
	b.n, b.sum, b.squares = b.n+1, b.sum+seconds, b.squares+seconds*seconds
	b.longest = max(b.longest, seconds)
}

// uneven returns the coefficient of variation of the lengths; 0 for fewer than two.
func (b *boutLengths) uneven() float64 {
	if b.n < 2 {
		return 0
	}
	mean := b.sum / b.n
	return math.Sqrt(max(0, b.squares/b.n-mean*mean)) / mean
}

// rising reports whether, after the warm-up, the grade-adjusted speed rose from third to
// third and ended clearly above the steady base.
func (r *run) rising() bool {
	gap := r.Sum.Trace.GAP.AppendTo(nil)
	gap = gap[min(len(gap), warmUp/summary.GAPStep):]
	n := len(gap) / 3
	if n == 0 {
		return false
	}
	first, second, third := meanSpeed(gap[:n]), meanSpeed(gap[n:2*n]), meanSpeed(gap[2*n:])
	return second >= risingThirds*first && third >= risingThirds*second && third >= sustainedOff*r.usual.gap
}

// meanSpeed returns the mean of a stretch of a trace, m/s.
func meanSpeed(s []uint8) float64 {
	sum := 0
	for _, v := range s {
		sum += int(v)
	}
	return float64(sum) / float64(len(s)) * summary.SpeedQuantum
}
