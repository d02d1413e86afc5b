// Package morning holds measurements that a watch or the runner made on waking: resting
// heart rate, heart rate variability and sleep. They show how rested the runner was before
// the first run of a day.
package morning

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Morning holds the measurements of one morning. A value is NaN if it was not measured.
type Morning struct {
	Day       unit.Day
	RestingHR float64 // bpm
	HRV       float64 // ms, during the night before
	Sleep     float64 // s asleep in the night before
}

// New returns a morning without measurements.
func New(day unit.Day) Morning {
	return Morning{Day: day, RestingHR: math.NaN(), HRV: math.NaN(), Sleep: math.NaN()}
}

// Limits of possible values. Values outside are errors of the source. Ours.
const (
	lowestHR, highestHR     = 20, 120     // bpm
	lowestHRV, highestHRV   = 2, 300      // ms
	shortSleep, longestRest = 1800, 72000 // s
)

// checked returns m without impossible values.
func (m Morning) checked() Morning {
	m.RestingHR = within(m.RestingHR, lowestHR, highestHR)
	m.HRV = within(m.HRV, lowestHRV, highestHRV)
	m.Sleep = within(m.Sleep, shortSleep, longestRest)
	return m
}

func within(v, low, high float64) float64 {
	if v >= low && v <= high {
		return v
	}
	return math.NaN()
}

// IsEmpty reports whether m has no value.
func (m Morning) IsEmpty() bool {
	return math.IsNaN(m.RestingHR) && math.IsNaN(m.HRV) && math.IsNaN(m.Sleep)
}

// Merge returns one morning for each day, in order of days. Of two values for the same
// morning, the value of the earlier list counts. Impossible values and empty mornings
// are left out.
func Merge(lists ...[]Morning) []Morning {
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, func(a, b Morning) int { return cmp.Compare(a.Day, b.Day) })
	merged := all[:0]
	for _, m := range all {
		m = m.checked()
		switch last := len(merged) - 1; {
		case m.IsEmpty():
		case last >= 0 && merged[last].Day == m.Day:
			merged[last] = merged[last].or(m)
		default:
			merged = append(merged, m)
		}
	}
	return slices.Clip(merged)
}

// or returns m with its missing values taken from other.
func (m Morning) or(other Morning) Morning {
	m.RestingHR = unit.FirstKnown(m.RestingHR, other.RestingHR)
	m.HRV = unit.FirstKnown(m.HRV, other.HRV)
	m.Sleep = unit.FirstKnown(m.Sleep, other.Sleep)
	return m
}

// At returns the morning of a day from a result of Merge.
func At(all []Morning, day unit.Day) Morning {
	i, ok := search(all, day)
	if !ok {
		return New(day)
	}
	return all[i]
}

func search(all []Morning, day unit.Day) (int, bool) {
	return slices.BinarySearchFunc(all, day, func(m Morning, d unit.Day) int { return cmp.Compare(m.Day, d) })
}

// The usual values come from the four weeks before a day: long enough for a median, short
// enough to follow fitness. Ours.
const (
	usualDays  = 28
	usualLeast = 7 // mornings
)

// Usual returns the medians of the four weeks before a day. A value is NaN if fewer than
// seven mornings have it.
func Usual(all []Morning, day unit.Day) Morning {
	from, _ := search(all, day-usualDays)
	to, _ := search(all, day)
	m := New(day)
	m.RestingHR = medianOf(all[from:to], func(m Morning) float64 { return m.RestingHR })
	m.HRV = medianOf(all[from:to], func(m Morning) float64 { return m.HRV })
	m.Sleep = medianOf(all[from:to], func(m Morning) float64 { return m.Sleep })
	return m
}

func medianOf(mornings []Morning, of func(Morning) float64) float64 {
	var values []float64
	for _, m := range mornings {
		if v := of(m); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if len(values) < usualLeast {
		return math.NaN()
	}
	return stat.Median(values)
}
