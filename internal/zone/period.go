package zone

import (
	"fmt"

	"dayafter/internal/unit"
)

// Period is a stretch of days with the same thresholds.
type Period struct {
	From, To unit.Day
	Set      Set
}

// ThresholdNames names the values that Thresholds returns, in order. The first three are heart
// rates, the others speeds.
var ThresholdNames = [...]string{"max HR", "LTHR", "resting HR", "critical speed", "threshold pace"}

// Thresholds returns the thresholds in the order of ThresholdNames.
func (s *Set) Thresholds() [len(ThresholdNames)]Threshold {
	return [...]Threshold{s.MaxHR, s.LTHR, s.RestHR, s.CriticalSpeed, s.ThresholdSpeed}
}

// Periods returns the thresholds on the days, which must be in order. It joins neighbouring
// days whose thresholds are printed alike.
func (b *Book) Periods(days []unit.Day) []Period {
	var out []Period
	for _, day := range days {
		set := b.On(day)
		if n := len(out); n > 0 && printAlike(&out[n-1].Set, &set) {
			out[n-1].To = day
			continue
		}
		out = append(out, Period{day, day, set})
	}
	return out
}

// printAlike reports whether both sets print the same thresholds.
func printAlike(a, b *Set) bool {
	x, y := a.Thresholds(), b.Thresholds()
	for i := range x {
		if x[i].Standing != y[i].Standing || x[i].Effort != y[i].Effort || fmt.Sprintf("%.2f", x[i].Value) != fmt.Sprintf("%.2f", y[i].Value) {
			return false
		}
	}
	return true
}
