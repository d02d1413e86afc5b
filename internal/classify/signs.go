package classify

// readSigns sets the signs of every run.
func readSigns(runs []*run, past bool) {
	inParallel(len(runs), func(from, to int) {
		var m meter
		for i := from; i < to; i++ {
			runs[i].signs = m.signs(runs[i], widened(runs, i, past))
		}
	})
}

func (m *meter) signs(r *run, w window) signs {
	r.surges = m.surges(r, r.usual.base)
	s := r.surges.signs()
	s[spread] = r.alone.spread
	s[bestEffort] = r.bestShare(w)
	if len(r.alone.smooth.steps) > 0 && known(r.usual.flat) {
		s[ownFast] = r.ownFast()
	}
	if len(r.alone.smooth.steps) > 0 && r.usual.base.flat > 0 {
		m.loadShort(r)
		r.alike = m.alike(r, r.usual.base.flat)
	}
	if len(r.alone.graded.steps) > 0 && known(r.usual.gap) {
		r.hardest = r.threshold()
	}
	return s
}
