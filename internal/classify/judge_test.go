package classify

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/zone"
)

// with puts a run of these legs on day d of a plain season at the usual hour.
func with(d int, legs []leg) ([]history.Session, int) {
	all := weeks(8)
	at := monday.AddDate(0, 0, d)
	for i := range all {
		if all[i].Start.Equal(at) {
			all[i] = sessionOf(at, legs)
			return all, i
		}
	}
	panic("no run on that day")
}

func TestJudgeNamesTheClass(t *testing.T) {
	const wednesday = 30
	for _, c := range []struct {
		name string
		legs []leg
		want Class
	}{
		{"an hour easy", easyLegs(60), Easy},
		{"half an hour easy", easyLegs(30), Easy},
		{"two hours easy", easyLegs(120), Long},
		{"8 x 400 m", repeats(8, 90, 4.5), Key},
		{"12 x 200 m", repeats(12, 40, 5), Key},
		{"25 min tempo", []leg{{900, 3, 135}, {1500, 3.7, 168}, {600, 3, 140}}, Key},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, i := with(wednesday, c.legs)
			if got := judgeAll(s)[i]; got.Class != c.want {
				t.Errorf("class %v (kind %v), want %v; evidence %v", got.Class, got.Kind, c.want, got.Evidence)
			}
		})
	}
}

// recoveryLegs are slower, lower in heart rate and shorter than usual.
var recoveryLegs = []leg{{35 * 60, 2.7, 120}}

func TestDayAfter(t *testing.T) {
	for _, c := range []struct {
		name  string
		legs  []leg
		want  Class
		marks []string
	}{
		{"run as recovery", recoveryLegs, Recovery, nil},
		{"as easy as ever", easyLegs(50), Easy, []string{"day-after: easy, shorter than usual, not enough for a recovery run"}},
		{"steady", []leg{{50 * 60, 3.2, 158}}, Easy, []string{"day-after, not recovery-paced"}},
		{"a workout again", repeats(8, 90, 4.5), Key, []string{"day-after, not recovery-paced"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, i := with(30, easyLegs(120))
			for _, k := range []int{12, 18} { // so that the thresholds are known
				s[k] = sessionOf(s[k].Start, repeats(3, 1800, 4))
			}
			s[i+1] = sessionOf(s[i+1].Start, c.legs)
			v := judgeAll(s)[i+1]
			if v.Class != c.want || v.Stressor != i {
				t.Errorf("%v after %d, want %v after %d", v.Class, v.Stressor, c.want, i)
			}
			if d := cmp.Diff(c.marks, v.Marks); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestTheSameRunFreshIsEasy(t *testing.T) {
	s, i := with(30, recoveryLegs)
	if v := judgeAll(s)[i]; v.Class != Easy || v.Stressor != -1 {
		t.Errorf("%v after %d, want easy and fresh", v.Class, v.Stressor)
	}
}

func TestFatigueEnds(t *testing.T) {
	s, i := with(30, easyLegs(120))
	for days, fresh := range []bool{1: false, 2: true} {
		if v := judgeAll(s)[i+days]; days > 0 && (v.Stressor == -1) != fresh {
			t.Errorf("%d days after: stressor %d", days, v.Stressor)
		}
	}
}

func TestOverrideWinsAndItsNeighbourFollows(t *testing.T) {
	s, i := with(30, easyLegs(60))
	s[i+1] = sessionOf(s[i+1].Start, recoveryLegs)
	o := Defaults()
	o.Overrides = map[string]Override{s[i].Key: {Class: Key}}
	v := Judge(s, bookOf(s), o)
	if v[i].Class != Key || !v[i].Override || v[i].Judged != Easy {
		t.Errorf("overridden run is %v, override %v, judged %v", v[i].Class, v[i].Override, v[i].Judged)
	}
	if v[i+1].Class != Recovery || v[i+1].Stressor != i {
		t.Errorf("the day after an overridden key run is %v after %d", v[i+1].Class, v[i+1].Stressor)
	}
}

func TestOtherSportsAreNotJudgedButPlaced(t *testing.T) {
	s, i := with(30, easyLegs(120))
	s[i+1].Sport, s[i+1].Sum.Sport = activity.Ride, activity.Ride
	v := judgeAll(s)[i+1]
	if v.Class != Unknown || v.Stressor != i {
		t.Errorf("ride after a long run: %v after %d, want unknown after %d", v.Class, v.Stressor, i)
	}
}

// Climbing a hill again and again is a workout if speed or heart rate vary; otherwise it is
// a hilly loop.
func TestHillRepetitionsAreNoHillyLoop(t *testing.T) {
	for _, c := range []struct {
		name string
		legs []leg
		want Class
	}{
		{"laps at one effort", easyLegs(50), Easy},
		{"up hard, down at a jog", swinging(3.1, 3.1, 165), Key},
		{"up slower than down, without heart rate", swinging(2.4, 3.2, 0), Key},
	} {
		s, i := with(30, c.legs)
		s[i].Sum.Climbs = 5
		if v := judgeAll(s)[i]; v.Class != c.want {
			t.Errorf("%s: %v, want %v", c.name, v.Class, c.want)
		}
	}
}

// swinging returns five climbs and descents after a warm-up.
func swinging(up, down, heart float64) []leg {
	legs := []leg{{900, 3, min(heart, 135)}}
	for range 5 {
		legs = append(legs, leg{120, up, heart}, leg{120, down, min(heart, 130)})
	}
	return legs
}

// A lower bound of a threshold makes no easy run hard, and the words say that it is a
// bound.
func TestBoundMakesNoEasyRunHard(t *testing.T) {
	s, i := with(30, []leg{{50 * 60, 3, 148}})
	for _, k := range []int{3, 10} { // their 165 beats/min are the bound
		for d := range s[k].Sum.Curves.HR {
			s[k].Sum.Curves.HR[d] = 165
		}
	}
	v := judgeAll(s)[i]
	if v.Class != Easy || v.Intensity != Steady {
		t.Errorf("%v of intensity %v above a bound at easy pace, want easy and steady", v.Class, v.Intensity)
	}
	if !slices.ContainsFunc(v.Evidence, func(e Evidence) bool { return e.Rule == ruleHeartBound }) {
		t.Errorf("evidence %+v without the bound", v.Evidence)
	}
	byMax := zone.Defaults()
	byMax.System = zone.Max
	v = Judge(s, zone.Estimate(s, byMax), Defaults())[i]
	if v.Intensity != EasyIntensity {
		t.Errorf("intensity %v at easy pace above a ceiling cut from a bound of the maximum, want easy by pace", v.Intensity)
	}
}

// Climbing time counts towards a long run in the mountains, however slow the runner climbs.
// A walk on the flat is not.
func TestSteepClimbingMakesARunLong(t *testing.T) {
	for steep, want := range map[uint8]Class{0: Easy, summary.GAPStep: Long} {
		s, i := with(30, []leg{{90 * 60, 0.9, 150}, {40 * 60, 3, 150}})
		up := make([]uint8, 130*60/summary.GAPStep)
		for k := range 90 * 60 / summary.GAPStep {
			up[k] = steep
		}
		s[i].Sum.Trace.Steep = summary.Pack(up)
		if v := judgeAll(s)[i]; v.Class != want {
			t.Errorf("with %d of %d s of steep climbing in a step: %v, want %v", steep, summary.GAPStep, v.Class, want)
		}
	}
}
