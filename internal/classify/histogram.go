package classify

import "math"

// histogram holds, for each quantised speed, the number of samples at that speed or faster,
// because most callers ask for such a sum. The last element lies above all speeds and stays
// 0.
type histogram [257]uint16

// histogramOf counts the first 65,535 samples: 91 hours.
func histogramOf(s []uint8) (h histogram) {
	for _, v := range s[:min(len(s), math.MaxUint16)] {
		h[v]++
	}
	for v := len(h) - 2; v >= 0; v-- {
		h[v] += h[v+1]
	}
	return h
}

// total returns the number of samples.
func (h *histogram) total() int { return int(h[0]) }

// atLeast returns the number of samples of v or more.
func (h *histogram) atLeast(v uint8) int { return int(h[v]) }

// at returns the number of samples of v.
func (h *histogram) at(v int) int { return int(h[v] - h[v+1]) }

// moving is the slowest sample at which the runner moves, 0.7 m/s.
const moving = 20

// median returns the median of the moving samples in quanta, interpolated within its bin;
// NaN if nothing moved.
func (h *histogram) median() float64 { return h.quantile(0.5) }

// quantile returns the value in quanta below which a share of the moving samples lies,
// interpolated within its bin; NaN if nothing moved.
func (h *histogram) quantile(share float64) float64 {
	part, seen := float64(h.atLeast(moving))*share, 0.0
	for v := moving; v < len(h)-1; v++ {
		if c := float64(h.at(v)); c > 0 {
			if seen += c; seen >= part {
				return float64(v) + 0.5 - (seen-part)/c
			}
		}
	}
	return math.NaN()
}

// pool is the weighted sum of many runs' histograms.
type pool [256]int64

// poolCap limits the number of samples of one run that count in a pool: a long run must not
// decide alone what is fast for the runner. Ours.
const poolCap = 3600 / step

// poolUnit is the weight of a sample of a run no longer than poolCap. Weights are whole
// numbers, so that removing a run from the pool leaves no rounding error.
const poolUnit = 1 << 10

func (p *pool) add(h *histogram, sign int64) {
	weight := sign * poolUnit
	if n := h.total(); n > poolCap {
		weight = sign * poolUnit * poolCap / int64(n)
	}
	for v := range p {
		p[v] += weight * int64(h.at(v))
	}
}

// quantile returns the value in quanta below which share q of the moving samples lies; NaN
// if nothing moved.
func (p *pool) quantile(q float64) float64 {
	var total int64
	for _, c := range p[moving:] {
		total += c
	}
	limit, seen := q*float64(total), 0.0
	for v := moving; v < len(p); v++ {
		if c := float64(p[v]); c > 0 {
			if seen += c; seen >= limit {
				return float64(v) + 0.5 - (seen-limit)/c
			}
		}
	}
	return math.NaN()
}
