package season

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/rule"
	"dayafter/internal/stat"
	"dayafter/internal/summary"
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

// Easiness is the verdict of an Audit.
type Easiness uint8

// Verdicts of an Audit.
const (
	NotAudited Easiness = iota // no run
	TrulyEasy
	Drifted    // began easy, but did not stay easy
	TooFast    // above the ceiling or past the pace limit from the start
	CannotTell // neither heart rate nor pace can decide
	HardEase   // the run on the day after was itself long, key or a race
	Easinesses // the number of verdicts
)

var easinessNames = [Easinesses]string{"", "truly easy", "drifted", "too fast", "cannot tell", "hard"}

// String returns the name shown to the runner; "" when not audited.
func (e Easiness) String() string {
	return easinessNames[e]
}

// EaseRule decides how easy a run on a day after was. A run that leaves fatigue counts as
// hard, however it was run.
var EaseRule = rule.Decide(SessionFacts, Easiness.String,
	rule.Row[Easiness]{When: `[Sport]<>"run"`, Then: NotAudited},
	rule.Row[Easiness]{When: `OR([Class]="long",[Class]="key",[Race]="yes")`, Then: HardEase},
	rule.Row[Easiness]{When: `[Class]="unknown"`, Then: CannotTell}, // such as a run too short to judge
	rule.Row[Easiness]{When: `[Audit]="truly easy"`, Then: TrulyEasy},
	rule.Row[Easiness]{When: `[Audit]="drifted"`, Then: Drifted},
	rule.Row[Easiness]{When: `[Audit]="too fast"`, Then: TooFast},
	rule.Row[Easiness]{Then: CannotTell},
)

// Ease returns how easy the run was as a run on a day after.
func (r *Run) Ease() Easiness { return EaseRule.Of(r) }

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
	Unit  string  // "share", "m/s", "%"; ""
	For   Easiness
}

// Intended compares a run with its title.
type Intended struct {
	Recovery, Easy bool // the title calls it a recovery run, an easy run
	Broken         bool // the run was not what the title says: it drifted, was too fast, or was judged long or key
}

// SlowEnough sums the audits of the runs on the day after a long run.
type SlowEnough struct {
	Runs   int              // runs that decided day +1 of a long run and are no stressors themselves
	Counts map[Easiness]int // numbers of runs among Runs
	ByPace int              // number of runs among Runs that were judged by pace alone
	Slower float64          // median share by which the judged runs were slower than the runner's easy runs; NaN
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
		a.Verdict = a.byPace()
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
	heart, pace := a.byHeart(r), a.byPace()
	switch {
	case heart == TrulyEasy && pace == TooFast:
		return TooFast
	case heart == TrulyEasy:
		return TrulyEasy
	case a.Slower >= slowerLimit:
		// Heat, hills, tiredness and a bad sensor raise the heart rate of a slow run, too.
		a.reason("slower-than-usual", a.Slower, slowerLimit, "share", TrulyEasy)
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

func (a *Audit) doubt(rule string) { a.reason(rule, math.NaN(), math.NaN(), "", CannotTell) }

// objection returns TooFast for a workout that heart rate and pace call easy because its
// rests lower the mean. It also adds a reason if the run felt hard.
func (a *Audit) objection(r *Run) Easiness {
	if r.Sum.Rating.RPE >= feltHard {
		a.reason("felt-hard", r.Sum.Rating.RPE, feltHard, "", TrulyEasy)
	}
	if r.Verdict.Class == classify.Key {
		a.reason("workout", math.NaN(), math.NaN(), "", TooFast)
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
	a.reason("recovery-paced", math.NaN(), math.NaN(), "", verdict)
	return verdict
}

// trusted reports whether heart rate is reliable. If it is not, trusted adds a reason.
func (a *Audit) trusted(r *Run) bool {
	switch {
	case math.IsNaN(a.Share) || !r.Sum.HasHR():
		a.reason("hr-missing", r.Sum.HRShare, summary.LeastHRShare, "share", CannotTell)
		return false
	case !r.Sum.TrustsHR():
		a.reason("hr-doubtful", a.HRQuality, summary.LeastHRQuality, "share", CannotTell)
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
	a.reason("hr-share-above", a.Share, aboveLimit, "share", verdict)
	if verdict == Drifted {
		a.reason("hr-second-half", second, aboveLimit, "share", Drifted)
	}
	if decoupled {
		a.reason("decoupling", a.Drift, driftLimit, "%", Drifted)
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

// byPace judges by the two pace limits if they agree.
func (a *Audit) byPace() Easiness {
	own, friel := a.ownPace(), a.zonePace()
	if friel != CannotTell {
		a.reason("pace-zone", a.Speed, a.PaceLimit, "m/s", friel)
	}
	if own != CannotTell {
		a.reason("own-pace", a.Speed, ownLimit*a.Usual, "m/s", own)
	}
	if own == friel {
		return own
	}
	return CannotTell
}

// FastLimit returns the speed in m/s above which a run is too fast by both limits; NaN if
// either is unknown.
func (a *Audit) FastLimit() float64 { return math.Max(a.PaceLimit, ownLimit*a.Usual) }

// zonePace judges the speed by the top of Friel's pace zone 2.
func (a *Audit) zonePace() Easiness { return slowerThan(a.Speed, a.PaceLimit) }

// ownPace judges the speed by the runner's own easy runs.
func (a *Audit) ownPace() Easiness { return slowerThan(a.Speed, ownLimit*a.Usual) }

func slowerThan(speed, limit float64) Easiness {
	switch {
	case math.IsNaN(speed) || math.IsNaN(limit):
		return CannotTell
	case speed > limit:
		return TooFast
	}
	return TrulyEasy
}

func (a *Audit) reason(rule string, got, limit float64, unit string, e Easiness) {
	a.Reasons = append(a.Reasons, Reason{rule, got, limit, unit, e})
}

// slowEnough sums the audits of the runs on the day after the long runs.
func (s *Season) slowEnough() SlowEnough {
	out := SlowEnough{Counts: map[Easiness]int{}, Slower: math.NaN()}
	var slower []float64
	for _, a := range s.LongRuns {
		if r := meantEasy(s.Runs, a.Days[0]); r != nil {
			out.Runs++
			out.Counts[r.Audit.Verdict]++
			out.ByPace += count(r.Audit.ByPace)
			if r.Audit.Verdict != CannotTell {
				slower = append(slower, r.Audit.Slower)
			}
		}
	}
	out.Slower = stat.Median(slower)
	return out
}

// meantEasy returns the run that decided a day after; nil if no run did, or a stressor.
func meantEasy(runs []Run, a After) *Run {
	if a.Run < 0 || a.Sport != activity.Run || runs[a.Run].Stresses() {
		return nil
	}
	return &runs[a.Run]
}
