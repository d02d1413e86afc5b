package tcx

import "math"

// setTotals adds up the laps. A total is missing if a lap lacks the value, or if the sum is
// zero.
func (s *session) setTotals() {
	if len(s.laps) == 0 {
		return
	}
	t := &s.a.Totals
	t.Timer, t.Distance, t.Calories = 0, 0, 0
	for _, l := range s.laps {
		t.Timer += l.timer
		t.Distance += l.distance
		t.Calories += l.calories
		if l.maxHR > 0 && !(l.maxHR <= t.MaxHR) {
			t.MaxHR = l.maxHR
		}
	}
	for _, sum := range []*float64{&t.Timer, &t.Distance, &t.Calories} {
		if *sum == 0 {
			*sum = math.NaN()
		}
	}
	last := s.a.Laps[len(s.a.Laps)-1]
	t.Elapsed = last.Start + last.Elapsed
	t.AvgHR = s.meanHR()
}

// meanHR returns the average heart rate of the laps, weighted by timer time; NaN if
// no lap has both.
func (s *session) meanHR() float64 {
	var beats, seconds float64
	for _, l := range s.laps {
		if l.avgHR > 0 && l.timer > 0 {
			beats += l.avgHR * l.timer
			seconds += l.timer
		}
	}
	return beats / seconds
}
