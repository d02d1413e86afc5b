package activity

import "math"

// Sample is one moment of a recording: a row of Columns before it is stored.
// T is in s since the zero of the recording; missing values are NaN.
type Sample struct {
	T                           float64
	Lat, Lon, Ele               float64
	Dist, Speed                 float64
	HR, Cadence, Power, Celsius float64
}

// NoSample returns a Sample in which every value is missing.
func NoSample() Sample {
	n := math.NaN()
	return Sample{n, n, n, n, n, n, n, n, n, n}
}

// DropImpossible sets impossible values to missing and reports whether there were
// any. Devices write a missing heart rate as 0.
func (s *Sample) DropImpossible() bool {
	if s.HR == 0 {
		s.HR = math.NaN()
	}
	bad := false
	for _, v := range [...]*float64{&s.Dist, &s.Speed, &s.HR, &s.Cadence, &s.Power} {
		if *v < 0 {
			*v, bad = math.NaN(), true
		}
	}
	if s.HR > maxHeartRate {
		s.HR, bad = math.NaN(), true
	}
	if s.Ele < minElevation || s.Ele > maxElevation {
		s.Ele, bad = math.NaN(), true
	}
	return bad
}

// DropImpossiblePlace sets an incomplete or impossible position to missing and
// reports whether the file had written one. Receivers write 0,0 without a fix.
func (s *Sample) DropImpossiblePlace() bool {
	if math.Abs(s.Lat) <= 90 && math.Abs(s.Lon) <= 180 && (s.Lat != 0 || s.Lon != 0) {
		return false
	}
	written := isNumber(s.Lat) || isNumber(s.Lon)
	s.Lat, s.Lon = math.NaN(), math.NaN()
	return written
}
