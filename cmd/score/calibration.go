package main

import (
	"fmt"
	"io"
)

// writeCalibration is the reliability table: of the verdicts with a confidence
// between two limits, how many are right.
func writeCalibration(w io.Writer, runners []*runner) {
	var right, all [10]int
	var sum [10]float64
	for _, r := range runners {
		for _, l := range r.labels {
			v := r.whole[r.of[l.file]]
			k := min(9, int(v.Confidence*10))
			all[k]++
			sum[k] += v.Confidence
			if c := three(v.Class); c == three(l.class) || !l.strict() && c == three(l.alt) {
				right[k]++
			}
		}
	}
	fmt.Fprint(w, "\n## Calibration, 3 classes, lenient\n\n| confidence | verdicts | mean confidence | right |\n|---|--:|--:|--:|\n")
	for k, n := range all {
		if n > 0 {
			fmt.Fprintf(w, "| %.1f–%.1f | %d | %.3f | %.3f |\n", float64(k)/10, float64(k+1)/10, n,
				sum[k]/float64(n), float64(right[k])/float64(n))
		}
	}
}
