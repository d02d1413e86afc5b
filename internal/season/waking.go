package season

import (
	"math"

	"dayafter/internal/morning"
	"dayafter/internal/unit"
)

// wakingDays is the number of days from the hard run to the morning that is compared.
const wakingDays = 2

// waking compares a morning with the runner's usual mornings; NaN if unknown.
type waking struct {
	hr    float64 // beats/min above
	hrv   float64 // % above
	sleep float64 // min beyond
}

// wakingOn compares the morning of a day with the four weeks before it.
func (s *Season) wakingOn(day unit.Day) waking {
	m, usual := morning.At(s.Mornings, day), morning.Usual(s.Mornings, day)
	return waking{m.RestingHR - usual.RestingHR, 100 * math.Log(m.HRV/usual.HRV), (m.Sleep - usual.Sleep) / 60}
}

// setWaking sets the measures of the second morning after the hard run.
func (s *Season) setWaking(o *Outcome) {
	w := s.wakingOn(s.Runs[o.Long].EndDay() + wakingDays)
	o.Values[WakingHR], o.Values[WakingHRV], o.Values[WakingSleep] = w.hr, w.hrv, w.sleep
}

// wokeBefore returns the same measure on the first morning after the hard run, before the
// runner chose what to do that day. For measures of runs, it returns the resting heart
// rate.
func (s *Season) wokeBefore(o *Outcome, m Measure) float64 {
	w := s.wakingOn(s.Runs[o.Long].EndDay() + 1)
	switch m {
	case WakingHRV:
		return w.hrv
	case WakingSleep:
		return w.sleep
	}
	return w.hr
}
