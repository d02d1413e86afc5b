package json

import "math"

// text returns nil for "".
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// number rounds v to the given number of decimals. It returns nil if v is unknown.
func number(v float64, decimals int) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	p := math.Pow10(decimals)
	v = math.Round(v*p) / p
	return &v
}

// pace converts a speed in m/s to seconds per km. It returns nil without a speed.
func pace(speed float64) *float64 {
	if !(speed > 0) {
		return nil
	}
	return number(1000/speed, 1)
}
