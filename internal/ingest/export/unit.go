package export

import (
	"math"
	"slices"
)

// Units of displayed distances, m.
const (
	Kilometre = 1000.0
	Mile      = 1609.344
)

// unitSlack is the largest relative difference between the median ratio of metres to
// displayed distance and a unit (ours). The two units differ by 60 %.
const unitSlack = 0.05

// Unit returns the unit in which a list displays distances, from the ratios of measured
// metres to displayed distance, or NaN if they fit no unit.
func Unit(ratios []float64) float64 {
	if len(ratios) == 0 {
		return math.NaN()
	}
	slices.Sort(ratios)
	median := ratios[len(ratios)/2]
	for _, u := range []float64{Kilometre, Mile} {
		if math.Abs(median-u) <= unitSlack*u {
			return u
		}
	}
	return math.NaN()
}
