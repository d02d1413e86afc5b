package summary

// Least share and quality of a heart rate that can decide a verdict. Ours. Below
// LeastHRShare, a run counts as one without a heart rate. Below LeastHRQuality, its heart
// rate is shown but decides nothing.
const (
	LeastHRShare   = 0.5 // share of the moving time
	LeastHRQuality = 0.6
)

// HasHR reports whether enough of the moving time has a heart rate.
func (s *Summary) HasHR() bool { return s.HRShare >= LeastHRShare }

// UsableHR reports whether the heart rate may decide a verdict: enough of the moving time
// has one, and it is reliable.
func (s *Summary) UsableHR() bool { return s.HasHR() && s.TrustsHR() }

// TrustsHR reports whether the heart rate is reliable. It returns false for a run
// without a heart rate.
func (s *Summary) TrustsHR() bool { return s.HRQuality >= LeastHRQuality }
