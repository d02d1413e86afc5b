package season

import (
	"math"

	"dayafter/internal/stat"
)

// KeyGap is the runner's usual time between key workouts.
type KeyGap struct {
	N       int     // gaps
	Days    float64 // median; NaN below MinArm gaps
	Limit   float64 // days, 1.5 times Days; NaN
	Overdue []int   // long runs after which Limit was passed without a key workout
	Known   int     // long runs of which that can be said
}

// OverdueAfter is the number of usual gaps after which a key workout is overdue. Ours.
const OverdueAfter = 1.5

// keyGap finds the usual gap and the long runs after which it was exceeded.
func (s *Season) keyGap() KeyGap {
	var gaps []float64
	last := -1
	for i := range s.Runs {
		if !s.Runs[i].IsKey() {
			continue
		}
		if last >= 0 && s.Runs[i].Day > s.Runs[last].Day {
			gaps = append(gaps, float64(s.Runs[i].Day-s.Runs[last].Day))
		}
		last = i
	}
	g := KeyGap{N: len(gaps), Days: math.NaN(), Limit: math.NaN()}
	if g.N < MinArm {
		return g
	}
	g.Days = stat.Median(gaps)
	g.Limit = OverdueAfter * g.Days
	s.Next.Gap = g
	for _, list := range [][]Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		for i := range list {
			list[i].Overdue = s.overdue(&list[i])
		}
	}
	for i := range s.LongRuns {
		if g.Known += count(s.gapKnown(&s.LongRuns[i])); s.LongRuns[i].Overdue {
			g.Overdue = append(g.Overdue, s.LongRuns[i].Run)
		}
	}
	return g
}

// waited are the days from a stressor to the next key workout, or to the end of
// the data when none came.
func (s *Season) waited(a *Aftermath) float64 {
	if a.ToKey >= 0 {
		return float64(a.ToKey)
	}
	return float64(s.LastKnown - s.Runs[a.Run].Day)
}

func (s *Season) overdue(a *Aftermath) bool { return s.waited(a) > s.Next.Gap.Limit }

// gapKnown reports whether it can be said that the next key workout was overdue.
func (s *Season) gapKnown(a *Aftermath) bool {
	return !math.IsNaN(s.Next.Gap.Limit) && (a.ToKey >= 0 || s.overdue(a))
}
