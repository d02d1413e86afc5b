package clean

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dayafter/internal/activity"
)

// nan is a missing value.
var nan = math.NaN()

// about fails the test unless got lies within tolerance of want, or both are NaN.
func about(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !near(got, want, tolerance) {
		t.Errorf("%s = %g, want %g ± %g", what, got, want, tolerance)
	}
}

func near(got, want, tolerance float64) bool {
	if math.IsNaN(want) {
		return math.IsNaN(got)
	}
	return math.Abs(got-want) <= tolerance
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		got, want, tolerance float64
		ok                   bool
	}{{1, 1.1, 0.2, true}, {1, 1.3, 0.2, false}, {nan, nan, 0, true}, {nan, 1, 9, false}, {1, nan, 9, false}} {
		if near(c.got, c.want, c.tolerance) != c.ok {
			t.Errorf("near(%g, %g, %g) = %t", c.got, c.want, c.tolerance, !c.ok)
		}
	}
}

func TestSteadyRun(t *testing.T) {
	for _, device := range []bool{true, false} {
		got := Clean(simulate(3601, device))
		if got.Seconds() != 3600 || len(got.Speed) != 3600 || len(got.HR) != 3600 || len(got.GAP) != 3600 {
			t.Fatalf("series of %d s: speed %d, HR %d, GAP %d", got.Seconds(), len(got.Speed), len(got.HR), len(got.GAP))
		}
		about(t, "elapsed", got.Elapsed, 3600, 0)
		about(t, "timer", got.Timer, 3600, 0)
		about(t, "moving", got.Moving, 3600, 0)
		about(t, "distance", got.Distance, 10800, 30)
		about(t, "HR quality", got.HRQuality, 1, 0.001)
		if got.Repairs != (Repairs{}) || len(got.Breaks) != 0 {
			t.Errorf("nothing to repair, but %+v and %d breaks", got.Repairs, len(got.Breaks))
		}
	}
}

// at returns a run with a sample for each moment: s, m by the device, HR.
func at(moments ...[3]float64) *activity.Activity {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	for _, m := range moments {
		a.Samples.T = append(a.Samples.T, m[0])
		a.Samples.Dist = append(a.Samples.Dist, m[1])
		a.Samples.HR = append(a.Samples.HR, m[2])
	}
	return a
}

func TestGaps(t *testing.T) {
	run := func(a *activity.Activity, pauses ...activity.Span) *Track {
		a.Pauses = pauses
		return Clean(a)
	}
	cases := []struct {
		name     string
		track    *Track
		seconds  int
		breaks   []Break
		distance float64
	}{
		{"smart recording", run(at([3]float64{0, 0, 140}, [3]float64{7, 21, 147}, [3]float64{10, 30, 150})), 10, nil, 30},
		{"gap run through", run(at([3]float64{0, 0, 140}, [3]float64{100, 300, 140})), 100, nil, 300},
		{"gap stood through", run(at([3]float64{0, 0, 140}, [3]float64{10, 30, 140}, [3]float64{70, 40, 120}, [3]float64{80, 70, 130})), 20, []Break{{10, 60}}, 70},
		{"short stop is no pause", run(at([3]float64{0, 0, 140}, [3]float64{10, 30, 140}, [3]float64{19, 30, 120}, [3]float64{29, 60, 130})), 29, nil, 60},
		{"long gap that the device counted", run(at([3]float64{0, 0, 140}, [3]float64{300, 900, 140}, [3]float64{310, 930, 140})), 310, nil, 930},
		{"timer stopped", run(at([3]float64{0, 0, 140}, [3]float64{10, 30, 140}, [3]float64{40, 30, 140}, [3]float64{50, 60, 140}), activity.Span{From: 10, To: 40}), 20, []Break{{10, 30}}, 60},
		{"pauses that overlap", run(at([3]float64{0, 0, 140}, [3]float64{10, 30, 140}, [3]float64{40, 30, 140}, [3]float64{50, 60, 140}), activity.Span{From: 20, To: 40}, activity.Span{From: 10, To: 25}), 20, []Break{{10, 30}}, 60},
		{"sample in a pause", run(at([3]float64{0, 0, 140}, [3]float64{10, 30, 140}, [3]float64{20, 50, 90}, [3]float64{40, 50, 140}, [3]float64{50, 80, 140}), activity.Span{From: 10, To: 40}), 20, []Break{{10, 30}}, 60},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.track.Seconds() != c.seconds {
				t.Errorf("%d s, want %d", c.track.Seconds(), c.seconds)
			}
			about(t, "distance", c.track.Distance, c.distance, 1e-6)
			if len(c.track.Breaks) != len(c.breaks) || len(c.breaks) > 0 && c.track.Breaks[0] != c.breaks[0] {
				t.Errorf("breaks %v, want %v", c.track.Breaks, c.breaks)
			}
			if v := c.track.HR[0]; v != 140 {
				t.Errorf("first heart rate %g", v)
			}
		})
	}
}

func TestGapByPositionsIsCutWhenLong(t *testing.T) {
	a := simulate(600, false)
	for k := 300; k < 600; k++ {
		a.Samples.T[k] += 200
		a.Samples.Lat[k] += 0.01 // 1.1 km further on after a gap
	}
	got := Clean(a)
	if got.Seconds() != 598 || len(got.Breaks) != 1 {
		t.Errorf("%d s and breaks %v", got.Seconds(), got.Breaks)
	}
	about(t, "distance", got.Distance, 1800, 20)
}

func TestPauseInWhichTheDeviceCountedOn(t *testing.T) {
	a := simulate(601, true)
	a.Pauses = []activity.Span{{From: 100, To: 400}}
	got := Clean(a)
	if got.Seconds() != 600 {
		t.Errorf("a pause that was run through was cut: %d s", got.Seconds())
	}
	wantIssue(t, got, "false-pause")
}

// wantIssue fails the test unless the track has the issue once, with a text.
func wantIssue(t *testing.T, track *Track, code string) {
	t.Helper()
	if len(track.Issues) != 1 || track.Issues[0].Code != code || track.Issues[0].Text == "" {
		t.Errorf("issues %v, want %s", track.Issues, code)
	}
}

func TestTimerTime(t *testing.T) {
	stop := func(total float64) float64 {
		a := at([3]float64{0, 0, 140}, [3]float64{100, 300, 140}, [3]float64{150, 300, 140}, [3]float64{200, 450, 140})
		a.Totals.Timer = total
		return Clean(a).Timer
	}
	about(t, "watch that did not stop", stop(200), 200, 0)
	about(t, "watch that stopped", stop(150), 150, 0)
	about(t, "no word from the watch", stop(nan), 150, 0)
	about(t, "more than the samples span", stop(350), 150, 0)
}

func TestDuplicateSecondsComplementEachOther(t *testing.T) {
	a := at([3]float64{0, 0, nan}, [3]float64{0, nan, 140}, [3]float64{1, 3, nan}, [3]float64{1, nan, 142}, [3]float64{2, 6, 143})
	got := Clean(a)
	if got.Seconds() != 2 || got.Speed[0] != 3 || got.Speed[1] != 3 || got.HR[0] != 140 || got.HR[1] != 142 {
		t.Errorf("speed %v, HR %v", got.Speed, got.HR)
	}
}

func TestFractionsOfSeconds(t *testing.T) {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	for k := range 400 {
		a.Samples.T = append(a.Samples.T, 0.25*float64(k))
		a.Samples.Dist = append(a.Samples.Dist, 0.75*float64(k))
	}
	got := Clean(a)
	if got.Seconds() != 99 {
		t.Fatalf("%d s", got.Seconds())
	}
	for k, v := range got.Speed {
		about(t, "speed", v, 3, 1e-9)
		if t.Failed() {
			t.Fatal("second", k)
		}
	}
}

func TestWithoutSamples(t *testing.T) {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	a.Totals.Timer, a.Totals.Distance = 1800, 5000
	got := Clean(a)
	about(t, "elapsed", got.Elapsed, 1800, 0)
	about(t, "timer", got.Timer, 1800, 0)
	about(t, "moving", got.Moving, 1800, 0)
	about(t, "distance", got.Distance, 5000, 0)
	about(t, "ascent", got.Ascent, nan, 0)
	if got.Seconds() != 0 || got.Speed != nil || got.HR != nil {
		t.Error("series out of nothing")
	}
}

func TestSamplesOfALittlePart(t *testing.T) {
	a := simulate(600, true)
	a.Totals.Timer, a.Totals.Distance = 3600, 10000
	got := Clean(a)
	about(t, "timer", got.Timer, 3600, 0)
	about(t, "distance", got.Distance, 10000, 0)
	wantIssue(t, got, "few-samples")
	a.Totals.Timer = 1e9
	about(t, "timer against an absurd claim", Clean(a).Timer, 599, 0)
}

// A total that does not describe the points fills in nothing.
func TestVoidTotal(t *testing.T) {
	a := simulate(600, true)
	want := Clean(a).Distance
	a.Totals.Timer, a.Totals.Distance = 600, 10000
	a.Void.Distance = true
	about(t, "distance", Clean(a).Distance, want, 1)
}

func TestTreadmillWithoutDistance(t *testing.T) {
	a := simulate(600, false)
	a.Indoor, a.Totals.Distance = true, 2000
	got := Clean(a)
	if got.Speed != nil || got.Ele != nil {
		t.Error("positions of a treadmill were believed")
	}
	about(t, "distance", got.Distance, 2000, 0)
	about(t, "moving", got.Moving, 599, 0)
}

func TestDayAndMore(t *testing.T) {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	for k := range 30 * 3600 / 5 {
		a.Samples.T = append(a.Samples.T, 5*float64(k))
		a.Samples.Dist = append(a.Samples.Dist, 10*float64(k))
	}
	got := Clean(a)
	about(t, "timer", got.Timer, 30*3600-5, 0)
	about(t, "distance", got.Distance, 2*(30*3600-5), 1e-3)
}

func TestAbsurdlyLongIsCutOff(t *testing.T) {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	for k := range 20_000 {
		a.Samples.T = append(a.Samples.T, 50*float64(k))
		a.Samples.Dist = append(a.Samples.Dist, 50*float64(k))
	}
	got := Clean(a)
	if got.Seconds() > maxSeconds {
		t.Errorf("series of %d s", got.Seconds())
	}
	wantIssue(t, got, "too-long")
}

// again returns the track as an activity, recorded second by second.
func again(t *Track) *activity.Activity {
	a := activity.New(t.Activity.Sport, t.Activity.Start)
	c, d := &a.Samples, 0.0
	last := func(s []float64) []float64 {
		if s == nil {
			return nil
		}
		return append(append([]float64(nil), s...), nan)
	}
	for k := range t.Seconds() + 1 {
		c.T = append(c.T, float64(k))
		if c.Dist = append(c.Dist, d); k < len(t.Speed) {
			d += t.Speed[k]
		}
	}
	c.Ele, c.HR, c.Cadence, c.Lat, c.Lon = last(t.Ele), last(t.HR), last(t.Cadence), last(t.Lat), last(t.Lon)
	return a
}

func TestCleaningTwiceIsCleaningOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { cleansOnce(t, drawRun(t)) })
}

// TestFastestSpeedIsKept cleans a run that covers 17 m in two seconds: exactly the fastest
// possible speed. A rounding error of the sums must not make that speed impossible.
func TestFastestSpeedIsKept(t *testing.T) {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	a.Samples.Dist = []float64{0, 1.9, 4.8, 9.505275698189507, 9.60781023814443, 10.04531023814443, nan, 27.04531023814443, 28.6, 29.7, 30.8}
	for k := range a.Samples.Dist {
		a.Samples.T = append(a.Samples.T, float64(k))
	}
	cleansOnce(t, a)
}

// cleansOnce fails if cleaning the cleaned activity changes it again.
func cleansOnce(t rapid.TB, a *activity.Activity) {
	once := Clean(a)
	twice := Clean(again(once))
	if once.Seconds() != twice.Seconds() {
		t.Fatalf("%d s, then %d s", once.Seconds(), twice.Seconds())
	}
	for name, s := range map[string][2][]float64{
		"speed": {once.Speed, twice.Speed}, "HR": {once.HR, twice.HR}, "elevation": {once.Ele, twice.Ele},
		"GAP": {once.GAP, twice.GAP}, "latitude": {once.Lat, twice.Lat}, "cadence": {once.Cadence, twice.Cadence},
	} {
		if len(s[0]) != len(s[1]) {
			t.Fatalf("%s: %d values, then %d", name, len(s[0]), len(s[1]))
		}
		for k := range s[0] {
			if !near(s[1][k], s[0][k], 1e-6) {
				t.Fatalf("%s at %d s: %g, then %g", name, k, s[0][k], s[1][k])
			}
		}
	}
	if twice.Repairs.SpeedPoints+twice.Repairs.ElePoints != 0 || twice.Repairs.GapSeconds != 0 || len(twice.Breaks) != 0 {
		t.Fatalf("repaired twice: %+v %v", twice.Repairs, twice.Breaks)
	}
}

func TestWhatEveryTrackHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawRun(t)
		k := Clean(a)
		n := k.Seconds()
		for name, s := range map[string][]float64{"speed": k.Speed, "GAP": k.GAP, "ele": k.Ele, "HR": k.HR, "lat": k.Lat} {
			if s != nil && len(s) != n {
				t.Fatalf("%s has %d values of %d", name, len(s), n)
			}
		}
		for i, v := range k.Speed {
			if !(v >= 0 && v <= footLimit) || !(k.GAP[i] >= 0.8*v && k.GAP[i] <= 1.8*v+1e-9) {
				t.Fatalf("speed %g, GAP %g at %d", v, k.GAP[i], i)
			}
		}
		if k.Moving > float64(n) || float64(n) > k.Elapsed+1 || k.Timer > k.Elapsed+1 {
			t.Fatalf("moving %g, series %d, timer %g, elapsed %g", k.Moving, n, k.Timer, k.Elapsed)
		}
	})
}

// drawRun draws a run of a watch with most faults that watches have.
func drawRun(t *rapid.T) *activity.Activity {
	a := activity.New(activity.Run, time.Unix(1.7e9, 0))
	c := &a.Samples
	now, d, ele, hr := 0.0, 0.0, 300.0, 140.0
	for range rapid.IntRange(20, 400).Draw(t, "samples") {
		fault := rapid.IntRange(0, 60).Draw(t, "fault")
		c.T, c.Dist, c.Ele = append(c.T, now), append(c.Dist, d), append(c.Ele, ele)
		c.HR, c.Cadence = append(c.HR, math.Round(hr)), append(c.Cadence, 170)
		c.Lat, c.Lon = append(c.Lat, 47+d/111195), append(c.Lon, 8)
		last := len(c.T) - 1
		step := 1.0
		switch fault {
		case 0:
			step = float64(rapid.IntRange(2, 200).Draw(t, "gap"))
		case 1:
			c.HR[last] = float64(rapid.IntRange(0, 255).Draw(t, "spike"))
		case 2:
			c.HR[last], c.Lat[last], c.Lon[last] = nan, nan, nan
		case 3:
			d += float64(rapid.IntRange(0, 200).Draw(t, "jump"))
		case 4:
			ele += float64(rapid.IntRange(-80, 80).Draw(t, "shift"))
		case 5:
			c.Dist[last] = nan
		case 6:
			step = 0
		case 7:
			step = 0.4
		case 8:
			d = max(0, d-50)
		}
		speed := rapid.Float64Range(0, 5).Draw(t, "speed")
		now, d = now+step, d+speed*step
		ele += rapid.Float64Range(-0.5, 0.5).Draw(t, "climb")
		hr = min(max(hr+rapid.Float64Range(-2, 2).Draw(t, "beat"), 80), 200)
	}
	return a
}

// Clean returns the cleaned series of an activity, in memory of their own.
func Clean(a *activity.Activity) *Track { return new(Workspace).Clean(a) }
