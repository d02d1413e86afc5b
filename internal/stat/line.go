package stat

import "math"

// Line is a robust line through points.
type Line struct{ Slope, Intercept float64 }

// At returns the line's value at x.
func (l Line) At(x float64) float64 { return l.Intercept + l.Slope*x }

// completePairs is the number of points up to which all pairs are used.
const completePairs = 200

// TheilSen returns the line whose slope is the median of the slopes between pairs of points
// (Theil 1950; Sen, J. Am. Stat. Assoc. 63, 1968) and whose intercept is the median of the
// residuals. For more points than completePairs, it uses only pairs that are half the
// sample apart (Theil's incomplete method), so that the time is linear; x should then
// ascend. With fewer than two different x the line is flat; without points it is NaN.
func TheilSen(x, y []float64) Line {
	slopes := slopes(x, y)
	l := Line{}
	if len(slopes) > 0 {
		l.Slope = medianOf(slopes)
	}
	rest := make([]float64, len(x))
	for i := range x {
		rest[i] = y[i] - l.Slope*x[i]
	}
	l.Intercept = Median(rest)
	return l
}

func slopes(x, y []float64) (out []float64) {
	add := func(i, j int) {
		if x[j] != x[i] {
			out = append(out, (y[j]-y[i])/(x[j]-x[i]))
		}
	}
	if n := len(x); n > completePairs {
		for i := range n / 2 {
			add(i, i+(n+1)/2)
		}
		return out
	}
	for i := range x {
		for j := i + 1; j < len(x); j++ {
			add(i, j)
		}
	}
	return out
}

// RankTrend tests whether an event becomes more or less frequent over a sequence. It is
// Wilcoxon's rank-sum test of the positions, by normal approximation with continuity
// correction (Biometrics Bulletin 1, 1945). It returns z, which is positive if the event is
// more frequent at later positions, and the two-sided p value. Both are NaN if the event
// occurs at all positions or at none.
func RankTrend(came []bool) (z, p float64) {
	n, m, sum := 0, 0, 0.0
	for i, yes := range came {
		if yes {
			n, sum = n+1, sum+float64(i+1)
		} else {
			m++
		}
	}
	if n == 0 || m == 0 {
		return math.NaN(), math.NaN()
	}
	mean := float64(n) * float64(n+m+1) / 2
	sd := math.Sqrt(float64(n) * float64(m) * float64(n+m+1) / 12)
	z = math.Copysign(max(0, math.Abs(sum-mean)-0.5), sum-mean) / sd
	return z, math.Erfc(math.Abs(z) / math.Sqrt2)
}
