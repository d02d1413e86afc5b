package classify

import (
	"math"

	"dayafter/internal/summary"
)

// usual holds the runner's usual values in the weeks around a run, without the run itself.
// NaN is unknown.
type usual struct {
	flat, gap float64 // steady base speed over ground and grade-adjusted, m/s
	base      base    // the same in quanta
	heart     float64 // 40th percentile of mean heart rate, beats/min
	own90     float64 // 90th percentile of speed over the moving time, m/s
	runs      int     // number of other runs that these values come from
}

const (
	minSteady    = 1200 // s of moving from which a run counts for the base. Ours.
	easyHeart    = 0.40 // quantile of mean heart rate that stands for easy running. Ours.
	ownQuantile  = 0.90 // quantile of the moving seconds of the window. Ours.
	fewestOthers = 3    // other runs below which the run itself is its own base. Ours.
)

// habits sets usual for each run. The pool of the window's seconds moves along with the
// window, so that the time does not depend on the width of the window.
func habits(runs []*run, past bool) {
	var h habit
	for i, r := range runs {
		w := widened(runs, i, past)
		h.slide(w)
		r.usual = h.of(w)
	}
}

// habit holds the pool of a window that slides over the runs.
type habit struct {
	pool   pool
	lo, hi int // the runs in the pool: [lo, hi)
	values []float64
}

func (h *habit) slide(w window) {
	for ; h.hi < w.hi; h.hi++ {
		h.add(w.runs[h.hi], 1)
	}
	for ; h.lo > w.lo; h.lo-- {
		h.add(w.runs[h.lo-1], 1)
	}
	for ; h.hi > w.hi; h.hi-- {
		h.add(w.runs[h.hi-1], -1)
	}
	for ; h.lo < w.lo; h.lo++ {
		h.add(w.runs[h.lo], -1)
	}
}

func (h *habit) of(w window) (u usual) {
	if w.hi-w.lo <= fewestOthers {
		w.self = -1 // with too few others, count the run itself
	}
	u.flat, u.gap = h.steadyBase(w)
	u.base = base{quanta(u.flat), quanta(u.gap)}
	h.values = w.values(h.values, func(r *run) float64 { return r.alone.heart })
	u.heart = quantile(h.values, easyHeart)
	u.runs = w.hi - w.lo - 1
	u.own90 = h.own(w)
	return u
}

// add adds a run's seconds to the pool, or removes them if sign is −1. It ignores a run
// whose speeds are doubtful.
func (h *habit) add(r *run, sign int64) {
	if r.Sum.TrustsSpeed() {
		h.pool.add(&r.alone.smooth.count, sign)
	}
}

// own returns the 90th percentile of the 20-s speeds of the window's other runs, over
// moving time, in m/s.
func (h *habit) own(w window) float64 {
	if w.self < 0 {
		return h.pool.quantile(ownQuantile) * summary.SpeedQuantum
	}
	h.add(w.runs[w.self], -1)
	v := h.pool.quantile(ownQuantile) * summary.SpeedQuantum
	h.add(w.runs[w.self], 1)
	return v
}

// steadyBase returns the runner's steady speed. Among the window's runs of at least 20 min
// it takes the steadier half, because repetitions and their jogs have no typical speed, and
// returns the median of their median speeds. Ours. If there is no such run, it uses all
// runs.
func (h *habit) steadyBase(w window) (flat, gap float64) {
	if flat, gap = h.steady(w); math.IsNaN(gap) {
		h.values = w.values(h.values, func(r *run) float64 { return r.alone.flat })
		flat = quantile(h.values, 0.5)
		h.values = w.values(h.values, func(r *run) float64 { return r.alone.gap })
		gap = quantile(h.values, 0.5)
	}
	return flat, gap
}

func (h *habit) steady(w window) (flat, gap float64) {
	long := func(r *run, v float64) float64 {
		if r.alone.moving < minSteady {
			return math.NaN()
		}
		return v
	}
	h.values = w.values(h.values, func(r *run) float64 { return long(r, r.alone.unsteady) })
	limit := quantile(h.values, 0.5)
	steady := func(r *run, v float64) float64 {
		if r.alone.unsteady <= limit {
			return long(r, v)
		}
		return math.NaN()
	}
	h.values = w.values(h.values, func(r *run) float64 { return steady(r, r.alone.flat) })
	flat = quantile(h.values, 0.5)
	h.values = w.values(h.values, func(r *run) float64 { return steady(r, r.alone.gap) })
	return flat, quantile(h.values, 0.5)
}

// atLeast returns v, or NaN if v is below limit.
func atLeast(v, limit float64) float64 {
	if v >= limit {
		return v
	}
	return math.NaN()
}
