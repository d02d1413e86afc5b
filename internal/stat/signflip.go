package stat

import "math"

// SignFlips tests the mean of paired differences. If a coin assigned the two treatments
// within each pair and they have the same effect, both signs of a difference are equally
// likely (Fisher, The Design of Experiments, 1935, §21).
type SignFlips struct {
	mean  float64
	flips []flip
}

// flip holds the means of one choice of signs: of the values with these signs, and of the
// signs themselves.
type flip struct{ values, ones float64 }

// exactPairs is the number of pairs up to which all choices of signs are evaluated. For
// more pairs, randomFlips choices are drawn.
const (
	exactPairs  = 12
	randomFlips = 5000
)

// NewSignFlips prepares the test of known differences.
func NewSignFlips(differences []float64) *SignFlips {
	n := len(differences)
	s := &SignFlips{}
	for _, d := range differences {
		s.mean += d / float64(n)
	}
	r := source()
	choices := randomFlips
	if n <= exactPairs {
		choices = 1 << n
	}
	for k := range choices {
		f := flip{}
		for i, d := range differences {
			minus := k>>min(i, exactPairs)&1 == 1
			if n > exactPairs {
				minus = r.Uint64()&1 == 1
			}
			sign := 1 / float64(n)
			if minus {
				sign = -sign
			}
			f.values, f.ones = f.values+sign*d, f.ones+sign
		}
		s.flips = append(s.flips, f)
	}
	if n > exactPairs {
		s.flips = append(s.flips, flip{s.mean, 1}) // include the observed signs
	}
	return s
}

// Mean returns the mean difference.
func (s *SignFlips) Mean() float64 { return s.mean }

// P returns the two-sided p value of the hypothesis that the true mean is effect.
func (s *SignFlips) P(effect float64) float64 {
	const rounding = 1e-12
	observed, as := math.Abs(s.mean-effect), 0
	for _, f := range s.flips {
		if math.Abs(f.values-effect*f.ones) >= observed-rounding {
			as++
		}
	}
	return float64(as) / float64(len(s.flips))
}

// Interval returns the 95 % interval: all effects that the test does not reject.
func (s *SignFlips) Interval() (low, high float64) {
	return s.edge(-1), s.edge(1)
}

// edge returns the rejected effect nearest to the mean in one direction, by bisection.
func (s *SignFlips) edge(direction float64) float64 {
	const level, steps = 0.05, 40
	far := 1e-6
	for s.P(s.mean+direction*far) > level {
		if far *= 2; far > 1e9 {
			return math.Inf(int(direction))
		}
	}
	near := 0.0
	for range steps {
		if middle := (near + far) / 2; s.P(s.mean+direction*middle) > level {
			near = middle
		} else {
			far = middle
		}
	}
	return s.mean + direction*far
}
