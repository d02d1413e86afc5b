package main

import (
	"fmt"
	"io"
	"math"

	"dayafter/internal/classify"
)

// bins is the number of steps into which confidences are counted.
const bins = 10

// calibration counts verdicts by their confidence.
type calibration struct {
	right, all [bins]int
	sum        [bins]float64 // sum of confidences
}

// calibrate counts the verdicts of one way of judging on the labels that a view picks.
func calibrate(runners []*runner, how judged, pick view) (c calibration) {
	for _, r := range runners {
		for _, l := range r.labels {
			if !pick(r, l) {
				continue
			}
			v := how(r)[r.of[l.file]]
			p := confidence(&v)
			k := min(bins-1, int(p*bins))
			c.all[k]++
			c.sum[k] += p
			if three(v.Class) == three(l.class) {
				c.right[k]++
			}
		}
	}
	return c
}

// confidence returns the confidence of a verdict when recovery counts as easy.
func confidence(v *classify.Verdict) float64 {
	if v.Class == classify.Recovery {
		return v.AsEasy
	}
	return v.Confidence
}

// error returns the expected calibration error: the mean difference between the
// confidence and the share right, weighted by the verdicts in each step; NaN if there
// are none.
func (c *calibration) error() float64 {
	sum, n := 0.0, 0
	for k := range c.all {
		sum += math.Abs(c.sum[k] - float64(c.right[k]))
		n += c.all[k]
	}
	return sum / float64(n)
}

// writeCalibration writes how often verdicts of a confidence are right, and the
// calibration error of each way of judging.
func writeCalibration(w io.Writer, runners []*runner) {
	fmt.Fprint(w, "\n## Calibration, 3 classes, strict\n\n| verdicts | number | mean error |\n|---|--:|--:|\n")
	for _, row := range []struct {
		name string
		how  judged
		pick view
	}{
		{"with heart rate", whole, withHeart},
		{"without heart rate", whole, heartless},
		{"all heart rates taken out", noHeart, strictOnly},
		{"with heart rate, past only", past, withHeart},
		{"without heart rate, past only", past, heartless},
	} {
		writeError(w, row.name, calibrate(runners, row.how, row.pick))
	}
	writeByClass(w, runners)
	writeCorrections(w, runners)
	fmt.Fprint(w, "\n| confidence | verdicts | mean confidence | right |\n|---|--:|--:|--:|\n")
	c := calibrate(runners, whole, strictOnly)
	for k, n := range c.all {
		if n > 0 {
			fmt.Fprintf(w, "| %.1f–%.1f | %d | %.3f | %.3f |\n", float64(k)/bins, float64(k+1)/bins, n,
				c.sum[k]/float64(n), float64(c.right[k])/float64(n))
		}
	}
}

// writeError writes the number of verdicts and their calibration error as a row.
func writeError(w io.Writer, name string, c calibration) {
	n, _, _ := c.totals()
	fmt.Fprintf(w, "| %s | %d | %s |\n", name, n, figure(c.error()))
}

// writeByClass writes the calibration of each class of verdict: the mean confidence, the
// share right, and their mean difference over the steps of confidence.
func writeByClass(w io.Writer, runners []*runner) {
	fmt.Fprint(w, "\n| verdict | number | mean confidence | right | mean error |\n|---|--:|--:|--:|--:|\n")
	for _, way := range []struct {
		name string
		how  judged
		pick view
	}{
		{"with heart rate", whole, withHeart},
		{"without heart rate", whole, heartless},
		{"with heart rate, past only", past, withHeart},
		{"without heart rate, past only", past, heartless},
	} {
		for _, class := range []classify.Class{classify.Long, classify.Key, classify.Easy} {
			c := calibrate(runners, way.how, func(r *runner, l label) bool {
				return way.pick(r, l) && three(way.how(r)[r.of[l.file]].Class) == class
			})
			n, right, sum := c.totals()
			fmt.Fprintf(w, "| %s, %s | %d | %s | %s | %s |\n", class, way.name, n, figure(sum/float64(n)), figure(float64(right)/float64(n)), figure(c.error()))
		}
	}
}

// totals returns the number of verdicts, the number right and the sum of confidences.
func (c *calibration) totals() (n, right int, sum float64) {
	for k := range c.all {
		n, right, sum = n+c.all[k], right+c.right[k], sum+c.sum[k]
	}
	return n, right, sum
}
