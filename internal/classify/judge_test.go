package classify

import (
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/history"
)

// with puts one run of these legs into day d of a plain season at its usual hour.
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

func TestRecoveryIsLowIntensityAfterAStressor(t *testing.T) {
	s, i := with(30, easyLegs(120))
	v := judgeAll(s)
	if v[i+1].Class != Recovery || v[i+1].Stressor != i || !v[i+1].NextDay {
		t.Errorf("the day after: %v after %d, want recovery after %d", v[i+1].Class, v[i+1].Stressor, i)
	}
	if v[i+2].Class != Easy || v[i+2].Stressor != -1 {
		t.Errorf("two days after: %v after %d, want easy and fresh", v[i+2].Class, v[i+2].Stressor)
	}
}

func TestOverrideWinsAndItsNeighbourFollows(t *testing.T) {
	s, i := with(30, easyLegs(60))
	o := Defaults()
	o.Overrides = map[string]Class{s[i].Key: Key}
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
