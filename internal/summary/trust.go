package summary

// mostCorrected is the largest share of seconds with a corrected impossible speed at which
// the speeds of a run are still reliable. Ours.
const mostCorrected = 0.01

// TrustsSpeed reports whether the speeds of the run may count for the runner's usual
// values: they come from a sensor or a real place, and few seconds were corrected.
func (s *Summary) TrustsSpeed() bool {
	return !s.Virtual && !(float64(s.Repairs.SpeedPoints) > mostCorrected*s.Timer)
}
