package synth_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/gpx"
	"dayafter/internal/format/polar"
	"dayafter/internal/format/tcx"
	"dayafter/internal/testing/synth"
)

type decoder func([]byte) ([]*activity.Activity, activity.Issues, error)

// formats lists the writers with the program's decoders.
var formats = []struct {
	name   string
	write  func(*activity.Activity) ([]byte, error)
	read   decoder
	metres float64 // largest error of positions
}{
	{"fit", func(a *activity.Activity) ([]byte, error) {
		return synth.FIT(a, synth.FITOptions{Dynamics: true, Product: "Invented 2"})
	}, fit.Decode, 0.02},
	{"gpx", synth.GPX, gpx.Decode, 0.02},
	{"tcx", synth.TCX, tcx.Decode, 0.02},
	{"polar until 2025", synth.Polar, polar.Decode, 0.02},
	{"polar since 2026", synth.PolarSeries, polar.Decode, 0.02},
}

// TestWhatIsWrittenIsRead checks that the outdoor runs of a week, in every format, are read
// with the same times, positions, heights, heart rates and cadences.
func TestWhatIsWrittenIsRead(t *testing.T) {
	h := synth.Marathoner(synth.Amateur())
	h.Weeks, h.Race, h.Base = 1, false, 0
	for _, s := range synth.Season(3, synth.Amateur(), h) {
		if s.Plan.Course == nil || s.Plan.Sport != activity.Run {
			continue
		}
		for _, f := range formats {
			data, err := f.write(s.Activity)
			if err != nil {
				t.Fatal(err)
			}
			got, issues, err := f.read(data)
			if err != nil || len(got) != 1 || len(issues) > 0 {
				t.Fatalf("%s of %v: %d activities, issues %v, error %v", f.name, s.Plan.Start, len(got), issues, err)
			}
			compare(t, f.name, f.metres, s.Activity, got[0])
		}
	}
}

func compare(t *testing.T, format string, metres float64, want, got *activity.Activity) {
	t.Helper()
	w, g := &want.Samples, &got.Samples
	if got.Sport != want.Sport || !got.Start.Equal(want.Start) || g.Len() != w.Len() {
		t.Fatalf("%s: %v at %v with %d samples, want %v at %v with %d",
			format, got.Sport, got.Start, g.Len(), want.Sport, want.Start, w.Len())
	}
	degrees := metres / 111195
	for _, col := range []struct {
		name      string
		want, got []float64
		within    float64
	}{
		{"T", w.T, g.T, 0},
		{"Lat", w.Lat, g.Lat, degrees},
		{"Lon", w.Lon, g.Lon, 2 * degrees},
		{"Ele", w.Ele, g.Ele, 0.01},
		{"HR", w.HR, g.HR, 0},
		{"Cadence", w.Cadence, g.Cadence, 1},
	} {
		if d := farthest(col.want, col.got); !(d <= col.within) {
			t.Errorf("%s of %v: %s differs by %v", format, want.Start, col.name, d)
		}
	}
}

// farthest returns the largest difference of two columns; infinite if only one
// column has a value.
func farthest(a, b []float64) float64 {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	most := 0.0
	for i := range a {
		if math.IsNaN(a[i]) && math.IsNaN(b[i]) {
			continue
		}
		if d := math.Abs(a[i] - b[i]); !(d <= most) {
			most = d
		}
		if math.IsNaN(most) {
			return math.Inf(1)
		}
	}
	return most
}

// TestFarthestFindsDifferences checks that farthest reports a difference.
func TestFarthestFindsDifferences(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		a, b []float64
		want float64
	}{
		{[]float64{1, 2}, []float64{1, 2}, 0},
		{[]float64{1, nan}, []float64{1, nan}, 0},
		{[]float64{1, 2}, []float64{1, 2.5}, 0.5},
		{[]float64{1, 2}, []float64{1, nan}, math.Inf(1)},
		{[]float64{1, 2}, []float64{1}, math.Inf(1)},
	} {
		if got := farthest(c.a, c.b); got != c.want {
			t.Errorf("farthest(%v, %v) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestFITKeepsStructure checks that laps with their kinds, steps with their repeats,
// pauses, local time and the watch's settings are read back.
func TestFITKeepsStructure(t *testing.T) {
	a := workoutOf(t)
	data, err := synth.FIT(a, synth.FITOptions{Product: "Invented 2"})
	if err != nil {
		t.Fatal(err)
	}
	acts, _, err := fit.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	got := acts[0]
	if len(got.Laps) != len(a.Laps) || len(got.Steps) != len(a.Steps) || len(got.Pauses) != len(a.Pauses) {
		t.Fatalf("%d laps, %d steps, %d pauses; want %d, %d, %d",
			len(got.Laps), len(got.Steps), len(got.Pauses), len(a.Laps), len(a.Steps), len(a.Pauses))
	}
	for i, l := range a.Laps {
		if g := got.Laps[i]; g.Kind != l.Kind || g.Start != l.Start || math.Abs(g.Distance-l.Distance) > 0.01 || g.Step != l.Step {
			t.Errorf("lap %d: %+v, want %+v", i, g, l)
		}
	}
	for i, s := range a.Steps {
		if g := got.Steps[i]; g.Kind != s.Kind || g.Repeat != s.Repeat || g.RepeatTo != s.RepeatTo {
			t.Errorf("step %d: %+v, want %+v", i, g, s)
		}
	}
	if got.Clock != a.Clock || got.Watch.MaxHR != a.Watch.MaxHR || got.Watch.RestHR != a.Watch.RestHR {
		t.Errorf("clock %v, max HR %v, rest HR %v", got.Clock, got.Watch.MaxHR, got.Watch.RestHR)
	}
}

// workoutOf returns a workout that the watch guides, with stops at lights.
func workoutOf(t *testing.T) *activity.Activity {
	t.Helper()
	r := synth.Amateur()
	p := synth.Plan{
		Sport: activity.Run, Course: synth.Oval(), Workout: true, StepLaps: activity.TriggerStepEnd, Lights: 0.6,
		Start: time.Date(2025, 8, 5, 18, 0, 0, 0, r.Zone),
		Steps: []synth.Step{
			{Name: "Warm up", Kind: activity.LapWarmUp, Seconds: 600, Effort: synth.EffortEasy},
			{Name: "Run", Kind: activity.LapInterval, Metres: 800, Effort: synth.EffortInterval},
			{Name: "Recover", Kind: activity.LapRecovery, Seconds: 120, Effort: synth.EffortJog},
			{Repeat: 4, RepeatTo: 1},
			{Name: "Cool down", Kind: activity.LapCoolDown, Seconds: 480, Effort: synth.EffortJog},
		},
	}
	a := synth.Simulate(rand.New(rand.NewPCG(11, 0)), r, p, 1)
	if len(a.Pauses) == 0 || len(a.Laps) != 10 {
		t.Fatalf("%d pauses and %d laps: the session tests nothing", len(a.Pauses), len(a.Laps))
	}
	return a
}
