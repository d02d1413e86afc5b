package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/unit"
)

// Spike is a run much longer than the runs before it.
type Spike struct {
	Run     int     // the latest run, if it was a spike; -1
	Beyond  float64 // share by which Run exceeded the longest run of the 30 days before it; NaN
	Longest float64 // m, the longest run of the last 30 days; NaN without one
	Limit   float64 // m: a longer run today would be a spike; NaN
}

// A run more than 10 % longer than the longest run of the 30 days before raised
// the rate of overuse injury in 5,205 runners (Schuster Brandt Frandsen et al.,
// Br J Sports Med 59, 2025).
const (
	spikeShare = 0.10
	spikeDays  = 30
	spikeShown = 7 // days for which a spike is reported; ours
)

func (s *Season) spike(day unit.Day) Spike {
	p := Spike{Run: -1, Beyond: math.NaN()}
	p.Longest = s.longest(day-spikeDays, day, len(s.Runs))
	p.Limit = (1 + spikeShare) * p.Longest
	for i := len(s.Runs) - 1; i >= 0; i-- {
		r := &s.Runs[i]
		if !r.IsRun() || r.Verdict.Class == classify.Unknown {
			continue
		}
		earlier := s.longest(r.Day-spikeDays, r.Day, i)
		if r.Sum.Distance > (1+spikeShare)*earlier && r.Day >= day-spikeShown {
			p.Run, p.Beyond = i, r.Sum.Distance/earlier-1
		}
		return p
	}
	return p
}

// longest returns the distance in m of the longest run of the days among the
// first n sessions; NaN without one.
func (s *Season) longest(from, to unit.Day, n int) float64 {
	longest := math.NaN()
	for i := range s.Runs[:n] {
		r := &s.Runs[i]
		if d := r.Sum.Distance; r.IsRun() && r.Day >= from && r.Day <= to && !(d <= longest) && !math.IsNaN(d) {
			longest = d
		}
	}
	return longest
}
