package season

import (
	"sort"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// The runner's own easy speed is the median of the easy runs within easyDays on either
// side, if there are at least easyLeast. Otherwise the window doubles, up to easyReach,
// because easy runs of years ago say nothing about today. Ours.
const (
	easyDays  = 42
	easyReach = 8 * easyDays
	easyLeast = 3
)

// paces holds easy runs, by day.
type paces struct {
	runs  []int // indices of their sessions in the history
	days  []unit.Day
	speed []float64 // m/s, grade-adjusted
}

// easySpeeds returns the easy runs among the given parts of a history, which follow one
// another. It leaves out recovery runs, because these are compared with the easy runs. With
// the runs around the season, a run is judged alike whatever days the user names.
func easySpeeds(parts ...[]Run) (p paces) {
	for _, runs := range parts {
		for i := range runs {
			r := &runs[i]
			if r.IsRun() && r.easyPaced() && r.Sum.GAPSpeed > 0 {
				p.runs, p.days, p.speed = append(p.runs, r.index), append(p.days, r.Day), append(p.speed, r.Sum.GAPSpeed)
			}
		}
	}
	return p
}

// around returns the median easy speed near a day without the session run. It returns NaN if
// there are too few easy runs within easyReach.
func (p *paces) around(day unit.Day, run int) float64 { return stat.Median(p.near(day, run)) }

// near returns the easy speeds near a day without the session run. The window doubles until
// it includes enough runs. It returns nil if there are too few runs within easyReach.
func (p *paces) near(day unit.Day, run int) []float64 {
	for width := unit.Day(easyDays); width <= easyReach; width *= 2 {
		from := sort.Search(len(p.days), func(i int) bool { return p.days[i] >= day-width })
		to := sort.Search(len(p.days), func(i int) bool { return p.days[i] > day+width })
		others := make([]float64, 0, to-from)
		for i := from; i < to; i++ {
			if p.runs[i] != run {
				others = append(others, p.speed[i])
			}
		}
		if len(others) >= easyLeast {
			return others
		}
	}
	return nil
}
