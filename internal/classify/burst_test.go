package classify

import "testing"

// TestSingleHardEffortIsKey judges runs with one fast stretch between warm-up and
// cool-down: four minutes at race pace make a key run, a minute does not.
func TestSingleHardEffortIsKey(t *testing.T) {
	for _, c := range []struct {
		seconds int
		speed   float64
		want    Class
	}{{240, 5.0, Key}, {60, 5.0, Easy}, {240, 3.4, Easy}} {
		legs := []leg{{1200, 3, 140}, {c.seconds, c.speed, 165}, {120, 1.2, 140}, {900, 2.9, 140}}
		s := append(weeks(6), sessionOf(monday.AddDate(0, 0, 42), legs))
		v := judgeAll(s)[len(s)-1]
		got := v.Class
		if got == Recovery {
			got = Easy
		}
		if got != c.want {
			t.Errorf("%d s at %g m/s: %v, want %v; %+v", c.seconds, c.speed, v.Class, c.want, v.Evidence)
		}
	}
}
