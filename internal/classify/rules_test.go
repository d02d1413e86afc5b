package classify

import (
	"slices"
	"testing"

	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// For each kind, a run gets that kind. A kind without a rule would never be given.
func TestKinds(t *testing.T) {
	fartlek := []leg{{900, 3, 135}}
	for _, surge := range []int{30, 90, 20, 120, 45, 150, 30, 100} {
		fartlek = append(fartlek, leg{surge, 4.5, 165}, leg{120, 3, 150})
	}
	examples := map[Kind][]leg{
		Fartlek:         fartlek,
		Intervals:       repeats(8, 90, 4.5),
		Tempo:           {{900, 3, 0}, {1500, 3.7, 0}, {600, 3, 0}},
		Progression:     {{360, 3, 0}, {1200, 2.9, 0}, {1200, 3.2, 0}, {1200, 3.7, 0}},
		Race:            {{1260, 4.7, 178}},
		Hills:           repeats(6, 60, 3.9),
		LongWithQuality: append(easyLegs(80), leg{1800, 3.7, 165}, leg{600, 3, 140}),
	}
	for _, want := range Kinds() {
		legs, ok := examples[want]
		if !ok {
			t.Errorf("no run shows what %v is", want)
			continue
		}
		s, i := with(30, legs)
		if want == Hills {
			s[i].Sum.Climbs = 6
		}
		if v := judgeAll(s)[i]; v.Class != classOf(want) || v.Kind != want {
			t.Errorf("%v, %v; want %v, %v; evidence %+v", v.Class, v.Kind, classOf(want), want, v.Evidence)
		}
	}
}

func TestLongIsNearlyTheLongestOfItsWeek(t *testing.T) {
	s, i := with(30, easyLegs(80))
	if v := judgeAll(s)[i]; v.Class != Long {
		t.Errorf("80 min where 50 are usual: %v", v.Class)
	}
	s[i+2] = sessionOf(s[i+2].Start, easyLegs(120))
	if v := judgeAll(s)[i]; v.Class != Easy {
		t.Errorf("80 min two days before two hours: %v", v.Class)
	}
}

func TestSomewhatLongWorkoutIsAWorkout(t *testing.T) {
	l := length{ran: 76 * 60, median: 52 * 60, share: 1}
	if !l.long(longButKey-0.01) || l.long(longButKey) {
		t.Error("76 min where 52 are usual: long and key are not told apart by how much speaks for key")
	}
}

func TestReasonsStandStrongestFirst(t *testing.T) {
	s, i := with(30, repeats(6, 60, 4.3))
	var shares []float64
	for _, e := range judgeAll(s)[i].Evidence {
		for k, c := range scales {
			if c.rule == e.Rule {
				shares = append(shares, scales[k].share(e.Got-unit.OrZero(e.Usual)))
			}
		}
	}
	slices.Reverse(shares)
	if len(shares) < 2 || shares[0] == shares[len(shares)-1] || !slices.IsSorted(shares) {
		t.Errorf("from the last on: %v", shares)
	}
}

func TestHardStretch(t *testing.T) {
	for _, c := range []struct {
		s    stretch
		want bool
	}{
		{stretch{900, 163}, true}, // the threshold is 170
		{stretch{899, 163}, false},
		{stretch{900, 160}, false},
		{stretch{540, 167}, true}, // close to it
		{stretch{539, 167}, false},
		{stretch{900, nan}, true},
		{stretch{600, nan}, false},
	} {
		if got := c.s.hard(170); got != c.want {
			t.Errorf("%+v is hard: %v, want %v", c.s, got, c.want)
		}
	}
}

func TestRests(t *testing.T) {
	run := slices.Repeat([]uint8{90}, 200)
	walk := slices.Clone(run)
	walk[110] = 40
	for _, c := range []struct {
		name   string
		series []uint8
		breaks []summary.Break
		want   bool
	}{
		{"runs on", run, nil, false},
		{"walks", walk, nil, true},
		{"stops for long", run, []summary.Break{{At: 105, Length: 91}}, true},
		{"stops for a moment", run, []summary.Break{{At: 105, Length: 30}}, false},
		{"stops much later", run, []summary.Break{{At: 190, Length: 91}}, false},
	} {
		if got := rests(c.series, c.breaks, 100, 63); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestEven(t *testing.T) {
	race := slices.Repeat([]uint8{110}, 400)
	workout := slices.Clone(race)
	copy(workout[100:200], make([]uint8, 100))
	if !even(race) || even(workout) {
		t.Errorf("a race is even: %v; a workout with rests is: %v", even(race), even(workout))
	}
}

// A run of three hours has no more weight in the pool of speeds than a run of one hour.
func TestPoolCapsLongRuns(t *testing.T) {
	var p pool
	hour, long := histogramOf(slices.Repeat([]uint8{90}, poolCap)), histogramOf(slices.Repeat([]uint8{110}, 3*poolCap))
	p.add(&hour, 1)
	p.add(&long, 1)
	if p[110] > p[90] || p[110] < p[90]*99/100 {
		t.Errorf("three hours weigh %d, one hour %d", p[110], p[90])
	}
	p.add(&long, -1)
	p.add(&hour, -1)
	if p != (pool{}) {
		t.Error("what was taken out left something behind")
	}
}
