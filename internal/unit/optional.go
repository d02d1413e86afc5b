package unit

import "math"

// Optional rounds v to the given number of decimals, for outputs that write an unknown
// value as null. It returns nil if v is unknown.
func Optional(v float64, decimals int) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	p := math.Pow10(decimals)
	v = math.Round(v*p) / p
	return &v
}

// FirstKnown returns a, or b if a is NaN.
func FirstKnown(a, b float64) float64 {
	if a == a {
		return a
	}
	return b
}

// OrZero returns v, or 0 if v is NaN.
func OrZero(v float64) float64 { return FirstKnown(v, 0) }

// OptionalText returns nil for "".
func OptionalText(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
