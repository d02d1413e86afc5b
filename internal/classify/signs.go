package classify

import "math"

// readSigns fills the raw signs of every run.
func readSigns(runs []*run, past bool) {
	var m meter
	for i, r := range runs {
		r.signs = m.signs(r, widened(runs, i, past))
	}
}

func (m *meter) signs(r *run, w window) signs {
	var s signs
	for k := range s {
		s[k] = math.NaN()
	}
	s[spread] = r.alone.spread
	s[bestEffort] = r.bestShare(w)
	if len(r.Sum.Trace.Speed) > 0 && known(r.usual.flat) {
		r.fastBouts = m.fast(r)
		s[fastTime], s[fastCount] = r.fastBouts.sum, r.fastBouts.n
		s[restedCount] = m.rested(r)
		s[ownFast] = m.ownFast(r)
	}
	if len(r.Sum.Trace.GAP) > 0 && known(r.usual.gap) {
		s[sustained], r.sustainedBouts = m.sustained(r)
	}
	return s
}

func orZero(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}
