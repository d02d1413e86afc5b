package html

import (
	"math"

	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// scale maps values of an axis, in the reader's units, to positions in the picture.
type scale struct {
	from, to  float64 // values at the ends of the axis
	low, high float64 // positions of the ends
	step      float64
	units     unit.System
}

// newScale returns the scale of an axis between two positions.
func newScale(a report.Axis, u unit.System, low, high float64) scale {
	s := scale{from: plotted(a.From, u), to: plotted(a.To, u), low: low, high: high, step: a.Step.Num, units: u}
	if math.IsNaN(s.from) || math.IsNaN(s.to) || s.from == s.to {
		s.from, s.to = 0, 1
	}
	return s
}

// at returns the position of a value, limited to the axis.
func (s scale) at(v float64) float64 {
	share := (v - s.from) / (s.to - s.from)
	return s.low + (s.high-s.low)*max(0, min(1, share))
}

// ticks returns the values to label: multiples of the step, or of several steps if there
// would be more than most labels.
func (s scale) ticks(most int) (values []float64) {
	low, high := min(s.from, s.to), max(s.from, s.to)
	step := s.step
	if !(step > 0) {
		return nil
	}
	for n := 1.0; (high-low)/step > float64(most); n++ {
		step = s.step * n
	}
	for v := math.Ceil(low/step) * step; v <= high+step/1e6; v += step {
		values = append(values, v)
	}
	return values
}
