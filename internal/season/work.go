package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
)

// Work holds the measures of one key workout and their difference from the runner's trend.
type Work struct {
	EF    float64 // m/beat, grade-adjusted m/min over heart rate; NaN
	Pace  float64 // m/s, mean grade-adjusted speed of the work bouts; NaN
	Drift float64 // %, aerobic decoupling; NaN

	EFTrend   float64 // %, difference of EF from the runner's trend for that kind of key workout; NaN
	PaceTrend float64 // %, difference of Pace from the trend of pace; NaN
}

// Running is work if it is at least workRatio times as fast as the runner's easy runs.
// Smyth's tempo begins there, too. Less than workLeast seconds of work do not count. Ours.
const (
	workRatio = 1.10
	workLeast = 120
	workSpan  = 20 // s over which speed is averaged
	gapStep   = 5  // s, between the values of a trace
)

// work measures each key workout, race and long run with quality, and compares it with the
// runner's trend.
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

// workPace returns the mean grade-adjusted speed of the seconds that are at least a tenth
// faster than the runner's easy runs; NaN if these are too few.
func workPace(r *Run) float64 {
	sum, n := 0.0, 0
	for _, v := range r.Sum.Trace.GAPSpeeds(nil, workSpan) {
		if v >= workRatio*r.Audit.Usual {
			sum, n = sum+v, n+1
		}
	}
	if n*gapStep < workLeast {
		return math.NaN()
	}
	return sum / float64(n)
}

// trend fits a robust line through the logarithms of the values over the season, for each
// kind of key work with enough values. It stores by how many per cent each value lies above
// the line.
func (s *Season) trend(of func(*Work) (float64, *float64)) {
	for _, kind := range append(classify.Kinds(), classify.NoKind) {
		var days, logs []float64
		var runs []int
		for i := range s.Runs {
			r := &s.Runs[i]
			if v, _ := of(&r.Work); r.IsKey() && r.Verdict.Kind == kind && v > 0 {
				days, logs, runs = append(days, float64(r.Day-s.From)), append(logs, math.Log(v)), append(runs, i)
			}
		}
		if len(runs) < MinArm {
			continue
		}
		line := stat.TheilSen(days, logs)
		for k, i := range runs {
			_, above := of(&s.Runs[i].Work)
			*above = 100 * (math.Exp(logs[k]-line.At(days[k])) - 1)
		}
	}
}
