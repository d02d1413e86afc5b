package experiment

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Spread says how much a runner's weeks differ without any experiment.
type Spread struct {
	SD    float64 // %, of the outcome of one week, from neighbouring weeks
	Weeks int     // weeks measured
}

// measure returns the spread of the season's weeks, from the differences of neighbouring
// weeks: slow changes of form cancel out in these differences, as in the pairs of an
// experiment.
func measure(s *season.Season, long time.Weekday) (Spread, error) {
	var values []float64
	for start := s.From.WeekStart(long); start <= s.LastKnown; start += 7 {
		values = append(values, outcome(s, start))
	}
	sum, pairs, weeks := 0.0, 0, 0
	for i, v := range values {
		weeks += count(!math.IsNaN(v))
		if i > 0 && !math.IsNaN(v-values[i-1]) {
			sum, pairs = sum+(v-values[i-1])*(v-values[i-1]), pairs+1
		}
	}
	if pairs < leastWeeks {
		return Spread{}, fmt.Errorf("%d weeks with a steady heart rate early in the runs: %d are needed to know how much your weeks differ on their own; wear a heart-rate monitor for some weeks first", weeks, leastWeeks+1)
	}
	return Spread{SD: math.Sqrt(sum / float64(pairs) / 2), Weeks: weeks}, nil
}

// outcome returns the outcome of the week that starts with a long-run day: the mean of
// season.Run.Early over the runs from the second day after it to the end of the
// week. It is NaN if no such run is known.
func outcome(s *season.Season, start unit.Day) float64 {
	sum, n := 0.0, 0.0
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Day >= start+2 && r.Day <= start+6 && !math.IsNaN(r.Early) {
			sum, n = sum+r.Early, n+1
		}
	}
	return sum / n
}

// Power returns the share of experiments that find a true effect, in %, if single
// weeks have the standard deviation sd, in %. It assumes that a tenth of the weeks
// gives no result, and that a week without a result costs its pair. It uses the t
// distribution in place of the sign-flip test, which differs little from 6 pairs on.
func Power(effect, sd float64, pairs int) float64 {
	left := math.Floor(float64(pairs) * (1 - missedShare) * (1 - missedShare))
	if left < leastPairs || !(sd > 0) {
		return 0
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: left - 1}
	shift := effect / (sd * math.Sqrt2 / math.Sqrt(left))
	limit := t.Quantile(1 - 0.05/2)
	return (1 - t.CDF(limit-shift)) + t.CDF(-limit-shift)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
