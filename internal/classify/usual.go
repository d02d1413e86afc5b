package classify

import (
	"math"

	"dayafter/internal/summary"
)

// usual is what is usual for the runner in the weeks around a run, the run itself
// left out. NaN is unknown.
type usual struct {
	flat, gap float64 // steady base speed over ground and grade-adjusted, m/s
	base      base    // the same in quanta
	heart     float64 // 40th percentile of mean heart rate, beats/min
	own90     float64 // speed that 90 % of the moving time lies below, m/s
	runs      int     // how many other runs that rests on
}

const (
	minSteady    = 1200 // s moving of a run that may serve as base. Ours.
	easyHeart    = 0.40 // quantile of mean heart rate that stands for easy running. Ours.
	ownQuantile  = 0.90 // of the moving seconds of the window. Ours.
	fewestOthers = 3    // other runs below which the run itself is its own base. Ours.
)

// habits fills usual for each run. The pool of the window's seconds moves along
// with the window, so that the cost does not grow with its width.
func habits(runs []*run, past bool) {
	var h habit
	for i, r := range runs {
		w := widened(runs, i, past)
		h.slide(w)
		r.usual = h.of(w)
	}
}

// habit is the sliding part of usual.
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
		w.self = -1 // too few others: the run itself has to serve
	}
	u.flat, u.gap = h.steadyBase(w)
	u.base = base{quanta(u.flat), quanta(u.gap)}
	h.values = w.values(h.values, func(r *run) float64 { return r.alone.heart })
	u.heart = quantile(h.values, easyHeart)
	u.runs = w.hi - w.lo - 1
	u.own90 = h.own(w)
	return u
}

// add puts a run's seconds into the pool, or takes them out again. It passes over a run
// whose speeds are doubtful.
func (h *habit) add(r *run, sign int64) {
	if r.Sum.TrustsSpeed() {
		h.pool.add(&r.alone.smooth.count, sign)
	}
}

// own returns the window's own 90th percentile of 20-s speed over moving seconds, m/s.
func (h *habit) own(w window) float64 {
	if w.self < 0 {
		return h.pool.quantile(ownQuantile) * summary.SpeedQuantum
	}
	h.add(w.runs[w.self], -1)
	v := h.pool.quantile(ownQuantile) * summary.SpeedQuantum
	h.add(w.runs[w.self], 1)
	return v
}

// steadyBase returns the runner's steady speed: the median over the steadier half of the
// window's runs of at least 20 min of their median speeds. The steadier half,
// because repetitions and their jogs have no typical speed. Ours.
// Without such a run, all runs of the window have to do.
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

// atLeast returns v, or NaN when it is below limit.
func atLeast(v, limit float64) float64 {
	if v >= limit {
		return v
	}
	return math.NaN()
}
