package classify

import (
	"math"

	"dayafter/internal/summary"
)

// base is the runner's steady speed that a run is held against, in quanta; 0 is
// unknown. A whole quantum is 1 % of it.
type base struct{ flat, gap uint8 }

// surges is what of a run is faster than a base.
type surges struct {
	fast      boutLengths // see fastRatio
	rested    float64     // count, see restedRatio
	sustained boutLengths // see sustainedRatio
}

// times returns a share of a speed of a base, as a sample.
func times(share float64, speed uint8) uint8 {
	return quantise(share * float64(speed) * summary.SpeedQuantum)
}

// surges holds a run against a base. Most easy runs hold not a second that is fast
// enough, which spares making the short series.
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

// signs returns those that surges tell of; NaN the others.
func (s *surges) signs() (out signs) {
	for k := range out {
		out[k] = math.NaN()
	}
	out[fastTime], out[fastCount], out[restedCount] = s.fast.sum, s.fast.n, s.rested
	out[sustained] = s.sustained.longest
	return out
}
