package activity

import "math"

// oneFootBelow is the median cadence in steps/min below which a run's cadence
// counts the steps of one foot. Ours: runners take 150-190 steps/min, hence 75-95
// with one foot (Cavanagh & Kram 1989, Med Sci Sports Exerc 21, 467-479); 120 lies
// between.
const oneFootBelow = 120

// StepsPerMinute converts a cadence that counts one foot into steps of both feet. If the
// median shows one foot, it doubles the column in place and returns true. Standing (0) and
// missing values do not count for the median.
func StepsPerMinute(cadence []float64) bool {
	moving, slow := 0, 0
	for _, v := range cadence {
		if v > 0 {
			moving++
		}
		if v > 0 && v < oneFootBelow {
			slow++
		}
	}
	if slow <= moving/2 { // the median is not among the fast ones
		return false
	}
	for i, v := range cadence {
		if !math.IsNaN(v) {
			cadence[i] = 2 * v
		}
	}
	return true
}
