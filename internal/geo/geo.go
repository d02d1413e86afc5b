// Package geo computes distances between positions.
package geo

import "math"

// Metres returns the distance between two positions in degrees, on a sphere of the
// Earth's mean radius (6371008.8 m, IUGG). It uses the haversine for long distances.
// For short distances it uses the flat approximation, which differs by less than 1 mm
// in 1 km below 80° of latitude.
func Metres(lat1, lon1, lat2, lon2 float64) float64 {
	const radian, diameter = math.Pi / 180, 2 * 6371008.8
	dy, dx := (lat2-lat1)*radian, (lon2-lon1)*radian
	cos := math.Cos((lat1 + lat2) / 2 * radian)
	if math.Abs(dy) < 1e-4 && math.Abs(dx) < 1e-4 {
		return diameter / 2 * math.Sqrt(dy*dy+dx*dx*cos*cos)
	}
	h := haversine(dy) + math.Cos(lat1*radian)*math.Cos(lat2*radian)*haversine(dx)
	return diameter * math.Asin(math.Sqrt(min(h, 1)))
}

func haversine(x float64) float64 { s := math.Sin(x / 2); return s * s }
