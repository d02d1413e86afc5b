package season

import (
	"math"

	"dayafter/internal/stat"
)

// KeyGap is the runner's usual time between key workouts.
type KeyGap struct {
	N    int     // gaps
	Days float64 // median; NaN below MinArm gaps
}

// keyGap finds the usual time between key workouts.
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
	g := KeyGap{N: len(gaps), Days: math.NaN()}
	if g.N >= MinArm {
		g.Days = stat.Median(gaps)
	}
	return g
}
