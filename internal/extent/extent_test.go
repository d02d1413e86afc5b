package extent_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/extent"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/gpx"
	"dayafter/internal/format/tcx"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/testing/synth"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// writers lists the formats, each with a writer and a reader.
var writers = []struct {
	name  string
	write func(*activity.Activity) ([]byte, error)
	read  func([]byte) ([]*activity.Activity, activity.Issues, error)
}{
	{"fit", func(a *activity.Activity) ([]byte, error) {
		return synth.FIT(a, synth.FITOptions{Product: "Invented 2"})
	}, fit.Decode},
	{"gpx", synth.GPX, gpx.Decode},
	{"tcx", synth.TCX, tcx.Decode},
}

// draws is the number of damaged runs that TestOneRunInEveryFormat draws.
var draws = flag.Int("draws", 8, "number of damaged runs to draw")

// TestOneRunInEveryFormat writes one run with one kind of damage, both drawn at random, in
// three formats. Each file must give the class, the day, the distance and the times of the
// sound run. Each run of the test draws the same runs; -args -draws 1000 draws more.
func TestOneRunInEveryFormat(t *testing.T) {
	for i := range *draws {
		seed := uint64(i + 1)
		rng := rand.New(rand.NewPCG(seed, 4))
		a := run(rng, 16+10*rng.Float64())
		all := synth.Damages()
		d := all[rng.IntN(len(all))]
		damaged := d.Apply(a, rng.Float64())
		t.Run(fmt.Sprintf("%s, seed %d", d.Name, seed), func(t *testing.T) {
			for _, w := range writers {
				sound := a
				if w.name == "gpx" { // the file holds only positions, whose distance differs
					sound = find(t, w.read, w.write, a)[0]
				}
				if !d.Totals || w.name != "gpx" {
					checkDamaged(t, w.name, d, find(t, w.read, w.write, damaged), sound, damaged)
				}
			}
		})
	}
}

// checkDamaged compares the activities that were read from a damaged file with the sound
// run.
func checkDamaged(t *testing.T, name string, d synth.Damage, got []*activity.Activity, sound, damaged *activity.Activity) {
	t.Helper()
	if len(got) != 1 {
		t.Errorf("%s: %d activities", name, len(got))
		return
	}
	want := new(summary.Workspace).Summarise(clone(sound), name)
	if d.Totals {
		want.Distance = damaged.Totals.Distance
	}
	g := new(summary.Workspace).Summarise(got[0], name)
	compareSummaries(t, name, &want, &g)
	if w, c := classOf(want), classOf(g); w != c {
		t.Errorf("%s: class %v, want %v", name, c, w)
	}
	if !reported(g.Issues, d.Issue) {
		t.Errorf("%s: no issue %s: %v", name, d.Issue, g.Issues)
	}
}

// clone copies an activity as far as later stages change it.
func clone(a *activity.Activity) *activity.Activity {
	out := *a
	out.Samples.Dist, out.Laps = slices.Clone(a.Samples.Dist), slices.Clone(a.Laps)
	return &out
}

// classOf returns the class of a run for which no other run is known.
func classOf(s summary.Summary) classify.Class {
	session := history.Session{Key: "run", Sum: &s, Sport: s.Sport, Start: s.Start, Day: unit.DayOf(s.Start), Parts: []*summary.Summary{&s}}
	all := []history.Session{session}
	return classify.Judge(all, zone.Estimate(all, zone.Defaults()), classify.Defaults())[0].Class
}

// TestClockSetBack reads files whose clock was set back during the run.
func TestClockSetBack(t *testing.T) {
	for seed := range uint64(1) {
		rng := rand.New(rand.NewPCG(seed, 6))
		a := run(rng, 25)
		size := rng.Float64()
		for _, w := range writers {
			late := func(a *activity.Activity) ([]byte, error) {
				data, err := w.write(a)
				return synth.LateHead(data, 40+int(600*size), 600+int(7000*size)), err
			}
			got := find(t, w.read, late, a)
			if len(got) != 1 {
				t.Errorf("%s: %d activities", w.name, len(got))
				continue
			}
			compare(t, w.name, a, got[0])
		}
	}
}

// TestLateForAWhile reads files in which the clock ran hours ahead for one sample or for a
// minute in the middle of the run.
func TestLateForAWhile(t *testing.T) {
	a := run(rand.New(rand.NewPCG(14, 4)), 25)
	for _, n := range []int{1, 60} {
		for _, w := range writers {
			late := func(a *activity.Activity) ([]byte, error) {
				data, err := w.write(a)
				return synth.LatePoints(data, 500, 500+n, 7200), err
			}
			if got := find(t, w.read, late, a); len(got) != 1 {
				t.Errorf("%s, %d samples: %d activities", w.name, n, len(got))
			} else {
				compare(t, fmt.Sprintf("%s, %d samples", w.name, n), a, got[0])
			}
		}
	}
}

// TestStartDatedEarly checks that a run begins with its first sample if the file dates the start
// and the laps hours earlier.
func TestStartDatedEarly(t *testing.T) {
	const early = 2 * time.Hour
	a := run(rand.New(rand.NewPCG(15, 4)), 25)
	starts := regexp.MustCompile(`StartTime="[^"]+"`)
	compare(t, "fit", a, find(t, fit.Decode, writers[0].write, synth.WithEarlyStart(a, early.Seconds()))[0])
	tcxFile := func(a *activity.Activity) ([]byte, error) {
		data, err := synth.TCX(a)
		return starts.ReplaceAllFunc(data, func(old []byte) []byte {
			at, err := time.Parse(`StartTime="2006-01-02T15:04:05Z"`, string(old))
			if err != nil {
				t.Fatal(err)
			}
			return []byte(at.Add(-early).Format(`StartTime="2006-01-02T15:04:05Z"`))
		}), err
	}
	compare(t, "tcx", a, find(t, tcx.Decode, tcxFile, a)[0])
}

// TestCommuteIsTwoRuns checks that a recording that was paused for the working day is split
// into two runs.
func TestCommuteIsTwoRuns(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 4))
	first := run(rng, 20)
	second := synth.Simulate(rng, synth.Amateur(), synth.Plain(synth.Amateur(), 16, first.Start.Add(9*time.Hour)), 1)
	for _, w := range writers {
		got := find(t, w.read, w.write, synth.Both(first, second))
		if len(got) != 2 {
			t.Errorf("%s: %d activities", w.name, len(got))
			continue
		}
		compare(t, w.name+", first", first, got[0])
		compare(t, w.name+", second", second, got[1])
		if n, m := len(got[0].Laps)+len(got[1].Laps), len(first.Laps)+len(second.Laps); n != m && w.name != "gpx" {
			t.Errorf("%s: %d laps, want %d", w.name, n, m)
		}
	}
}

// TestRideBySpeed reads rides in files that name no sport, or that call the ride a run.
func TestRideBySpeed(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 4))
	for _, c := range []struct {
		named activity.Sport
		speed float64
		want  activity.Sport
	}{
		{activity.Unknown, 8, activity.Ride},
		{activity.Unknown, 7.2, activity.Ride},
		{activity.Unknown, 2.9, activity.Unknown},
		{activity.Run, 8, activity.Ride},
		{activity.Run, 7.2, activity.Ride},
		{activity.Run, 6, activity.Run},
	} {
		a := activity.New(c.named, time.Date(2025, 5, 1, 9, 0, 0, 0, time.UTC))
		for k := range 2400 {
			s := activity.NoSample()
			s.T, s.Lat, s.Lon = float64(k), synth.HomeLat+c.speed*float64(k)/111195+1e-6*rng.Float64(), synth.HomeLon
			a.Samples.Append(&s)
		}
		if got := extent.Find(a); len(got) != 1 || got[0].Sport != c.want {
			t.Errorf("%v at %g m/s: %v, want %v", c.named, c.speed, got[0].Sport, c.want)
		}
	}
}

// TestSoundRunsStayWhole checks that nothing is trimmed from any session of a season.
func TestSoundRunsStayWhole(t *testing.T) {
	h := synth.Marathoner(synth.Amateur())
	h.Weeks, h.Race, h.Base = 2, false, 1
	for _, s := range synth.Season(3, synth.Amateur(), h) {
		n, issues := s.Activity.Samples.Len(), len(s.Activity.Issues)
		got := extent.Find(s.Activity)
		if len(got) != 1 || got[0].Samples.Len() != n || len(got[0].Issues) != issues || got[0].Void.Others {
			t.Errorf("%v %s: trimmed: %v", s.Plan.Start, s.Plan.Truth.Kind, got[0].Issues)
		}
	}
}

func run(rng *rand.Rand, minutes float64) *activity.Activity {
	r := synth.Amateur()
	start := time.Date(2025, 5, 3+rng.IntN(20), 7, rng.IntN(60), 0, 0, time.UTC)
	return synth.Simulate(rng, r, synth.Plain(r, minutes, start), 1)
}

// find writes an activity, reads it and finds its runs.
func find(t *testing.T, read func([]byte) ([]*activity.Activity, activity.Issues, error),
	write func(*activity.Activity) ([]byte, error), a *activity.Activity,
) []*activity.Activity {
	t.Helper()
	data, err := write(a)
	if err != nil {
		t.Fatal(err)
	}
	decoded, _, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []*activity.Activity
	for _, d := range decoded {
		out = append(out, extent.Find(d)...)
	}
	return out
}

// compare compares the start, the distance and the times of a run with those of the sound
// run.
func compare(t *testing.T, name string, want, got *activity.Activity) {
	t.Helper()
	w, g := new(summary.Workspace).Summarise(clone(want), name), new(summary.Workspace).Summarise(clone(got), name)
	compareSummaries(t, name, &w, &g)
}

func compareSummaries(t *testing.T, name string, want, got *summary.Summary) {
	t.Helper()
	if d := got.Start.Sub(want.Start).Abs(); d > time.Minute {
		t.Errorf("%s: starts at %v, want %v", name, got.Start, want.Start)
	}
	for _, v := range []struct {
		name      string
		want, got float64
		within    float64
	}{
		{"distance", want.Distance, got.Distance, 0.01},
		{"moving time", want.Moving, got.Moving, 0.02},
		{"elapsed time", want.Elapsed, got.Elapsed, 0.02},
	} {
		if math.Abs(v.got/v.want-1) > v.within {
			t.Errorf("%s: %s %.0f, want %.0f", name, v.name, v.got, v.want)
		}
	}
}

// reported reports whether there is an issue with the code and a text. Without a code, it
// reports whether there is no issue.
func reported(issues activity.Issues, code string) bool {
	for _, i := range issues {
		if i.Code == code && strings.TrimSpace(i.Text) != "" {
			return true
		}
	}
	return code == ""
}

// TestDriveLongerThanTheRun checks that a drive of any length is removed and the run stays.
func TestDriveLongerThanTheRun(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 4))
	a := run(rng, 25)
	home := synth.WithTail(a, synth.Tail{Seconds: 4000, Speed: 16, HR: 80, Every: 1})
	for _, w := range writers {
		got := find(t, w.read, w.write, home)
		if len(got) != 1 || got[0].Sport != activity.Run {
			t.Errorf("%s: %d activities, %v", w.name, len(got), got[0].Sport)
			continue
		}
		compare(t, w.name, a, got[0])
	}
}

// TestBetweenTwoParts checks that neither a ride between two parts of a run, nor a stop in
// which the positions wander, adds to its distance and its moving time.
func TestBetweenTwoParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 4))
	first := run(rng, 30)
	for _, c := range []struct {
		name, issue string
		between     synth.Tail
	}{
		{"car", "ride-between", synth.Tail{Seconds: 900, Speed: 14, HR: 85, Every: 1}},
		{"bike", "ride-between", synth.Tail{Seconds: 720, Speed: 6, HR: 104, Every: 1}},
		{"long stop", "", synth.Tail{Seconds: 4200, HR: 90, Every: 1, Drift: 1}},
		{"stop", "", synth.Tail{Seconds: 1200, HR: 90, Every: 1, Drift: 1}},
	} {
		start := first.Start.Add(time.Duration(first.Totals.Elapsed+c.between.Seconds+60) * time.Second)
		second := synth.Simulate(rng, synth.Amateur(), synth.Plain(synth.Amateur(), 20, start), 1)
		between := synth.WithTail(first, c.between)
		moveTo(&between.Samples, &second.Samples)
		metres, seconds := 0.0, 0.0
		for _, a := range []*activity.Activity{first, second} {
			want := new(summary.Workspace).Summarise(clone(a), "fit")
			metres, seconds = metres+want.Distance, seconds+want.Moving
		}
		for _, w := range writers {
			got := find(t, w.read, w.write, synth.Both(between, second))
			if len(got) != 1 {
				t.Errorf("%s, %s: %d activities", c.name, w.name, len(got))
				continue
			}
			s := new(summary.Workspace).Summarise(got[0], w.name)
			if math.Abs(s.Distance/metres-1) > 0.02 || math.Abs(s.Moving/seconds-1) > 0.03 || !reported(s.Issues, c.issue) {
				t.Errorf("%s, %s: %.0f m in %.0f s, want %.0f in %.0f; %v", c.name, w.name, s.Distance, s.Moving, metres, seconds, s.Issues)
			}
		}
	}
}

// TestTotalOfATreadmillLeftOn checks that the corrected distance of a treadmill run counts,
// although the watch ran on afterwards.
func TestTotalOfATreadmillLeftOn(t *testing.T) {
	a := run(rand.New(rand.NewPCG(12, 4)), 25)
	all := synth.Damages()
	calibrated := all[slices.IndexFunc(all, func(d synth.Damage) bool { return d.Name == "calibrated treadmill" })]
	damaged := calibrated.Apply(synth.WithTail(a, synth.Tail{Seconds: 3600, HR: 60, Every: 4}), 0.9)
	want := new(summary.Workspace).Summarise(clone(a), "fit")
	want.Distance = damaged.Totals.Distance
	for _, w := range writers {
		if w.name == "gpx" { // without a place, there are no points
			continue
		}
		got := new(summary.Workspace).Summarise(find(t, w.read, w.write, damaged)[0], w.name)
		compareSummaries(t, w.name, &want, &got)
	}
}

// TestPausedUntilTheNextMorning checks that a point recorded when the watch was stopped, hours
// after a pause began, is no activity of its own.
func TestPausedUntilTheNextMorning(t *testing.T) {
	a := run(rand.New(rand.NewPCG(13, 4)), 20)
	const night = 12 * 3600.0
	b := synth.WithTail(a, synth.Tail{Seconds: night, HR: 60, Every: night})
	end := a.Samples.T[a.Samples.Len()-1]
	b.Pauses = append(b.Pauses, activity.Span{From: end, To: end + night})
	for _, w := range writers {
		if got := find(t, w.read, w.write, b); len(got) != 1 {
			t.Errorf("%s: %d activities", w.name, len(got))
		} else {
			compare(t, w.name, a, got[0])
		}
	}
}

// TestRepetitionsWithoutSteps checks that fast repetitions are no ride, even if the sensor
// loses the steps in them.
func TestRepetitionsWithoutSteps(t *testing.T) {
	a := activity.New(activity.Run, time.Date(2025, 5, 1, 9, 0, 0, 0, time.UTC))
	metres := 0.0
	for k := range 3600 {
		s := activity.NoSample()
		speed, heart, steps := 2.7, 138.0, 168.0
		if k >= 900 && k < 3000 && k/240%2 == 0 {
			speed, heart, steps = 4.2, 168, 0
		}
		metres += speed
		s.T, s.Dist, s.HR, s.Cadence = float64(k), metres, heart, steps
		a.Samples.Append(&s)
	}
	if got := extent.Find(a); len(got) != 1 || got[0].Samples.Len() != 3600 || len(got[0].Pauses) > 0 {
		t.Errorf("%d activities, %v", len(got), got[0].Issues)
	}
}

// moveTo moves the positions of the second part of a run to where the first part ends.
func moveTo(first, second *activity.Columns) {
	end := len(first.Lat) - 1
	lat, lon := first.Lat[end]-second.Lat[0], first.Lon[end]-second.Lon[0]
	for i := range second.Lat {
		second.Lat[i] += lat
		second.Lon[i] += lon
	}
}

// TestFewSamplesWithAnotherClock checks the first few samples of a recording, which are too
// few to show movement: an hour early, or later than the end of the run.
func TestFewSamplesWithAnotherClock(t *testing.T) {
	a := run(rand.New(rand.NewPCG(8, 4)), 20)
	for _, n := range []int{1, 2, 5} {
		for _, w := range writers {
			late := func(a *activity.Activity) ([]byte, error) {
				data, err := w.write(a)
				return synth.LateHead(data, n, 5000), err
			}
			for name, got := range map[string][]*activity.Activity{
				"early": find(t, w.read, w.write, synth.WithEarlyHead(a, n, 3600)), "late": find(t, w.read, late, a),
			} {
				if len(got) != 1 {
					t.Errorf("%d samples %s, %s: %d activities", n, name, w.name, len(got))
					continue
				}
				compare(t, fmt.Sprintf("%d samples %s, %s", n, name, w.name), a, got[0])
			}
		}
	}
}

// TestLastSamplesWithAnotherClock checks that a few samples at the end, dated later, do not
// move the run to their time.
func TestLastSamplesWithAnotherClock(t *testing.T) {
	a := run(rand.New(rand.NewPCG(11, 4)), 20)
	for _, late := range []float64{3600, 86400} {
		b := clone(a)
		b.Samples.T = slices.Clone(a.Samples.T)
		for i := b.Samples.Len() - 3; i < b.Samples.Len(); i++ {
			b.Samples.T[i] += late
		}
		for _, w := range writers {
			if got := find(t, w.read, w.write, b); len(got) != 1 {
				t.Errorf("%g s, %s: %d activities", late, w.name, len(got))
			} else {
				compare(t, fmt.Sprintf("%g s, %s", late, w.name), a, got[0])
			}
		}
	}
}

// TestQuarterOfAnHourLost checks that a gap of 15 minutes counts at the speed around it. In
// a GPX file, only the straight line across the gap is known.
func TestQuarterOfAnHourLost(t *testing.T) {
	for seed := range uint64(3) {
		a := run(rand.New(rand.NewPCG(seed, 12)), 45)
		for _, w := range writers {
			want := new(summary.Workspace).Summarise(find(t, w.read, w.write, a)[0], w.name)
			got := new(summary.Workspace).Summarise(find(t, w.read, w.write, synth.WithHole(a, 600, 1500))[0], w.name)
			if math.Abs(got.Distance/want.Distance-1) > 0.03 || math.Abs(got.Moving/want.Moving-1) > 0.02 || !reported(got.Issues, "gap-crossed") {
				t.Errorf("seed %d, %s: %.0f m in %.0f s, want %.0f in %.0f; %v", seed, w.name, got.Distance, got.Moving, want.Distance, want.Moving, got.Issues)
			}
		}
	}
}
