package geo

import "math"

// Along sets metres to the distance along a line of positions at each of them, and returns
// it: NaN where a position is unknown, which the line passes over. lat and lon are in
// degrees, and NaN where unknown. The three slices have one length.
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
