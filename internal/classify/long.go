package classify

import (
	"math"

	"dayafter/internal/summary"
)

// A long run is long for this runner: at least 75 min of running, at least 1.25
// times the median of the other runs of the weeks around, and nearly the longest
// of its week. Ours; the common 1.5 × median found 67 % of titled long runs.
//
// Running is time at 60 % of the steady base or faster, grade-adjusted: walking
// and standing between repetitions make a workout last, not a run long. Ours.
const (
	runningRatio = 0.6
	longMin      = 75 * 60 // s
	longRatio    = 1.25
	longWeek     = 3.5     // days each side
	longOfWeek   = 0.9     // of the longest other run of the week
	longUnknown  = 90 * 60 // s, when fewer than fewOthers other runs are known
	fewOthers    = 4
	// A workout that is only somewhat long is a workout.
	longButKey      = 0.85
	longButKeyRatio = 1.5
)

// length is how long a run is for its runner.
type length struct {
	ran    float64 // s of running
	median float64 // s of moving, of the other runs; NaN when fewer than fewOthers
	week   float64 // s of running, by the same base, of the longest other run of the week; 0 when none
}

// running is the time run, s: moving time at runningRatio of a base or faster;
// all moving time when speeds are unknown.
func (r *run) running(b base) float64 {
	if len(r.Sum.Trace.GAP) == 0 || b.gap == 0 {
		return r.alone.moving
	}
	return float64(r.alone.graded.count.atLeast(times(runningRatio, b.gap)) * summary.GAPStep)
}

func lengthOf(runs []*run, i int, past bool) length {
	base := runs[i].usual.base
	l := length{ran: runs[i].running(base), median: math.NaN()}
	w := around(runs, i, windowDays, past)
	others := w.values(nil, func(r *run) float64 { return atLeast(r.alone.moving, minSession) })
	if len(others) >= fewOthers {
		l.median = quantile(others, 0.5)
	}
	w = around(runs, i, longWeek, past)
	for k := w.lo; k < w.hi; k++ {
		if ran := runs[k].running(base); k != i && ran > l.week { // not NaN
			l.week = ran
		}
	}
	return l
}

// limit is the running time from which the run is long, s.
func (l length) limit() float64 {
	if math.IsNaN(l.median) {
		return longUnknown
	}
	return max(longMin, longRatio*l.median, longOfWeek*l.week)
}

// long reports whether the run is long, given how much speaks for key.
func (l length) long(score float64) bool {
	tooFast := score >= longButKey && l.ran < longButKeyRatio*l.median
	return l.ran >= l.limit() && !tooFast
}
