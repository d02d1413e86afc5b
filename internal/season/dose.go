package season

import (
	"math"

	"dayafter/internal/stat"
)

// Dose is one cell of the dose table: recovery runs so long and so hard, and the
// next key workout.
type Dose struct {
	Minutes, MinutesTo float64 // moving time from, up to; the last is +Inf
	Share, ShareTo     float64 // of LTHR from, up to; both NaN where heart rate is missing
	N                  int
	Median             [4]float64   // by Measure; NaN below MinArm
	Values             [4][]float64 // for dots, in order of day
}

// Cells of the dose table. Runners time recovery runs, half an hour most often;
// 85 % of LTHR is Friel's top of zone 1. Ours.
var (
	doseMinutes = []float64{0, 30, 45, 60, math.Inf(1)}
	doseShares  = []float64{0, 0.80, 0.85, math.Inf(1)}
)

// dose sorts the easy runs on the day after long runs by time and intensity.
// Cells without a run are left out; those without heart rate come last in their row.
func (s *Season) dose() []Dose {
	var out []Dose
	for t := range len(doseMinutes) - 1 {
		for h := range doseShares {
			d := Dose{Minutes: doseMinutes[t], MinutesTo: doseMinutes[t+1], Share: math.NaN(), ShareTo: math.NaN()}
			if h+1 < len(doseShares) {
				d.Share, d.ShareTo = doseShares[h], doseShares[h+1]
			}
			if d.gather(s); d.N > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}

func (d *Dose) gather(s *Season) {
	for k, o := range s.Next.Outcomes {
		if o.Arm != ArmRecovery && o.Arm != ArmEasy || !d.holds(&s.Runs[s.LongRuns[k].Days[0].Run]) {
			continue
		}
		d.N++
		for m, v := range o.Values {
			if o.Compared && !math.IsNaN(v) {
				d.Values[m] = append(d.Values[m], v)
			}
		}
	}
	for m, values := range d.Values {
		d.Median[m] = math.NaN()
		if len(values) >= MinArm {
			d.Median[m] = stat.Median(values)
		}
	}
}

func (d *Dose) holds(r *Run) bool {
	minutes, share := r.Sum.Moving/60, r.Audit.OfLTHR
	if !(minutes >= d.Minutes && minutes < d.MinutesTo) {
		return false
	}
	if math.IsNaN(share) || math.IsNaN(d.Share) {
		return math.IsNaN(share) && math.IsNaN(d.Share)
	}
	return share >= d.Share && share < d.ShareTo
}
