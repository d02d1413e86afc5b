package classify

// RecoverySpeed returns the speed in m/s below which a run is slow enough to be a
// recovery run, for a runner whose easy runs have the given speed.
func RecoverySpeed(easy float64) float64 { return slower * easy }
