package season

import (
	"cmp"
	"math"
	"slices"
)

// confoundSchedule finds the covariate in which the long runs of the two largest groups
// differed most before the next day.
func (s *Season) confoundSchedule() {
	sch := &s.Next.Schedule
	a, b, ok := largest(sch.Long)
	if !ok {
		return
	}
	all := s.knownBefore(s.scheduled(a, b))
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(x, y Balance) int { return cmp.Compare(math.Abs(y.Distance), math.Abs(x.Distance)) })
	sch.Confounder, sch.Unlike = all[0].Covariate, all[0].Unlike()
}

// largest returns the two groups with the most long runs. ok is false if either is too
// small to compare.
func largest(turnouts []Turnout) (a, b Group, ok bool) {
	sorted := slices.Clone(turnouts)
	slices.SortStableFunc(sorted, func(x, y Turnout) int { return cmp.Compare(y.N, x.N) })
	if len(sorted) < 2 || sorted[1].N < MinArm {
		return 0, 0, false
	}
	return sorted[0].Group, sorted[1].Group, true
}

// scheduled returns the long runs of two groups for which it is known whether the next key
// workout came on schedule. The labels mark the first group.
func (s *Season) scheduled(a, b Group) *sample {
	x := &sample{measure: DaysUntil, runs: s.Runs}
	for i := range s.LongRuns {
		l := &s.LongRuns[i]
		if (l.Group == a || l.Group == b) && l.Next != NotDue {
			o := s.outcome(*l)
			x.outcomes, x.labels, x.form = append(x.outcomes, &o), append(x.labels, l.Group == a), append(x.form, s.Runs[l.Run].Early)
		}
	}
	return x
}

// knownBefore returns the balance of each covariate that was known before the next day. It
// leaves out the kind of the next key workout, which may have been missed.
func (s *Season) knownBefore(x *sample) (all []Balance) {
	columns := &columns{season: s, sample: x, list: s.columns(x)}
	columns.number(FormBefore, func(o *Outcome) float64 { return s.Runs[o.Long].Early })
	for _, k := range columns.list {
		if k.of.before() && k.of != KindNext {
			all = append(all, balance(k, x.labels))
		}
	}
	return all
}
