package season

import (
	"math"
	"slices"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Dose is one cell of the dose table: the easy running on the day after, by its
// length and intensity, and the next key workouts.
type Dose struct {
	Minutes, MinutesTo float64 // elapsed minutes: at least, and less than; the last is +Inf
	Share, ShareTo     float64 // share of LTHR: at least, and less than; both NaN for runs without heart rate
	N                  int
	Median             Values                 // NaN below MinArm
	Values             [numMeasures][]float64 // for dots, in order of day
	Points             []DosePoint            // in order of day
}

// DosePoint is the easy running on one day after, with the outcome.
type DosePoint struct {
	Day     unit.Day
	Minutes float64 // by the clock
	Share   float64 // share of LTHR; NaN
	Values  Values
}

// DoseLine is the robust line of early heart rate on minutes.
type DoseLine struct {
	N         int     // points
	Slope     float64 // % for each 10 min; NaN below DoseLeast points
	Intercept float64 // % at 0 min; NaN
}

// DoseLeast is the number of points below which no dose–response line is drawn. Ours.
const DoseLeast = 10

// Cells of the dose table. Runners time recovery runs by the clock, half an hour most
// often, so the edges lie between round numbers and 29:40 counts as 30. 85 % of LTHR
// is Friel's top of zone 1. Ours.
var (
	doseMinutes = []float64{0, 27.5, 37.5, 52.5, 67.5, math.Inf(1)}
	doseShares  = []float64{0, 0.80, 0.85, math.Inf(1)}
	doseNames   = []string{"under 30", "30", "45", "60", "over 60"}
)

// Name returns the round number of minutes that names the cell.
func (d *Dose) Name() string { return doseNames[slices.Index(doseMinutes, d.Minutes)] }

// dose sorts the easy runs on the day after hard runs by time and intensity.
// Cells without a run are left out; cells without heart rate come last in their row.
func (s *Season) dose(outcomes []Outcome) []Dose {
	var out []Dose
	for t := range len(doseMinutes) - 1 {
		for h := range doseShares {
			d := Dose{Minutes: doseMinutes[t], MinutesTo: doseMinutes[t+1], Share: math.NaN(), ShareTo: math.NaN()}
			if h+1 < len(doseShares) {
				d.Share, d.ShareTo = doseShares[h], doseShares[h+1]
			}
			if d.gather(s, outcomes); d.N > 0 {
				out = append(out, d)
			}
		}
	}
	return out
}

// gather adds the easy runs that belong to the cell.
func (d *Dose) gather(s *Season, outcomes []Outcome) {
	for i := range outcomes {
		o := &outcomes[i]
		if o.Arm != ArmEasy {
			continue
		}
		r := &s.Runs[o.Run]
		if p := (DosePoint{r.Day, clock(r), r.Audit.OfLTHR, o.Values}); d.holds(p) {
			d.add(p, o.Compared)
		}
	}
	for m, values := range d.Values {
		d.Median[m] = math.NaN()
		if len(values) >= MinArm {
			d.Median[m] = stat.Median(values)
		}
	}
}

func (d *Dose) add(p DosePoint, compared bool) {
	d.N++
	d.Points = append(d.Points, p)
	for m, v := range p.Values {
		if (compared || !Measure(m).needsKey()) && !math.IsNaN(v) {
			d.Values[m] = append(d.Values[m], v)
		}
	}
}

// clock returns the minutes that the runner's watch showed. If the timer ran for more than
// twice the moving time, the watch was left on, and clock returns the moving time.
func clock(r *Run) float64 {
	if r.Sum.Timer > 0 && r.Sum.Timer <= 2*r.Sum.Moving {
		return r.Sum.Timer / 60
	}
	return r.Sum.Moving / 60
}

// holds reports whether the point lies in the cell.
func (d *Dose) holds(p DosePoint) bool {
	if !(p.Minutes >= d.Minutes && p.Minutes < d.MinutesTo) {
		return false
	}
	if math.IsNaN(p.Share) || math.IsNaN(d.Share) {
		return math.IsNaN(p.Share) && math.IsNaN(d.Share)
	}
	return p.Share >= d.Share && p.Share < d.ShareTo
}

// doseLine returns the line through the points of all cells.
func doseLine(cells []Dose) DoseLine {
	var minutes, values []float64
	for i := range cells {
		for _, p := range cells[i].Points {
			if v := p.Values[EarlyHeart]; !math.IsNaN(v) {
				minutes, values = append(minutes, p.Minutes), append(values, v)
			}
		}
	}
	l := DoseLine{N: len(minutes), Slope: math.NaN(), Intercept: math.NaN()}
	if l.N >= DoseLeast {
		line := stat.TheilSen(minutes, values)
		l.Slope, l.Intercept = 10*line.Slope, line.Intercept
	}
	return l
}
