package json

import "dayafter/internal/unit"

// pace converts a speed in m/s to seconds per km. It returns nil without a speed.
func pace(speed float64) *float64 {
	if !(speed > 0) {
		return nil
	}
	return unit.Optional(1000/speed, 1)
}
