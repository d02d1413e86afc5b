package zone

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

var nan = math.NaN()

// exactly compares Sets and treats NaN as equal to NaN.
var exactly = cmp.Options{cmpopts.EquateNaNs()}

// run returns a session on a day with the given critical speed. Its highest mean heart
// rates over 30 s, 20, 30 and 60 min are hr, hr-10, hr-12 and hr-15.
func run(day int, speed, hr float64) history.Session {
	start := unit.Day(day).Time().Add(7 * time.Hour)
	a := activity.New(activity.Run, start)
	s := &summary.Summary{
		Sport: activity.Run, Start: start, Elapsed: 3700, Timer: 3700, Moving: 3700,
		Watch: a.Watch, HRQuality: 1,
	}
	for i, sec := range summary.CurveSeconds {
		s.Curves.GAP[i] = float32(speed + 150/float64(sec))
		s.Curves.HR[i] = float32(hr)
		switch {
		case sec >= 3600:
			s.Curves.HR[i] -= 15
		case sec >= 1800:
			s.Curves.HR[i] -= 12
		case sec >= 1200:
			s.Curves.HR[i] -= 10
		}
	}
	s.Trace.GAP = summary.Pack(slices.Repeat([]uint8{uint8(0.75 * speed / summary.SpeedQuantum)}, 740))
	return history.Session{
		Key: fmt.Sprintf("%05d", day), Sum: s, Sport: activity.Run, Start: start, Day: unit.Day(day),
	}
}

// season returns a run on each of n days with the same speed and heart rate, except that
// every tenth run is hard.
func season(n int) []history.Session {
	var out []history.Session
	for d := range n {
		if d%10 == 5 {
			out = append(out, run(d, 4, 185+float64(d%3)))
		} else {
			out = append(out, run(d, 3, 150))
		}
	}
	return out
}

func about(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tolerance {
		t.Errorf("%s = %g, want %g ± %g", what, got, want, tolerance)
	}
}

func TestSeason(t *testing.T) {
	s := Estimate(season(100), Defaults()).On(50)
	about(t, "HRmax", s.MaxHR.Value, 187, 0)
	about(t, "critical speed", s.CriticalSpeed.Value, 4, 0.001)
	about(t, "threshold speed", s.ThresholdSpeed.Value, 3.88, 0.001)
	about(t, "LTHR", s.LTHR.Value, 175, 0) // 30 min at critical speed
	about(t, "resting HR", s.RestHR.Value, nan, 0)
	for what, c := range map[string][2]Standing{
		"HRmax": {s.MaxHR.Standing, LowerBound}, "critical speed": {s.CriticalSpeed.Standing, Confirmed},
		"LTHR": {s.LTHR.Standing, Confirmed}, "resting HR": {s.RestHR.Standing, Missing},
	} {
		if c[0] != c[1] {
			t.Errorf("%s is %s, want %s", what, c[0], c[1])
		}
	}
	if s.LTHR.Session == "" || !strings.HasPrefix(s.LTHR.Effort, "best 30 min, run at critical speed (175 bpm), ") || s.LTHR.Day%10 != 5 {
		t.Errorf("LTHR comes from %+v", s.LTHR)
	}
	if s.HR.System != "Friel % LTHR" || s.Pace.System != "Friel % threshold pace" {
		t.Errorf("zones by %q and %q", s.HR.System, s.Pace.System)
	}
	about(t, "easy ceiling", s.HR.EasyTop, 0.9*175, 1e-9)
}

func TestSpikeOfOneRunIsNotTheMaximum(t *testing.T) {
	x := season(100)
	x[42].Sum.Curves.HR[1] = 224
	about(t, "HRmax", Estimate(x, Defaults()).On(50).MaxHR.Value, 187, 0)
	x[42].Sum.HRQuality = 0.3
	x[43].Sum.HRQuality, x[43].Sum.Curves.HR[1] = 0.3, 224
	about(t, "HRmax", Estimate(x, Defaults()).On(50).MaxHR.Value, 187, 0)
}

func TestEasyRunningOnlyIsProvisional(t *testing.T) {
	var x []history.Session
	for d := range 60 {
		r := run(d, 3, 150)
		for i := range summary.CurveSeconds {
			r.Sum.Curves.GAP[i] = 2.4
			r.Sum.Curves.HR[i] = 135
		}
		r.Sum.Curves.HR[1] = 150
		x = append(x, r)
	}
	s := Estimate(x, Defaults()).On(30)
	if s.CriticalSpeed.Standing != Provisional || s.ThresholdSpeed.Standing != Provisional {
		t.Errorf("critical speed of easy runs is %s", s.CriticalSpeed.Standing)
	}
	if s.LTHR.Standing == Confirmed {
		t.Error("LTHR of easy runs is confirmed")
	}
}

// Intervals are fast, but their best 20 min are not run all out. So the critical speed is at
// least what they show, and half an hour at that speed is no proof of the threshold.
func TestLowerBoundOfSpeedConfirmsNoHeartRate(t *testing.T) {
	x := season(100)
	for i := range x {
		if i%10 != 5 {
			continue
		}
		for k, sec := range summary.CurveSeconds {
			if sec >= 1200 {
				x[i].Sum.Curves.HR[k] -= 15
			}
		}
	}
	s := Estimate(x, Defaults()).On(50)
	if s.CriticalSpeed.Standing != LowerBound || s.LTHR.Standing != LowerBound {
		t.Errorf("critical speed is a %s, LTHR a %s", s.CriticalSpeed.Standing, s.LTHR.Standing)
	}
}

func TestOneRunIsProvisional(t *testing.T) {
	s := Estimate(season(1), Defaults()).On(0)
	for _, x := range []Threshold{s.MaxHR, s.LTHR, s.CriticalSpeed, s.ThresholdSpeed} {
		if x.Standing != Provisional {
			t.Errorf("a threshold from one run must be provisional: %+v", x)
		}
	}
}

// The maximum is no lower than the mean of a hard run beside a single easy one.
func TestHardRunBesideAnEasyRun(t *testing.T) {
	x := season(2)
	for i, hr := range []float32{126, 165} {
		for k := range summary.CurveSeconds {
			x[i].Sum.Curves.HR[k] = hr
		}
	}
	m := Estimate(x, Defaults()).On(2).MaxHR
	about(t, "HRmax", m.Value, 165, 0)
	if m.Standing != Provisional {
		t.Errorf("a maximum from two runs is %s", m.Standing)
	}
}

func TestNothing(t *testing.T) {
	s := Estimate(nil, Defaults()).On(0)
	for _, x := range []Threshold{s.MaxHR, s.RestHR, s.LTHR, s.CriticalSpeed, s.ThresholdSpeed} {
		if x.Standing != Missing || !math.IsNaN(x.Value) {
			t.Errorf("a threshold without any run must be missing: %+v", x)
		}
	}
	if s.HR.System != "" || len(s.HR.Lower) != 0 || !math.IsNaN(s.HR.EasyTop) || len(s.Pace.Lower) != 0 {
		t.Errorf("zones of nothing: %+v", s.HR)
	}
}

// The user's value takes precedence over the watch's, and the watch's over an estimate.
func TestOrder(t *testing.T) {
	x := season(100)
	for i := range x {
		x[i].Sum.Watch = activity.Watch{MaxHR: 192, RestHR: 48, ThresholdHR: 178, ThresholdSpeed: 4.1}
	}
	s := Estimate(x, Defaults()).On(50)
	for _, c := range []struct {
		got  Threshold
		want float64
	}{{s.MaxHR, 192}, {s.RestHR, 48}, {s.ThresholdSpeed, 4.1}} {
		if c.got.Standing != FromDevice || c.got.Value != c.want || c.got.Day != 50 {
			t.Errorf("%+v, want the watch's %g of that day", c.got, c.want)
		}
	}
	// The watch's LTHR is combined with the 175 of 30 min at critical speed and the 180 that
	// follow from a maximum of 192.
	if s.LTHR.Value != 177 || s.LTHR.Standing != Confirmed {
		t.Errorf("LTHR %+v", s.LTHR)
	}
	s = Estimate(x, Settings{MaxHR: 200, RestHR: 50, LTHR: 170, ThresholdSpeed: 4.2}).On(50)
	for _, c := range []struct {
		got  Threshold
		want float64
	}{{s.MaxHR, 200}, {s.RestHR, 50}, {s.LTHR, 170}, {s.ThresholdSpeed, 4.2}} {
		if c.got.Standing != FromUser || c.got.Value != c.want {
			t.Errorf("%+v, want the user's %g", c.got, c.want)
		}
	}
}

func TestWatchThatRunningProvedWrong(t *testing.T) {
	x := season(100)
	for i := range x {
		x[i].Sum.Watch.MaxHR, x[i].Sum.Watch.ThresholdHR = 170, 160
	}
	s := Estimate(x, Defaults()).On(50)
	about(t, "HRmax", s.MaxHR.Value, 187, 0)
	about(t, "LTHR", s.LTHR.Value, 175, 0)
}

func TestWatchValuesHoldFromTheirDay(t *testing.T) {
	x := season(100)
	x[20].Sum.Watch.RestHR, x[60].Sum.Watch.RestHR = 50, 45
	b := Estimate(x, Defaults())
	for day, want := range map[unit.Day]float64{0: 50, 20: 50, 59: 50, 60: 45, 99: 45} {
		about(t, fmt.Sprintf("resting HR on day %d", day), b.On(day).RestHR.Value, want, 0)
	}
	about(t, "before the watch reported it", b.Before(x[20].Start).RestHR.Value, nan, 0)
	about(t, "after", b.Before(x[21].Start).RestHR.Value, 50, 0)
}

func TestOldRunsKeepTheZonesOfTheirDay(t *testing.T) {
	x := season(100)
	for d := 1000; d < 1100; d++ {
		x = append(x, run(d, 5, 195))
	}
	b := Estimate(x, Defaults())
	about(t, "critical speed then", b.On(50).CriticalSpeed.Value, 4, 0.001)
	about(t, "critical speed now", b.On(1050).CriticalSpeed.Value, 5, 0.001)
	about(t, "HRmax then", b.On(50).MaxHR.Value, 187, 0)
}

func TestOtherSportsSayNothing(t *testing.T) {
	x := season(100)
	ride := run(50, 9, 210)
	ride.Sport = activity.Ride
	indoor := run(51, 9, 150)
	indoor.Sum.Indoor = true
	if d := cmp.Diff(Estimate(x, Defaults()).On(50), Estimate(append(x, ride), Defaults()).On(50), exactly); d != "" {
		t.Error(d)
	}
	about(t, "critical speed", Estimate(append(x, indoor), Defaults()).On(50).CriticalSpeed.Value, 4, 0.001)
}

// Before gives the thresholds of a history that ends at the moment. Later runs do not
// matter.
func TestBeforeSeesNothingLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var x []history.Session
		for d := range 120 {
			for range rapid.IntRange(0, 2).Draw(t, "runs") {
				r := run(d, rapid.Float64Range(2, 5).Draw(t, "speed"), rapid.Float64Range(120, 200).Draw(t, "hr"))
				r.Key += fmt.Sprint(len(x))
				x = append(x, r)
			}
		}
		if len(x) == 0 {
			return
		}
		k := rapid.IntRange(0, len(x)-1).Draw(t, "asked")
		at := x[k].Start
		var earlier []history.Session
		for _, s := range x {
			if !s.End().After(at) {
				earlier = append(earlier, s)
			}
		}
		got, want := Estimate(x, Defaults()).Before(at), Estimate(earlier, Defaults()).Before(at)
		if d := cmp.Diff(want, got, exactly); d != "" {
			t.Fatal(d)
		}
	})
}

// Shifting the whole history by a day changes only the days.
func TestShiftChangesNothing(t *testing.T) {
	shifted := season(100)
	for i := range shifted {
		shifted[i].Day++
		shifted[i].Start = shifted[i].Start.AddDate(0, 0, 1)
		shifted[i].Sum.Start = shifted[i].Start
	}
	a, b := Estimate(season(100), Defaults()).On(50), Estimate(shifted, Defaults()).On(51)
	if d := cmp.Diff(a, b, exactly, cmpopts.IgnoreFields(Threshold{}, "Day")); d != "" {
		t.Error(d)
	}
}

func TestOrderOfSessionsDoesNotMatter(t *testing.T) {
	x := season(100)
	back := slices.Clone(x)
	slices.Reverse(back)
	if d := cmp.Diff(Estimate(x, Defaults()).On(50), Estimate(back, Defaults()).On(50), exactly); d != "" {
		t.Error(d)
	}
}

// The best hour of a single long run, in which heart rate drifted up, does not give a
// threshold.
func TestHourOfOneRunIsNoThreshold(t *testing.T) {
	hour := func(hr float32, days ...int) Threshold {
		x := season(100)
		for _, d := range days {
			x[d].Sum.Curves.HR[len(x[d].Sum.Curves.HR)-1] = hr
			for i, sec := range summary.CurveSeconds {
				if sec >= 3600 {
					x[d].Sum.Curves.HR[i] = hr
				}
			}
		}
		for i := range x { // no 30 min at critical speed
			for k, sec := range summary.CurveSeconds {
				if sec == 1800 {
					x[i].Sum.Curves.GAP[k] = 2.5
				}
			}
		}
		return Estimate(x, Defaults()).On(50).LTHR
	}
	without := hour(150)
	about(t, "LTHR with one run's hour", hour(190, 50).Value, without.Value, 0)
	about(t, "LTHR with two runs' hours", hour(180, 50, 60).Value, 180, 0)
	about(t, "LTHR with two impossible hours", hour(190, 50, 60).Value, math.Round(mostOfMax*187), 0)
}

// An estimate changes by at most 3 beats/min from month to month, even on the days on
// which the hardest effort enters and leaves the window.
func TestLTHRIsSmooth(t *testing.T) {
	var x []history.Session
	for d := 0; d < 2500; d += 3 {
		r := run(d, 3, 165)
		if d == 1200 || d == 1230 {
			r = run(d, 4, 190)
		}
		x = append(x, r)
	}
	b := Estimate(x, Defaults())
	lowest, highest := math.Inf(1), math.Inf(-1)
	for d := unit.Day(30); d < 2500; d += 5 {
		now, before := b.On(d).LTHR.Value, b.On(d-30).LTHR.Value
		if math.Abs(now-before) > 3 {
			t.Fatalf("day %d: LTHR %g, 30 days before %g", d, now, before)
		}
		lowest, highest = min(lowest, now), max(highest, now)
	}
	if highest-lowest < 5 {
		t.Errorf("LTHR stays within %g to %g: the efforts count for nothing", lowest, highest)
	}
}

// The margin grows if the sources disagree.
func TestMarginGrowsWithDisagreement(t *testing.T) {
	v := view{book: Estimate(season(20), Defaults())}
	alike := v.combine([]source{{value: 170, spread: 5}, {value: 171, spread: 5}}, Confirmed)
	apart := v.combine([]source{{value: 160, spread: 5}, {value: 181, spread: 5}}, Confirmed)
	about(t, "margin of two alike", alike.Margin, 5/math.Sqrt2, 1e-9)
	about(t, "margin of two apart", apart.Margin, 21/2., 1e-9)
}

// An artefact in two runs of one year is found by comparison with the years before and
// after.
func TestNeighbouringYearsBoundTheMaximum(t *testing.T) {
	var x []history.Session
	for d := range 3 * maxDays {
		if d%5 == 0 {
			x = append(x, season(100)[d%100])
			r := &x[len(x)-1]
			r.Day, r.Key = unit.Day(d), fmt.Sprintf("%05d", d)
			r.Sum.Curves.HR[1] = 175
			if d%10 == 5 {
				for i, sec := range summary.CurveSeconds {
					r.Sum.Curves.GAP[i] = float32(4 + 150/float64(sec))
				}
			}
		}
	}
	for i := range x {
		if x[i].Day == 500 || x[i].Day == 520 {
			x[i].Sum.Curves.HR[1] = 228
		}
	}
	about(t, "HRmax", Estimate(x, Defaults()).On(510).MaxHR.Value, 175, 0)
}

func TestDatedSettings(t *testing.T) {
	s := Defaults()
	s.LTHR = 165
	s.Dated = []Dated{{From: 60, MaxHR: nan, RestHR: nan, LTHR: 171, ThresholdSpeed: nan}, {From: 30, LTHR: 168, MaxHR: 190}}
	b := Estimate(season(100), s)
	for day, want := range map[unit.Day]float64{29: 165, 30: 168, 59: 168, 60: 171} {
		about(t, fmt.Sprintf("LTHR on day %d", day), b.On(day).LTHR.Value, want, 0)
	}
	about(t, "HRmax of the earlier date", b.On(70).MaxHR.Value, 190, 0)
}

// The zones from a single run are shown as a guess and have no easy ceiling.
func TestZonesOfOneRunAreAGuess(t *testing.T) {
	z := Estimate(season(1), Defaults()).On(0).HR
	if z.System != "Friel % LTHR" || !math.IsNaN(z.EasyTop) || z.Note == "" {
		t.Errorf("%+v, want zones that are called a guess, without a ceiling", z)
	}
	x := season(1)
	x[0].Sum.Watch.MaxHR = 190
	if z := Estimate(x, Defaults()).On(0).HR; z.System != "% HRmax (Seiler)" || z.EasyTop != byMax.easy*190 || z.Note != "" {
		t.Errorf("%+v, want zones by the watch's maximum", z)
	}
}

// If the requested zones cannot be computed, a note says that others are used.
func TestZonesInsteadOfThoseAskedForSaySo(t *testing.T) {
	s := Defaults()
	s.System = Device
	if z := Estimate(season(100), s).On(50).HR; z.System != "Friel % LTHR" || z.Note == "" {
		t.Errorf("%+v, want Friel's with a note", z)
	}
	x := season(100)
	x[50].Sum.Watch.HRZones = []float64{100, 120, 140, 160, 180, 200}
	if z := Estimate(x, s).On(50).HR; z.System != "watch" || z.Note != "" {
		t.Errorf("%+v, want the watch's without a note", z)
	}
}
