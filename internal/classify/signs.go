package classify

import "math"

// readSigns fills the raw signs of every run.
func readSigns(runs []*run, past bool) {
	inParallel(len(runs), func(from, to int) {
		var m meter
		for i := from; i < to; i++ {
			runs[i].signs = m.signs(runs[i], widened(runs, i, past))
		}
	})
}

func (m *meter) signs(r *run, w window) signs {
	var s signs
	for k := range s {
		s[k] = math.NaN()
	}
	s[spread] = r.alone.spread
	s[bestEffort] = r.bestShare(w)
	if len(r.alone.smooth.steps) > 0 && known(r.usual.flat) {
		s[ownFast] = r.ownFast()
		s[fastTime], s[fastCount], s[restedCount] = m.repetitions(r)
	}
	if len(r.alone.graded.steps) > 0 && known(r.usual.gap) {
		s[sustained], r.sustainedBouts = r.sustained()
		r.hardest = r.threshold()
	}
	return s
}

// repetitions are the signs in the short series. Most easy runs hold not a second
// that is fast enough, which spares making it.
func (m *meter) repetitions(r *run) (time, count, rested float64) {
	if r.alone.top < min(fastRatio, restedRatio)*r.usual.flat {
		return 0, 0, 0
	}
	m.loadShort(r.Sum)
	r.fastBouts = m.fast(r)
	return r.fastBouts.sum, r.fastBouts.n, m.rested(r)
}

func orZero(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}
