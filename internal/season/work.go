package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
	"dayafter/internal/summary"
)

// Work holds the measures of one key workout, alone and against the runner's own
// trend. Unknown values are NaN.
type Work struct {
	EF    float64 // m/beat, grade-adjusted m/min divided by heart rate
	Pace  float64 // m/s, mean grade-adjusted speed of the work bouts
	Drift float64 // %, aerobic decoupling

	EFTrend   float64 // %, by which EF exceeds the runner's own trend for that kind of key workout
	PaceTrend float64 // %, by which Pace exceeds the same trend of Pace
}

// Limits of work. Ours; Smyth's tempo range begins at the same ratio.
const (
	workRatio = 1.10 // times the runner's own easy speed, from which running counts as work
	workLeast = 120  // s of work below which a workout has no work pace
	workSpan  = 20   // s over which speed is averaged
)

// work measures every key workout, race and long run with quality, and compares
// each with the runner's own trend.
func (s *Season) work() {
	for i := range s.Runs {
		r := &s.Runs[i]
		r.Work = Work{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
		if !r.IsKey() {
			continue
		}
		r.Work.Pace = workPace(r)
		if r.Sum.HasHR() && r.Sum.TrustsHR() {
			r.Work.EF, r.Work.Drift = r.Sum.GAPSpeed*60/r.Sum.AvgHR, r.Sum.Decoupling
		}
	}
	s.trend(func(w *Work) (float64, *float64) { return w.EF, &w.EFTrend })
	s.trend(func(w *Work) (float64, *float64) { return w.Pace, &w.PaceTrend })
}

// workPace returns the mean grade-adjusted speed, in m/s, of the parts of r that are
// at least a tenth faster than the runner's easy runs. It returns NaN if these parts
// are too short.
func workPace(r *Run) float64 {
	sum, n := 0.0, 0
	for _, v := range r.Sum.Trace.GAPSpeeds(nil, workSpan) {
		if v >= workRatio*r.Audit.Usual {
			sum, n = sum+v, n+1
		}
	}
	if n*summary.GAPStep < workLeast {
		return math.NaN()
	}
	return sum / float64(n)
}

// trend stores by how many per cent each value exceeds the robust line through the
// logarithms of all values of the same kind of key workout. Kinds with too few
// values have no trend. of returns a value and where its distance is stored.
func (s *Season) trend(of func(*Work) (value float64, above *float64)) {
	byKind := map[classify.Kind][]int{}
	for i := range s.Runs {
		r := &s.Runs[i]
		if v, _ := of(&r.Work); r.IsKey() && v > 0 {
			byKind[r.Verdict.Kind] = append(byKind[r.Verdict.Kind], i)
		}
	}
	for _, runs := range byKind {
		if len(runs) >= MinArm {
			s.trendOfKind(runs, of)
		}
	}
}

// trendOfKind does the same as trend for runs of one kind.
func (s *Season) trendOfKind(runs []int, of func(*Work) (value float64, above *float64)) {
	days, logs := make([]float64, len(runs)), make([]float64, len(runs))
	for k, i := range runs {
		v, _ := of(&s.Runs[i].Work)
		days[k], logs[k] = float64(s.Runs[i].Day-s.From), math.Log(v)
	}
	line := stat.TheilSen(days, logs)
	for k, i := range runs {
		_, above := of(&s.Runs[i].Work)
		*above = 100 * (math.Exp(logs[k]-line.At(days[k])) - 1)
	}
}
