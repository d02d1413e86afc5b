package classify

import (
	"math"
	"slices"
	"testing"

	"dayafter/internal/history"
	"dayafter/internal/summary"
)

// alternate returns a run with three blocks of 7 min, after an easy quarter of an hour.
func alternate(speed, heart float64) []leg {
	legs := []leg{{900, 2.9, 138}}
	for range 3 {
		legs = append(legs, leg{420, speed, heart}, leg{120, 2.8, 146})
	}
	return append(legs, leg{300, 2.9, 146})
}

// withHardRuns returns a season in which the thresholds are known, and the index of a run
// with the given legs.
func withHardRuns(legs []leg) ([]history.Session, int) {
	s, i := with(30, legs)
	for _, k := range []int{12, 18} {
		s[k] = sessionOf(s[k].Start, []leg{{600, 3, 140}, {1800, 4, 172}, {600, 3, 150}})
	}
	return s, i
}

func TestBlocksMakeAWorkout(t *testing.T) {
	for _, c := range []struct {
		name string
		legs []leg
		want bool
	}{
		{"blocks at a higher heart rate", alternate(3.35, 162), true},
		{"the same at an easy heart rate", alternate(3.35, 148), false},
		{"hardly faster than the rest", alternate(3.0, 162), false},
	} {
		s, i := withHardRuns(c.legs)
		v := judgeAll(s)[i]
		if got := slices.ContainsFunc(v.Evidence, func(e Evidence) bool { return e.Rule == ruleBlocks }); got != c.want || got && v.Class != Key {
			t.Errorf("%s: %v by blocks: %v, want %v", c.name, v.Class, got, c.want)
		}
	}
}

func TestBlocksNeedAHeartRateAndAThreshold(t *testing.T) {
	b := blocks{seconds: 900, speed: 3.3, faster: 1.1, heart: 160, restHeart: 150}
	if !b.reached(3, 170) || b.reached(3, math.NaN()) {
		t.Error("a known and an unknown threshold are not told apart")
	}
	b.heart, b.restHeart = math.NaN(), math.NaN()
	if b.reached(3, 170) {
		t.Error("blocks without heart rate")
	}
}

// Surges that only a slope makes fast are no workout.
func TestDescentsAreNoSurges(t *testing.T) {
	legs := []leg{{900, 3, 140}}
	for _, surge := range []int{40, 80, 30, 100, 60, 120, 50, 90} {
		legs = append(legs, leg{surge, 4.2, 145}, leg{100, 2.9, 145})
	}
	for _, c := range []struct {
		name  string
		slope float64 // grade-adjusted speed of the surges
		want  Class
	}{{"on the flat", 4.2, Key}, {"down a slope", 3.4, Easy}} {
		s, i := with(30, legs)
		gap := s[i].Sum.Trace.GAP.AppendTo(nil)
		for k, v := range gap {
			gap[k] = min(v, quantise(c.slope))
		}
		s[i].Sum.Trace.GAP = summary.Pack(gap)
		if v := judgeAll(s)[i]; v.Class != c.want {
			t.Errorf("%s: %v, want %v; %+v", c.name, v.Class, c.want, v.Evidence)
		}
	}
}
