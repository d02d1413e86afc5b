package classify

import (
	"math"

	"dayafter/internal/summary"
)

// base is the runner's steady speed that a run is compared with, in quanta; 0 is unknown.
// One quantum is about 1 % of it.
type base struct{ flat, gap uint8 }

// surges describes the parts of a run that are faster than a base.
type surges struct {
	fast      boutLengths // see fastRatio
	rested    float64     // count, see restedRatio
	sustained boutLengths // see sustainedRatio
}

// times returns share × a base speed, as a sample of a trace.
func times(share float64, speed uint8) uint8 {
	return quantise(share * float64(speed) * summary.SpeedQuantum)
}

// surges compares a run with a base. Most easy runs have no fast second, so that the short
// series need not be computed.
func (m *meter) surges(r *run, b base) surges {
	none := boutLengths{nan, nan, nan, nan}
	s := surges{none, nan, none}
	if len(r.alone.smooth.steps) > 0 && b.flat > 0 {
		s.fast, s.rested = boutLengths{}, 0
		if r.alone.top >= min(fastRatio, restedRatio)*float64(b.flat)*summary.SpeedQuantum {
			m.loadShort(r)
			s.fast, s.rested = m.fast(r, b), m.rested(r, b)
		}
	}
	if len(r.alone.graded.steps) > 0 && b.gap > 0 {
		s.sustained = r.sustained(b.gap)
	}
	return s
}

// signs returns the signs that the surges give; the others are NaN.
func (s *surges) signs() (out signs) {
	for k := range out {
		out[k] = math.NaN()
	}
	out[fastTime], out[fastCount], out[restedCount] = s.fast.sum, s.fast.n, s.rested
	out[sustained] = s.sustained.longest
	return out
}
