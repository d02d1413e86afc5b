package season

import (
	"math"

	"dayafter/internal/summary"
)

// trusted reports whether heart rate is reliable. If it is not, trusted adds a reason.
func (a *Audit) trusted(r *Run) bool {
	switch {
	case math.IsNaN(a.Share) || !r.Sum.HasHR():
		a.reason("hr-missing", r.Sum.HRShare, summary.LeastHRShare, CannotTell)
		return false
	case !r.Sum.TrustsHR():
		a.reason("hr-doubtful", a.HRQuality, summary.LeastHRQuality, CannotTell)
		return false
	}
	return true
}

// byHeart judges by the share of time above the ceiling, as a whole and by halves.
func (a *Audit) byHeart(r *Run) Easiness {
	first, second := a.halves(r)
	decoupled := a.Drift > driftLimit && r.Sum.Moving >= driftLength
	verdict := TrulyEasy
	switch {
	case a.Share > aboveLimit && first > aboveLimit:
		verdict = TooFast
	case a.Share > aboveLimit, second > aboveLimit && decoupled:
		verdict = Drifted
	}
	a.reason("hr-share-above", a.Share, aboveLimit, verdict)
	if verdict == Drifted {
		a.reason("hr-second-half", second, aboveLimit, Drifted)
	}
	if decoupled {
		a.reason("decoupling", a.Drift, driftLimit, Drifted)
	}
	return verdict
}

// halves returns the shares of the minutes above the ceiling in the first and the
// second half of the run; NaN where none is known.
func (a *Audit) halves(r *Run) (first, second float64) {
	minutes := r.Sum.Trace.HeartRates(nil, 60)
	half := len(minutes) / 2
	return a.shareOf(minutes[:half]), a.shareOf(minutes[half:])
}

func (a *Audit) shareOf(minutes []float64) float64 {
	over, all := 0, 0
	for _, hr := range minutes {
		if !math.IsNaN(hr) {
			all++
		}
		if hr >= a.Ceiling {
			over++
		}
	}
	return float64(over) / float64(all)
}
