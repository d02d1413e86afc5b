package classify

import "math"

// A long run is long for this runner: at least 70 min of moving, at least 1.3
// times the median of the other runs of the weeks around, and nearly the longest
// of its week. Ours; 1.3 with the week rule found 83 % of titled long runs, the
// common 1.5 x median 67 %.
const (
	longMin     = 70 * 60 // s
	longRatio   = 1.30
	longWeek    = 3.5     // days each side
	longOfWeek  = 0.9     // of the longest other run of the week
	longUnknown = 90 * 60 // s, when fewer than fewOthers other runs are known
	fewOthers   = 4
	// A workout that is only somewhat long is a workout.
	longButKey      = 0.75
	longButKeyRatio = 1.5
)

// length is how long a run is for its runner.
type length struct {
	moving float64 // s
	median float64 // s, of the other runs; NaN when fewer than fewOthers
	week   float64 // s, the longest other run of the week; 0 when none
}

func lengthOf(runs []*run, i int, past bool) length {
	l := length{moving: runs[i].alone.moving, median: math.NaN()}
	w := around(runs, i, windowDays, past)
	others := w.values(nil, func(r *run) float64 { return atLeast(r.alone.moving, minSession) })
	if len(others) >= fewOthers {
		l.median = quantile(others, 0.5)
	}
	w = around(runs, i, longWeek, past)
	for k := w.lo; k < w.hi; k++ {
		if k != i {
			l.week = max(l.week, runs[k].alone.moving)
		}
	}
	return l
}

// limit is the moving time from which the run is long, s.
func (l length) limit() float64 {
	if math.IsNaN(l.median) {
		return longUnknown
	}
	return max(longMin, longRatio*l.median, longOfWeek*l.week)
}

// long reports whether the run is long, given how much speaks for key.
func (l length) long(score float64) bool {
	tooFast := score >= longButKey && l.moving < longButKeyRatio*l.median
	return l.moving >= l.limit() && !tooFast
}
