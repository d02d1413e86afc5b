package season

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/classify"
	"dayafter/internal/zone"
)

// Audit is the verdict on how easy a run was, with the heart rate, grade-adjusted pace and
// drift behind it, and the quality of the heart rate.
type Audit struct {
	Verdict Easiness
	ByPace  bool     // judged by pace alone: heart rate is missing or doubtful
	Reasons []Reason // the reasons for the verdict come first

	Ceiling   float64 // beats/min, the easy ceiling of the day: 90 % of LTHR or its equal; NaN
	Margin    float64 // beats/min by which Ceiling may be off; NaN
	Above     float64 // s with heart rate at or above Ceiling; NaN without
	Share     float64 // 0..1, Above as a share of the seconds with heart rate; NaN
	OfLTHR    float64 // mean heart rate as a share of LTHR; NaN
	HRQuality float64 // 0..1; NaN without heart rate
	Drift     float64 // %, aerobic decoupling; NaN

	Speed     float64 // m/s, grade-adjusted; NaN
	PaceLimit float64 // m/s, where Friel's pace zone 3 begins; NaN
	Usual     float64 // m/s, grade-adjusted: median of the runner's easy runs within 42 days; NaN
	Slower    float64 // share by which the pace (s/km) was slower than Usual, negative when faster; NaN
}

// Reason is one reason of an Audit.
type Reason struct {
	// Rule is stable and short: "hr-share-above", "hr-second-half", "decoupling",
	// "pace-zone", "own-pace", "hr-missing", "hr-doubtful", "lower-bound" or
	// "provisional" where LTHR may be higher than estimated, "within-margin" where the
	// ceiling may, "odd-heart" where the sensor seems to count steps, "recovery-paced" where
	// the run was a recovery run, "slower-than-usual" where pace overrules heart rate, "heat"
	// where heat may have raised it, "workout", and "felt-hard" by the runner's own rating.
	Rule  string
	Got   float64 // NaN when the rule is not about a number
	Limit float64 // NaN if there is none
	For   Easiness
}

// Intended compares a run with its title.
type Intended struct {
	Recovery, Easy bool // the title calls it a recovery run, an easy run
	Broken         bool // the run was not what the title says: it drifted, was too fast, or was judged long or key
}

// Limits of an Audit. Ours, except where a source is named.
const (
	aboveLimit  = classify.MostAbove
	driftLimit  = 5    // %, decoupling: Friel, The Triathlete's Training Bible
	driftLength = 1800 // s of running below which decoupling is ignored
	ownLimit    = 1.05 // times the runner's own easy speed
	slowerLimit = classify.ClearlySlower
	hot         = 24 // °C from which heat raises the heart rate at the same pace
	feltHard    = classify.FeltHard
)

// audit judges every run of the season.
func (s *Season) audit() {
	usual := easySpeeds(s.earlier, s.Runs, s.later)
	for i := range s.Runs {
		r := &s.Runs[i]
		if !r.IsRun() {
			r.Audit = noAudit()
			continue
		}
		r.Audit = auditOf(r, usual.around(r.Day, r.index), 1)
		r.Called = Intended{Recovery: r.Intent.Recovery, Easy: r.Intent.Easy}
		notEasy := r.Stresses() || r.Audit.Verdict == Drifted || r.Audit.Verdict == TooFast
		r.Called.Broken = (r.Called.Recovery || r.Called.Easy) && notEasy
	}
}

func noAudit() Audit {
	n := math.NaN()
	return Audit{
		Ceiling: n, Margin: n, Above: n, Share: n, OfLTHR: n, HRQuality: n, Drift: n,
		Speed: n, PaceLimit: n, Usual: n, Slower: n,
	}
}

// auditOf compares a run with its zones, multiplied by shift, and with the runner's usual
// easy speed in m/s.
func auditOf(r *Run, usual, shift float64) Audit {
	x := r.Sum
	a := noAudit()
	a.Ceiling, a.Margin = r.Zones.HR.EasyTop*shift, r.Zones.HR.Margin
	a.Share = zone.ShareAbove(x.HRSeconds, a.Ceiling)
	a.Above = a.Share * secondsOf(x.HRSeconds)
	a.OfLTHR = x.AvgHR / (r.Zones.LTHR.Value * shift)
	a.HRQuality, a.Drift = x.HRQuality, x.Decoupling
	a.Speed, a.PaceLimit, a.Usual = x.GAPSpeed, r.Zones.Pace.EasyTop*shift, usual
	a.Slower = usual/x.GAPSpeed - 1
	a.judge(r)
	return a
}

// secondsOf returns the seconds of a histogram.
func secondsOf(histogram []uint16) (all float64) {
	for _, n := range histogram {
		all += float64(n)
	}
	return all
}

// judge sets the verdict, by heart rate first. Pace decides if heart rate cannot be
// trusted, or if both pace limits contradict heart rate.
func (a *Audit) judge(r *Run) {
	if a.trusted(r) {
		a.Verdict = a.byBoth(r)
	} else {
		a.Verdict = a.byPace(r)
		a.ByPace = a.Verdict != CannotTell
	}
	if a.Verdict == TrulyEasy {
		a.Verdict = a.objection(r)
	}
	if a.Verdict == TooFast && r.Verdict.Class == classify.Recovery && r.Verdict.Judged == classify.Recovery {
		a.Verdict = a.asRecovery(r)
	}
	slices.SortStableFunc(a.Reasons, func(x, y Reason) int {
		return cmp.Compare(count(x.For != a.Verdict), count(y.For != a.Verdict))
	})
}

// byBoth judges by heart rate, unless pace contradicts it.
func (a *Audit) byBoth(r *Run) Easiness {
	heart, pace := a.byHeart(r), a.byPace(r)
	switch {
	case heart == TrulyEasy && pace == TooFast:
		return TooFast
	case heart == TrulyEasy:
		return TrulyEasy
	case a.Slower >= slowerLimit:
		// Heat, hills, tiredness and a bad sensor raise the heart rate of a slow run, too.
		a.reason("slower-than-usual", a.Slower, slowerLimit, TrulyEasy)
		a.ByPace = true
		return TrulyEasy
	case pace == TooFast:
		return heart
	}
	return a.withDoubt(r, heart)
}

// withDoubt returns the verdict on a run that is not easy by heart rate, but whose pace
// does not confirm this. The verdict by heart rate remains if the threshold is known and
// heart rate exceeds the ceiling by more than the margin.
func (a *Audit) withDoubt(r *Run, heart Easiness) Easiness {
	sure := zone.ShareAbove(r.Sum.HRSeconds, a.Ceiling+a.Margin)
	standing := r.Zones.LTHR.Standing
	switch {
	case r.Verdict.OddHeart:
		a.doubt("odd-heart")
	case standing == zone.Provisional:
		a.doubt("provisional")
	case standing == zone.LowerBound:
		a.doubt("lower-bound")
	case a.Share > aboveLimit && sure <= aboveLimit:
		a.doubt("within-margin")
	case r.Sum.AvgTemp >= hot && a.ownPace() == TrulyEasy:
		a.doubt("heat")
	default:
		return heart
	}
	return CannotTell
}

func (a *Audit) doubt(rule string) { a.reason(rule, math.NaN(), math.NaN(), CannotTell) }

// objection returns TooFast for a workout that heart rate and pace call easy because its
// rests lower the mean. It also adds a reason if the run felt hard.
func (a *Audit) objection(r *Run) Easiness {
	if r.Sum.Rating.RPE >= feltHard {
		a.reason("felt-hard", r.Sum.Rating.RPE, feltHard, TrulyEasy)
	}
	if r.Verdict.Class == classify.Key {
		a.reason("workout", math.NaN(), math.NaN(), TooFast)
		return TooFast
	}
	return TrulyEasy
}

// asRecovery returns the verdict on a recovery run that would otherwise be too fast.
// Package classify found that it was of low intensity, and slower or lower in heart rate
// than usual. So it is easy if a reliable heart rate is below the ceiling, and otherwise
// cannot be judged.
func (a *Audit) asRecovery(r *Run) Easiness {
	verdict := CannotTell
	if r.Sum.HasHR() && r.Sum.TrustsHR() && a.Share <= aboveLimit {
		verdict = TrulyEasy
	}
	a.reason("recovery-paced", math.NaN(), math.NaN(), verdict)
	return verdict
}

func (a *Audit) reason(rule string, got, limit float64, e Easiness) {
	a.Reasons = append(a.Reasons, Reason{rule, got, limit, e})
}
