package classify

import "math"

// bestShare returns the share of the window's other runs whose fastest 30 s were slower
// than this run's, 0..1. This ranking needs no base. It is NaN if there is no run to
// compare with. Ours.
func (r *run) bestShare(w window) float64 {
	n, slower := 0.0, 0.0
	for k := w.lo; k < w.hi; k++ {
		v := w.runs[k].alone.best30
		if k == w.self || math.IsNaN(v) || !w.runs[k].Sum.TrustsSpeed() {
			continue
		}
		n++
		if v < r.alone.best30 {
			slower++
		}
	}
	if n < fewestOthers || math.IsNaN(r.alone.best30) {
		return math.NaN()
	}
	return slower / n
}
