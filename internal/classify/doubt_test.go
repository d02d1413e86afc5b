package classify

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func heartless(legs []leg) []leg {
	out := append([]leg(nil), legs...)
	for i := range out {
		out[i].heart = 0
	}
	return out
}

func TestLessIsSureWithoutHeartRate(t *testing.T) {
	for name, legs := range map[string][]leg{"easy": easyLegs(50), "long": easyLegs(120)} {
		s, i := with(30, legs)
		full := judgeAll(s)[i]
		s[i] = sessionOf(s[i].Start, heartless(legs))
		less := judgeAll(s)[i]
		if less.Class != full.Class || !(less.Confidence < full.Confidence) {
			t.Errorf("%s: %v at %g without heart rate, %v at %g with", name, less.Class, less.Confidence, full.Class, full.Confidence)
		}
	}
}

func TestLessIsSureByAGuess(t *testing.T) {
	s := weeks(8)[:4] // too few for a threshold
	guess := judgeAll(s)[3]
	for i := range s {
		s[i].Sum.Watch.ThresholdHR = 170
	}
	if told := judgeAll(s)[3]; told.Class != guess.Class || !(guess.Confidence < told.Confidence) {
		t.Errorf("%v at %g by a guess, %v at %g by the watch", guess.Class, guess.Confidence, told.Class, told.Confidence)
	}
}

// The runner-up of a recovery run is easy, because only the fatigue at its start
// distinguishes the two.
func TestRunnerUpOfRecoveryIsEasy(t *testing.T) {
	for want, legs := range map[Class][]leg{Easy: recoveryLegs, Recovery: {{50 * 60, 3, 150}}} {
		s, i := with(30, easyLegs(120))
		for k := range s {
			s[k].Sum.Watch.ThresholdHR = 172
		}
		s[i+1] = sessionOf(s[i+1].Start, legs)
		if v := judgeAll(s)[i+1]; v.RunnerUp != want {
			t.Errorf("%v, else %v; want else %v", v.Class, v.RunnerUp, want)
		}
	}
}

func TestEasyTitleOfALongRunIsMarked(t *testing.T) {
	s, i := with(30, easyLegs(84))
	for k := range s {
		s[k].Sum.Watch.ThresholdHR = 172
	}
	s[i].Intent.Recovery = true
	v := judgeAll(s)[i]
	if d := cmp.Diff([]string{"called recovery, 1:24:00 of running; long for you begins at 1:15:00"}, v.Marks); d != "" || v.Class != Long {
		t.Errorf("%v: %s", v.Class, d)
	}
}
