package classify

import (
	"math"

	"dayafter/internal/unit"
)

// ownHabit is the quantile of a sign in the runner's other runs that is subtracted from the
// sign of a run. A run-walker or a trail runner speeds up in every run, and a sign that
// nearly every run shows is no workout. Ours.
const ownHabit = 0.30

// habitShift sets over to the signs minus the runner's habit. It takes the habit from the
// other runs, compared with the base of the run itself.
func habitShift(runs []*run, past bool) {
	inParallel(len(runs), func(from, to int) {
		l := ledger{meters: make([]*meter, len(runs)), kept: make([][]entry, len(runs))}
		for i, r := range runs[from:to] {
			w := widened(runs, from+i, past)
			l.forget(w.lo)
			r.over = l.overHabit(w, r.signs)
			r.score = r.over.score()
		}
	})
}

// overHabit returns the signs of a run minus the runner's habit.
func (l *ledger) overHabit(w window, own signs) signs {
	over := own
	for k, c := range scales {
		if c.habit && own[k] > 0 {
			over[k] = max(0, own[k]-unit.OrZero(l.usual(w, sign(k))))
		}
	}
	return over
}

// ledger remembers the surges of runs by base. The base changes slowly, so a run is
// compared with few bases. It also remembers the series of the runs in a window, because
// each is compared with several bases.
type ledger struct {
	meters []*meter  // by run; nil where nothing is loaded
	first  int       // no run before it has a meter
	free   []*meter  // to use again
	kept   [][]entry // by run
	values []float64
}

// meter returns the meter of run j.
func (l *ledger) meter(j int) *meter {
	if l.meters[j] == nil {
		l.meters[j] = &meter{}
		if n := len(l.free); n > 0 {
			l.meters[j], l.free = l.free[n-1], l.free[:n-1]
		}
		l.first = min(l.first, j)
	}
	return l.meters[j]
}

// forget frees the meters of the runs before lo.
func (l *ledger) forget(lo int) {
	for ; l.first < lo; l.first++ {
		if m := l.meters[l.first]; m != nil {
			l.free, l.meters[l.first] = append(l.free, m), nil
		}
	}
}

type entry struct {
	base  base
	signs signs
}

// usual returns the runner's habit of a sign: its quantile over the window's other runs,
// compared with the base of the judged run; NaN if there are none.
func (l *ledger) usual(w window, k sign) float64 {
	l.values = l.values[:0]
	against := w.runs[w.self].usual.base
	for j := w.lo; j < w.hi; j++ {
		if v := l.signs(w.runs, j, against)[k]; j != w.self && w.runs[j].Sum.TrustsSpeed() && !math.IsNaN(v) {
			l.values = append(l.values, v)
		}
	}
	return quantile(l.values, ownHabit)
}

// signs returns the surges of run j against a base.
func (l *ledger) signs(runs []*run, j int, b base) *signs {
	for k := range l.kept[j] {
		if e := &l.kept[j][k]; e.base == b {
			return &e.signs
		}
	}
	s := runs[j].surges
	if b != runs[j].usual.base {
		s = l.meter(j).surges(runs[j], b)
	}
	l.kept[j] = append(l.kept[j], entry{b, s.signs()})
	return &l.kept[j][len(l.kept[j])-1].signs
}
