package summary

// mostCorrected is the share of seconds with an impossible speed, corrected, up to which
// the speeds of a run are believed. Ours.
const mostCorrected = 0.01

// TrustsSpeed reports whether the speeds may measure what is usual for the runner: they
// come from a real place or a sensor, and few seconds were corrected.
func (s *Summary) TrustsSpeed() bool {
	return !s.Virtual && !(float64(s.Repairs.SpeedPoints) > mostCorrected*s.Timer)
}
