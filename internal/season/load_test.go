package season

import (
	"math"
	"testing"

	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

func close6(a, b float64) bool { return math.Abs(a-b) < 1e-6 || math.IsNaN(a) && math.IsNaN(b) }

// One hour at 162 beats/min and 3.6 m/s: HRmax 190, rest 50, LTHR 170, threshold 4 m/s.
func TestStress(t *testing.T) {
	hour := "2025-03-03 08:00 60 key hr=162 speed=3.6"
	h, lt := 112.0/140, 120.0/140
	men, women := 60*h*0.64*math.Exp(1.92*h), 60*h*0.86*math.Exp(1.67*h)
	atLT := 60 * lt * 0.64 * math.Exp(1.92*lt)
	o := plain()
	got := read(t, hour).analyse(o).Runs[0].Stress
	want := Stress{TRIMP: men, Edwards: 60 * 4, RTSS: 81, HRTSS: 100 * men / atLT, TSS: 81}
	same := close6(got.TRIMP, want.TRIMP) && close6(got.Edwards, want.Edwards) && close6(got.RTSS, want.RTSS) &&
		close6(got.HRTSS, want.HRTSS) && close6(got.TSS, want.TSS)
	if !same {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	o.Female = true
	if got := read(t, hour).analyse(o).Runs[0].Stress.TRIMP; !close6(got, women) {
		t.Errorf("women: TRIMP %v, want %v", got, women)
	}
}

func TestStressThatCannotBeComputed(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name, run string
		settings  zone.Settings
		known     [4]bool // TRIMP, Edwards, RTSS, HRTSS
	}{
		{"without resting heart rate", "key", zone.Settings{MaxHR: 190, RestHR: nan, LTHR: 170, ThresholdSpeed: 4}, [4]bool{false, true, true, false}},
		{"a resting heart rate that is none", "key", zone.Settings{MaxHR: 190, RestHR: 190, LTHR: 170, ThresholdSpeed: 4}, [4]bool{false, true, true, false}},
		{"without heart rate", "key hr=0", zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4}, [4]bool{false, false, true, false}},
		{"a ride", "ride", zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4}, [4]bool{true, true, false, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "2025-03-03 08:00 60 "+c.run)
			d.settings = c.settings
			s := d.analyse(plain())
			x := s.Runs[0].Stress
			got := [4]bool{!math.IsNaN(x.TRIMP), !math.IsNaN(x.Edwards), !math.IsNaN(x.RTSS), !math.IsNaN(x.HRTSS)}
			if got != c.known {
				t.Errorf("known %v, want %v: %+v", got, c.known, x)
			}
			if n := s.Load.NoRestHR; n != count(math.IsNaN(c.settings.RestHR)) {
				t.Errorf("sessions that lack a resting heart rate: %d", n)
			}
		})
	}
}

// Coggan: a steady load L for d days makes CTL = L (1 − e^(−d/42)). The form of the last of
// the hundred days does not include its own load.
func TestFormOfASteadyLoad(t *testing.T) {
	days := map[unit.Day]float64{}
	for day := unit.Day(100); day < 200; day++ {
		days[day] = 50
	}
	l := LoadSeries{}
	l.series(days, 100, 190, 199)
	last := l.Days[len(l.Days)-1]
	if len(l.Days) != 10 || !close6(last.CTL, 50*(1-math.Exp(-99.0/42))) || !close6(last.ATL, 50*(1-math.Exp(-99.0/7))) {
		t.Errorf("%d days, last %+v", len(l.Days), last)
	}
	if !close6(last.TSB, last.CTL-last.ATL) || !math.IsNaN(last.Monotony) {
		t.Errorf("the form of the last day: %+v", last)
	}
}

// The week of Foster's paper has a mean of 60 and an SD of 30.
func TestMonotony(t *testing.T) {
	week := []float64{30, 90, 30, 90, 30, 90, 60}
	m, strain := monotony(week)
	want := 60 / math.Sqrt(5400.0/7)
	if !close6(m, want) || !close6(strain, 420*want) {
		t.Errorf("%v %v, want %v", m, strain, want)
	}
	if m, _ := monotony(week[:6]); !math.IsNaN(m) {
		t.Errorf("six days: %v", m)
	}
}

func TestFatigue(t *testing.T) {
	s := analyse(t, `
		2025-03-09 08:00 120 long
		2025-03-10 07:00 40 recovery
		2025-03-10 19:00 30 easy
		2025-03-12 10:00 30 easy`)
	for i, want := range []struct {
		run   int
		hours float64
		same  bool
		day   int
	}{{-1, math.NaN(), false, -1}, {0, 21, true, 0}, {0, 33, true, 0}, {0, 72, false, -1}} {
		r := &s.Runs[i]
		if b := r.Before; b.Run != want.run || !close6(b.Hours, want.hours) || b.Same != want.same || r.DayAfter != want.day {
			t.Errorf("run %d: %+v, day after of %d; want %+v", i, b, r.DayAfter, want)
		}
	}
	if s.Runs[1].Before.TSS != s.Runs[0].Stress.TSS {
		t.Errorf("load of the stressor: %v, want %v", s.Runs[1].Before.TSS, s.Runs[0].Stress.TSS)
	}
}

// Sessions before the season count in the fitness of its first day.
func TestFormRemembersWhatWasBefore(t *testing.T) {
	d := read(t, "2025-02-20 08:00 60 key\n2025-03-03 08:00 60 key\n2025-03-04 08:00 60 easy")
	o := plain()
	all := d.analyse(o)
	o.From, _ = unit.ParseDay("2025-03-03")
	later := d.analyse(o)
	if a, b := all.Runs[2].Form, later.Runs[1].Form; !close6(a.CTL, b.CTL) || len(later.Load.Days) != 2 {
		t.Errorf("%+v and %+v", a, b)
	}
}

// Indoor runs have no load by pace, because their speed is not reliable.
func TestNoLoadByPaceIndoors(t *testing.T) {
	d := read(t, "2025-03-03 08:00 60 key")
	d.history.Sessions[0].Sum.Indoor = true
	if x := d.analyse(plain()).Runs[0].Stress; !math.IsNaN(x.RTSS) || x.TSS != x.HRTSS || math.IsNaN(x.TSS) {
		t.Errorf("an indoor run must have a load by heart rate only: %+v", x)
	}
}

// A stressor that has not ended causes no fatigue yet.
func TestFatigueBeginsAtTheEnd(t *testing.T) {
	s := analyse(t, "2025-03-02 18:00 60 key\n2025-03-03 08:00 120 long\n2025-03-03 09:00 30 easy\n2025-03-03 10:00 30 easy")
	if b := s.Runs[2].Before; b.Run != 0 || b.Hours != 14 {
		t.Errorf("during a long run: %+v", b)
	}
	if b := s.Runs[3].Before; b.Run != 1 || b.Hours != 0 || !b.Same {
		t.Errorf("at its end: %+v", b)
	}
}
