package season

import (
	"sort"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// The runner's own easy speed is the median of the easy runs within easyDays on
// either side, if there are at least easyLeast. Otherwise the window doubles, up to
// easyReach: what was easy years ago says nothing. Ours.
const (
	easyDays  = 42
	easyReach = 8 * easyDays
	easyLeast = 3
)

// paces are the easy runs of the season, by day.
type paces struct {
	runs  []int
	days  []unit.Day
	speed []float64 // m/s, grade-adjusted
}

// easySpeeds gathers the easy runs without recovery runs, which are compared with
// them.
func easySpeeds(runs []Run) (p paces) {
	for i := range runs {
		r := &runs[i]
		if r.IsRun() && r.easyPaced() && r.Sum.GAPSpeed > 0 {
			p.runs, p.days, p.speed = append(p.runs, i), append(p.days, r.Day), append(p.speed, r.Sum.GAPSpeed)
		}
	}
	return p
}

// around returns the median easy speed near a day without the given run. It
// returns NaN if too few easy runs are in reach.
func (p *paces) around(day unit.Day, run int) float64 { return stat.Median(p.near(day, run)) }

// near returns the easy speeds near a day without the given run. The window
// doubles until it includes enough runs. near returns nil if too few runs are in
// reach.
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
