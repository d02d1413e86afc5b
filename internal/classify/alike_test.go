package classify

import (
	"testing"

	"dayafter/internal/activity"
)

// workout returns a warm-up, n repetitions with jogs between them, and a cool-down.
func workout(n, seconds int, speed, jog float64, rest int) []leg {
	legs := []leg{{900, 3, 135}}
	for range n {
		legs = append(legs, leg{seconds, speed, 165}, leg{rest, jog, 150})
	}
	return append(legs, leg{600, 3, 140})
}

// strides returns an easy run that ends with n strides.
func strides(n int) []leg {
	legs := []leg{{2400, 3, 140}}
	for range n {
		legs = append(legs, leg{20, 5, 150}, leg{60, 2.6, 145})
	}
	return append(legs, leg{180, 2.8, 140})
}

func TestRepetitionsAlikeAreKey(t *testing.T) {
	for _, c := range []struct {
		name string
		legs []leg
	}{
		{"8 × 1 min", workout(8, 60, 4.2, 2.6, 60)},
		{"4 × 2 min", workout(4, 120, 4, 2.6, 90)},
		{"6 × 3 min with jogs", workout(6, 180, 4, 2.6, 120)},
	} {
		s, i := with(30, c.legs)
		if v := judgeAll(s)[i]; v.Class != Key || v.Kind == Race {
			t.Errorf("%s is %v %v", c.name, v.Class, v.Kind)
		}
	}
}

func TestStridesMakeNoWorkout(t *testing.T) {
	s, i := with(30, strides(6))
	v := judgeAll(s)[i]
	if v.Stress() || v.Strides != 6 {
		t.Errorf("an easy run with 6 strides is %v with %d strides", v.Class, v.Strides)
	}
}

// Strides after which the runner walks make no workout without a heart rate, either.
func TestStridesWithWalksAndWithoutHeartRate(t *testing.T) {
	s, i := with(30, append([]leg{{2400, 3, 0}}, repeated(6, leg{20, 5, 0}, leg{90, 1.4, 0})...))
	if v := judgeAll(s)[i]; v.Stress() || v.Strides != 6 {
		t.Errorf("an easy run with 6 strides and walks is %v with %d strides", v.Class, v.Strides)
	}
}

// Strides that the runner presses as laps stay strides.
func TestStridesPressedAsLaps(t *testing.T) {
	s, i := with(30, strides(6))
	laps := []activity.Lap{{Timer: 2400, Distance: 7200, Trigger: activity.TriggerManual, Step: -1}}
	for range 6 {
		laps = append(laps,
			activity.Lap{Timer: 21, Distance: 103, Trigger: activity.TriggerManual, Step: -1},
			activity.Lap{Timer: 59, Distance: 153, Trigger: activity.TriggerManual, Step: -1})
	}
	s[i].Sum.Laps = append(laps, activity.Lap{Timer: 180, Distance: 504, Trigger: activity.TriggerManual, Step: -1})
	if v := judgeAll(s)[i]; v.Stress() {
		t.Errorf("an easy run with 6 strides, each a lap, is %v", v.Class)
	}
}

// repeated returns some legs n times.
func repeated(n int, legs ...leg) (out []leg) {
	for range n {
		out = append(out, legs...)
	}
	return out
}

// The same tempo run every week is no race.
func TestWeeklyTemposAreNoRaces(t *testing.T) {
	s := weeks(12)
	for i := 3; i < len(s); i += 6 {
		s[i] = sessionOf(s[i].Start, []leg{{2400, 3.8, 165}})
	}
	for i, v := range judgeAll(s) {
		if i%6 == 3 && (v.Class != Key || v.Kind == Race) {
			t.Fatalf("the tempo run %d is %v %v", i, v.Class, v.Kind)
		}
	}
}

// For a beginner whose usual run takes 28 min, 60 min on a Sunday are a long run, and so are
// 40 min for one who usually runs 20.
func TestABeginnersLongRun(t *testing.T) {
	for usual, long := range map[int]int{28: 60, 20: 40} {
		s := weeks(8)
		for i := range s {
			s[i] = sessionOf(s[i].Start, easyLegs(usual))
			if i%6 == 5 {
				s[i] = sessionOf(s[i].Start, easyLegs(long))
			}
		}
		for i, v := range judgeAll(s) {
			if (v.Class == Long) != (i%6 == 5) {
				t.Errorf("%d min beside %d: run %d is %v", long, usual, i, v.Class)
			}
		}
	}
}

func TestTheRunnersOwnLimitOfLong(t *testing.T) {
	s, i := with(30, easyLegs(65))
	o := Defaults()
	o.LongFrom = 3600
	if v := Judge(s, bookOf(s), o)[i]; v.Class != Long || v.LongFrom != 3600 {
		t.Errorf("65 min with a limit of 60 min are %v, from %g s", v.Class, v.LongFrom)
	}
}

// Laps pressed at crossings are no repetitions: such a lap is faster than the standing lap
// beside it, but not faster than easy running.
func TestLapsAtCrossingsAreNoRepetitions(t *testing.T) {
	s, i := with(30, easyLegs(50))
	for range 8 {
		s[i].Sum.Laps = append(s[i].Sum.Laps, planned(1, 0, 0)[1], planned(1, 0, 0)[1])
	}
	for k := range s[i].Sum.Laps {
		l := &s[i].Sum.Laps[k]
		l.Timer, l.Distance = 240, 720
		if k%2 == 1 {
			l.Timer, l.Distance = 35, 3
		}
	}
	if v := judgeAll(s)[i]; v.Stress() {
		t.Errorf("an easy run with laps at crossings is %v %v", v.Class, v.Kind)
	}
}

func TestADistrustedHeartRateDecidesNothing(t *testing.T) {
	s, i := with(30, easyLegs(50))
	for k := range s[i].Parts {
		s[i].Parts[k].AvgHR, s[i].Parts[k].HRQuality = 172, 0.5
	}
	if v := judgeAll(s)[i]; v.Intensity == Hard || v.Stress() {
		t.Errorf("an easy run with a locked heart rate is %v, %v", v.Class, v.Intensity)
	}
}

func TestAFewMinutesAreTooShortToJudge(t *testing.T) {
	s, i := with(30, []leg{{120, 3, 130}})
	if v := judgeAll(s)[i]; v.Class != Unknown || len(v.Missing) == 0 {
		t.Errorf("2 min are %v, missing %q", v.Class, v.Missing)
	}
	s, i = with(30, []leg{{200, 5, 180}})
	if v := judgeAll(s)[i]; v.Class != Key {
		t.Errorf("200 s at race pace are %v", v.Class)
	}
}
