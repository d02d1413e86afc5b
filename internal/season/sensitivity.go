package season

import (
	"slices"

	"dayafter/internal/classify"
)

// Sensitivity describes how the answer changes with other thresholds and with another
// definition of the day after.
type Sensitivity struct {
	Asked   bool // false if runs could not be judged again
	Shifts  []Shift
	Hangs   bool // some row has Hangs
	Differs int  // the highest Changed of all rows
}

// Shift is the answer under one changed assumption.
type Shift struct {
	Answer
	Shift    float64 // factor of the thresholds; 1 as estimated
	Within24 bool    // the day after is 24 h from the end, not the next calendar day
	Hangs    bool    // the word differs from the season's, and the share lies outside the season's interval
	Changed  int     // long runs of the season that are no longer long, or whose day after is of another kind
}

// shifts lists the factors of the thresholds for which the answer is computed.
var shifts = []float64{0.95, 0.97, 1, 1.03, 1.05}

// sensitivity computes the answer again with other thresholds, and with 24 h instead of the
// calendar day.
func (s *Season) sensitivity(o Options) {
	base := s.Answer
	s.Shifts.Shifts = []Shift{s.shift(s.Runs, s.LongRuns, 1)}
	if o.Rejudge != nil {
		s.Shifts.Asked = true
		s.Shifts.Shifts = s.Shifts.Shifts[:0]
		for _, x := range shifts {
			runs := s.rejudged(o.Rejudge, x)
			s.Shifts.Shifts = append(s.Shifts.Shifts, s.shift(runs, s.field(runs).aftermaths(isLong), x))
		}
	}
	s.Shifts.Shifts = append(s.Shifts.Shifts, s.within24())
	for i := range s.Shifts.Shifts {
		x := &s.Shifts.Shifts[i]
		x.Hangs = !x.Within24 && x.Word != base.Word && !(x.Share >= base.Low && x.Share <= base.High)
		s.Shifts.Hangs = s.Shifts.Hangs || x.Hangs
		s.Shifts.Differs = max(s.Shifts.Differs, x.Changed)
	}
}

// rejudged returns the season's runs with verdicts for thresholds multiplied by shift.
func (s *Season) rejudged(rejudge func(float64) []classify.Verdict, shift float64) []Run {
	if shift == 1 {
		return s.Runs
	}
	verdicts := rejudge(shift)
	runs := slices.Clone(s.Runs)
	for i := range runs {
		runs[i].Verdict = verdicts[runs[i].index]
		runs[i].assign()
	}
	usual := easySpeeds(s.earlier, runs, s.later)
	for i := range runs {
		if r := &runs[i]; r.DayAfter >= 0 && r.IsRun() {
			r.Audit = auditOf(r, usual.around(r.Day, r.index), shift)
			r.assign()
		}
	}
	return runs
}

// shift returns the answer for the given runs.
func (s *Season) shift(runs []Run, long []Aftermath, by float64) Shift {
	x := Shift{Answer: s.answer(runs, long), Shift: by}
	kinds := map[int]Followed{}
	for _, l := range long {
		kinds[l.Run] = l.Days[0].Kind
	}
	for _, l := range s.LongRuns {
		kind, still := kinds[l.Run]
		x.Changed += count(!still || kind != l.Days[0].Kind)
	}
	return x
}

// within24 returns the answer for the 24 h after the end of the long runs.
func (s *Season) within24() Shift {
	long := slices.Clone(s.LongRuns)
	for i := range long {
		long[i].Days[0] = long[i].Within
	}
	x := s.shift(s.Runs, long, 1)
	x.Within24 = true
	return x
}
