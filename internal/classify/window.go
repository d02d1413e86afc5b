package classify

import (
	"math"
	"slices"
	"sort"
)

// window holds the runs that a run is compared with: runs[lo:hi], with the judged run at
// index self.
type window struct {
	runs         []*run
	lo, hi, self int
}

const (
	windowDays = 42    // on each side: six weeks, in which fitness hardly changes. Ours.
	enough     = 20    // runs, so that the steadier half has ten; a window with fewer is widened. Ours.
	day        = 86400 // s

	// perDay bounds the runs of a window, so that the time of judging grows with the
	// number of runs and not with its square. Nobody runs more often for weeks. Ours.
	perDay = 4
)

// widenings are tried in turn until a window holds enough runs. Ours.
var widenings = [...]float64{1, 1.5, 2.5, 4}

// around returns the window of run i. It reaches over the given number of days on each
// side, or only before the run if past, and has at most perDay runs for each day.
func around(runs []*run, i int, days float64, past bool) window {
	at, reach := runs[i].at, days*day
	most := int(days * perDay)
	first := max(0, i-most)
	lo := first + sort.Search(i-first, func(k int) bool { return runs[first+k].at >= at-reach })
	hi := i + 1
	if !past {
		hi += sort.Search(min(most, len(runs)-i-1), func(k int) bool { return runs[i+1+k].at > at+reach })
	}
	return window{runs, lo, hi, i}
}

// widened returns the window of windowDays around run i, widened until it holds enough
// other runs.
func widened(runs []*run, i int, past bool) (w window) {
	for _, f := range widenings {
		if w = around(runs, i, windowDays*f, past); w.hi-w.lo > enough {
			break
		}
	}
	return w
}

// values calls f for the window's other runs and appends the results to out[:0]. It leaves
// out NaN and runs whose speeds are doubtful.
func (w window) values(out []float64, f func(*run) float64) []float64 {
	out = out[:0]
	for k := w.lo; k < w.hi; k++ {
		if v := f(w.runs[k]); k != w.self && w.runs[k].Sum.TrustsSpeed() && !math.IsNaN(v) {
			out = append(out, v)
		}
	}
	return out
}

// quantile returns the value below which share q of v lies, linear between ranks
// (Hyndman & Fan 1996, type 7); NaN when v is empty. It reorders v.
func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	at := q * float64(len(v)-1)
	i := int(at)
	place(v, i)
	if i+1 == len(v) {
		return v[i]
	}
	return v[i] + (at-float64(i))*(slices.Min(v[i+1:])-v[i])
}

// place reorders v so that v[k] has the value that it would have if v were sorted, and no
// value before it is greater (Hoare 1961). Sorting whole windows took a third of the time
// of judging.
func place(v []float64, k int) {
	for lo, hi := 0, len(v)-1; lo < hi; {
		pivot, i, j := v[(lo+hi)/2], lo, hi
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for v[j] > pivot {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return
		}
	}
}
