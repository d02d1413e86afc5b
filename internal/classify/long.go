package classify

import (
	"math"

	"dayafter/internal/summary"
)

// A long run is long for this runner: at least 75 min of running, at least 1.25
// times the median of the other runs of the weeks around, and the longest of its
// week. Ours; the common 1.5 × median found 67 % of titled long runs.
//
// There are two exceptions. For a runner who hardly ever runs 75 min, such as a beginner, a
// run is long if it is far longer than the runner's other runs. A run that is twice as long
// as usual need not be the longest of its week, because a week can hold two long runs.
//
// Running is time at a grade-adjusted speed of at least 60 % of the steady base, or of
// climbing steeply for minutes. Walking and standing between repetitions do not count,
// because they do not make a run long. A run-walker, who walks or repeats the same stretch
// in nearly every run, is measured by moving time. Ours.
const (
	runningRatio = 0.6
	longMin      = 75 * 60 // s
	longLeast    = 50 * 60 // s, for a runner who hardly ever runs longMin
	longTwice    = 1.8     // × median; for such a runner, a run of this length is long even if it is shorter than longLeast,
	longShort    = 30 * 60 // s, but not if it is shorter than this
	longFar      = 1.6     // × median, for such a runner
	longUsual    = 2       // other runs of longMin within raceDays from which they are usual for the runner
	longRatio    = 1.25    // × median
	longSecond   = 2.0     // × median, from which a run is long although its week has a longer one
	longWeek     = 3.5     // days each side
	longOfWeek   = 1.0     // × the longest other run of the week
	longUnknown  = 90 * 60 // s, when fewer than fewOthers other runs are known
	fewOthers    = 4
	walkerShare  = 0.85 // share of running in most runs below which the runner is a run-walker
	// A run with at least this score is key and not long, unless it is at least this ratio ×
	// the median.
	longButKey      = 0.85
	longButKeyRatio = 1.5
)

// length compares the length of a run with the runner's other runs.
type length struct {
	ran    float64 // s of running
	median float64 // s of moving, of the other runs; NaN when fewer than fewOthers
	week   float64 // s of running in the longest other run of the week; 0 if there is none
	longs  int     // other runs of longMin or more within raceDays
	onDay  bool    // it lies on the runner's long day
	set    float64 // s, the runner's own limit; 0 when none
	share  float64 // factor of the limit, see Options.LongShare
}

// running returns the time in s that a run moved at runningRatio of a base or faster, or
// climbed steeply. Without speeds, it returns all moving time.
func (r *run) running(b base) float64 {
	if len(r.Sum.Trace.GAP) == 0 || b.gap == 0 {
		return r.alone.moving
	}
	slowest := times(runningRatio, b.gap)
	return float64(r.alone.graded.count.atLeast(slowest)*summary.GAPStep + r.alone.climbing(slowest))
}

// climbing returns the seconds of steep climbing slower than a limit.
func (a *alone) climbing(slowest uint8) (seconds int) {
	for i, v := range a.steep {
		if i < len(a.graded.steps) && a.graded.steps[i] < slowest {
			seconds += int(v)
		}
	}
	return seconds
}

// lengthOf measures run i against the runs around it.
func lengthOf(runs []*run, i int, past bool) length {
	base := runs[i].usual.base
	l := length{median: math.NaN(), longs: countLong(around(runs, i, raceDays, past)), onDay: onLongDay(runs, i, past)}
	w := around(runs, i, windowDays, past)
	values := w.values(nil, func(r *run) float64 { return atLeast(r.alone.moving, minSession) })
	if len(values) >= fewOthers {
		l.median = quantile(values, 0.5)
	}
	walker := isWalker(w, base, values) || runs[i].repeater
	l.ran = runs[i].ran(base, walker)
	w = around(runs, i, longWeek, past)
	for k := w.lo; k < w.hi; k++ {
		if ran := w.runs[k].ran(base, walker); k != i && ran > l.week { // not NaN
			l.week = ran
		}
	}
	return l
}

// ran returns the time in s that counts towards a long run.
func (r *run) ran(b base, walker bool) float64 {
	if walker {
		return r.alone.moving
	}
	return r.running(b)
}

// countLong counts the window's other runs of longMin or more.
func countLong(w window) (n int) {
	for k := w.lo; k < w.hi; k++ {
		if k != w.self && w.runs[k].alone.moving >= longMin {
			n++
		}
	}
	return n
}

// isWalker reports whether the runner walks much in at least three of four runs of the
// window. It overwrites values.
func isWalker(w window, b base, values []float64) bool {
	share := quantile(w.values(values, func(r *run) float64 {
		return r.running(b) / atLeast(r.alone.moving, minSession)
	}), 0.75)
	return share < walkerShare
}

// limit returns the running time in s from which the run is long.
func (l length) limit() float64 {
	if l.set > 0 {
		return l.set
	}
	if math.IsNaN(l.median) {
		return longUnknown
	}
	floor := float64(longMin)
	if l.onDay {
		floor = longDayMin
	}
	if l.longs < longUsual {
		least := max(longShort, min(longLeast, longTwice*l.median))
		floor = min(floor, max(least, longFar*l.median))
	}
	return l.share * max(floor, longRatio*l.median, min(longOfWeek*l.week, longSecond*l.median))
}

// reached reports whether the run takes as long as a long run.
func (l length) reached() bool { return l.ran >= l.limit() }

// long reports whether the run is long, given its score for key.
func (l length) long(score float64) bool {
	tooFast := score >= longButKey && l.ran < longButKeyRatio*l.median && l.set == 0
	return l.reached() && !tooFast
}
