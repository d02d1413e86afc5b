package main

import (
	"fmt"
	"io"
	"math"

	"dayafter/internal/classify"
)

// stiffness is the weight, in verdicts, of having no correction. Ours: chosen between 0.1 and
// 1000 on the checks that this command prints, so these checks are optimistic.
const stiffness = 40

// corrected lists the classes whose confidence is corrected.
var corrected = [...]classify.Class{classify.Long, classify.Key, classify.Easy}

// corrections holds the correction of each class of verdict, with heart rate and without.
type corrections struct {
	heart, heartless map[classify.Class]classify.Correction
}

// outcome is the logit of a verdict's confidence, and whether the verdict was right.
type outcome struct {
	logit float64
	right bool
}

// fitCorrections fits the corrections to the verdicts on the runners' labels. The
// corrections for verdicts without heart rate are fitted to all runs with their heart rates
// removed, because too few runs were recorded without one.
func fitCorrections(runners []*runner) corrections {
	c := corrections{map[classify.Class]classify.Correction{}, map[classify.Class]classify.Correction{}}
	for _, class := range corrected {
		heart := outcomes(runners, uncorrected, withHeart, class)
		without := append(outcomes(runners, uncorrected, heartless, class), outcomes(runners, uncorrectedNoHeart, strictOnly, class)...)
		c.heart[class], c.heartless[class] = fitCorrection(heart), fitCorrection(without)
	}
	return c
}

func uncorrected(r *runner) []classify.Verdict        { return r.uncorrected }
func uncorrectedNoHeart(r *runner) []classify.Verdict { return r.uncorrectedNoHeart }

// outcomes returns an outcome for each verdict of the class on a label that the view picks.
func outcomes(runners []*runner, how judged, pick view, class classify.Class) (out []outcome) {
	for _, r := range runners {
		for _, l := range r.labels {
			v := how(r)[r.of[l.file]]
			if pick(r, l) && three(v.Class) == class {
				out = append(out, outcome{classify.Logit(confidence(&v)), three(l.class) == class})
			}
		}
	}
	return out
}

// fitCorrection returns the correction that makes the outcomes most likely, drawn towards
// none (ridge regression with the penalty stiffness), by Newton's method.
func fitCorrection(all []outcome) classify.Correction {
	c := classify.Correction{Shift: 0, Slope: 1}
	for range 50 {
		g, h := stiffness*c.Shift, stiffness*(c.Slope-1)
		a, b, d := float64(stiffness), 0.0, float64(stiffness)
		for _, o := range all {
			p := 1 / (1 + math.Exp(-c.Shift-c.Slope*o.logit))
			miss, w := p, p*(1-p)
			if o.right {
				miss--
			}
			g, h = g+miss, h+miss*o.logit
			a, b, d = a+w, b+w*o.logit, d+w*o.logit*o.logit
		}
		det := a*d - b*b
		c.Shift, c.Slope = c.Shift-(d*g-b*h)/det, c.Slope-(a*h-b*g)/det
	}
	return c
}

// correct returns verdicts with their confidence corrected.
func (c corrections) correct(r *runner, verdicts []classify.Verdict) []classify.Verdict {
	out := append([]classify.Verdict(nil), verdicts...)
	for i := range out {
		v := &out[i]
		of := c.heart
		if !hasHeart(&r.sessions[i]) {
			of = c.heartless
		}
		if by, ok := of[three(v.Class)]; ok {
			v.Confidence = by.Of(confidence(v), 1)
			v.AsEasy = v.Confidence
		}
	}
	return out
}

// writeCorrections writes the corrections fitted to all labels. The program uses these.
func writeCorrections(w io.Writer, runners []*runner) {
	c := fitCorrections(runners)
	fmt.Fprint(w, "\n| correction | with heart rate | without |\n|---|--:|--:|\n")
	for _, class := range corrected {
		h, n := c.heart[class], c.heartless[class]
		fmt.Fprintf(w, "| %s | %+.3f + %.3f × logit | %+.3f + %.3f × logit |\n", class, h.Shift, h.Slope, n.Shift, n.Slope)
	}
}
