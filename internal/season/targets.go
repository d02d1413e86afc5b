package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Targets are limits for an easy run, taken from the runner's own runs.
type Targets struct {
	Seconds    float64 // duration
	SlowerThan float64 // m/s on the flat; NaN if too few easy runs are known
	BelowHR    float64 // whole beats/min; NaN without a reliable threshold

	ByLength int           // number of earlier next-day runs behind Seconds; if 0, Seconds is HalfHour
	LongOnly bool          // all runs of ByLength came the day after a long run
	ByPace   int           // number of easy runs behind SlowerThan
	LTHR     float64       // beats/min, from which BelowHR is computed; NaN
	Standing zone.Standing // standing of LTHR
}

// HalfHour is the duration of a recovery run, in seconds, for a runner without earlier
// next-day runs: runners who follow Fitzgerald usually run for 30 minutes.
const HalfHour = 30 * 60

// Limits of the targets. Ours.
const (
	targetDays    = 120     // days of earlier next-day runs that still describe the runner
	targetLeast   = 3       // next-day runs that make a habit
	targetRound   = 5 * 60  // s
	targetLongest = 45 * 60 // s: a longer run is no recovery run
)

// targets returns the limits for an easy run on the given day from the runs before. The
// duration comes from the easy runs after any hard run.
func (s *Season) targets(day unit.Day) Targets {
	return s.targetsBy(s.nextDayLengths(day, s.afterHard), day)
}

// targetsAfterLong returns the limits for an easy run on the day after a long run. The
// duration comes from the easy runs after long runs, if there are enough.
func (s *Season) targetsAfterLong(day unit.Day) Targets {
	lengths := s.nextDayLengths(day, s.afterLong)
	if len(lengths) < targetLeast {
		return s.targets(day)
	}
	t := s.targetsBy(lengths, day)
	t.LongOnly = true
	return t
}

// targetsBy returns the limits for an easy run on the given day, with the duration from
// the lengths in s of earlier runs.
func (s *Season) targetsBy(lengths []float64, day unit.Day) Targets {
	t := Targets{Seconds: HalfHour, SlowerThan: math.NaN(), BelowHR: math.NaN(), LTHR: math.NaN()}
	if len(lengths) >= targetLeast {
		t.ByLength = len(lengths)
		t.Seconds = min(targetLongest, max(targetRound, targetRound*math.Round(stat.Median(lengths)/targetRound)))
	}
	if speeds := s.easyBefore(day); speeds != nil {
		t.SlowerThan, t.ByPace = classify.RecoverySpeed(stat.Median(speeds)), len(speeds)
	}
	if z := s.zonesOn(day); z != nil && z.LTHR.Standing > zone.Provisional {
		t.LTHR, t.Standing = z.LTHR.Value, z.LTHR.Standing
		t.BelowHR = math.Round(zone.RecoveryOfLTHR * t.LTHR)
	}
	return t
}

// freshTargets returns the limits for an easy run on rested legs on the given day. They are
// those by which such a run is judged easy, not those of a recovery run.
func (s *Season) freshTargets(day unit.Day) Targets {
	t := s.targets(day)
	z := s.zonesOn(day)
	if z == nil {
		return t
	}
	t.BelowHR = math.Round(zone.EasyOfLTHR * t.LTHR)
	t.SlowerThan = ownLimit * stat.Median(s.easyBefore(day))
	if z.Pace.EasyTop > t.SlowerThan {
		t.SlowerThan = z.Pace.EasyTop
	}
	return t
}

// easyBefore returns the easy speeds before the day and near it; nil if there are too few.
func (s *Season) easyBefore(day unit.Day) []float64 {
	easy := easySpeeds(s.earlier, s.before(day))
	return easy.near(day, -1)
}

// nextDayLengths returns the moving times of the recent recovery and easy runs for which
// after returns true.
func (s *Season) nextDayLengths(day unit.Day, after func(*Run) bool) (seconds []float64) {
	for i := range s.Runs {
		r := &s.Runs[i]
		recent := r.Day < day && r.Day >= day-targetDays
		if recent && after(r) && r.IsRun() && (r.Follows() == RecoveryRun || r.Follows() == EasyRun) {
			seconds = append(seconds, r.Sum.Moving)
		}
	}
	return seconds
}

// afterHard reports whether the run came the day after a long run, key workout or race.
func (s *Season) afterHard(r *Run) bool { return r.DayAfter >= 0 }

// afterLong reports whether the run came the day after a long run.
func (s *Season) afterLong(r *Run) bool {
	return s.afterHard(r) && s.Runs[r.DayAfter].Verdict.Class == classify.Long
}

// before returns the runs before the day.
func (s *Season) before(day unit.Day) []Run {
	n := 0
	for n < len(s.Runs) && s.Runs[n].Day < day {
		n++
	}
	return s.Runs[:n]
}

// zonesOn returns the zones of the last session up to the day, or nil.
func (s *Season) zonesOn(day unit.Day) *zone.Set {
	for i := len(s.Runs) - 1; i >= 0; i-- {
		if s.Runs[i].Day <= day {
			return &s.Runs[i].Zones
		}
	}
	return nil
}

// ThresholdUnknown reports whether the runner has never run hard enough to show a
// threshold heart rate.
func (s *Season) ThresholdUnknown() bool {
	z := s.zonesOn(s.LastKnown)
	return z != nil && z.LTHR.Standing == zone.Provisional
}

// Advice says what fits on the day after the next long run.
type Advice struct {
	Rest    bool    // a day without running, by the rule for so few runs a week
	PerWeek float64 // usual runs a week; NaN if too few weeks are known
	Targets Targets // targets for an easy run, if the runner runs
}

// Advice returns what fits on the day after the next long run, from the runs up to the end
// of the season.
func (s *Season) Advice() Advice {
	t := Today{Day: s.LastKnown + 1}
	s.setUsual(&t)
	return Advice{t.Rule == ThreeOrLess, t.PerWeek, s.targetsAfterLong(t.Day)}
}
