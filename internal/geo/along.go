package geo

import "math"

// Along sets metres to the distance along the path at each position, and returns it. It
// skips unknown positions and sets their distance to NaN. lat and lon are in degrees; NaN
// is unknown. The three slices must have equal lengths.
func Along(metres, lat, lon []float64) []float64 {
	sum, last := 0.0, -1
	for i := range lat {
		if math.IsNaN(lat[i]) || math.IsNaN(lon[i]) {
			metres[i] = math.NaN()
			continue
		}
		if last >= 0 {
			sum += Metres(lat[last], lon[last], lat[i], lon[i])
		}
		metres[i], last = sum, i
	}
	return metres
}
