package reconcile_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/tcx"
	"dayafter/internal/summary"
	"dayafter/internal/testing/synth"
)

// writers lists the formats that hold totals, each with a writer and a reader.
var writers = []struct {
	name  string
	write func(*activity.Activity) ([]byte, error)
	read  func([]byte) ([]*activity.Activity, activity.Issues, error)
}{
	{"fit", func(a *activity.Activity) ([]byte, error) {
		return synth.FIT(a, synth.FITOptions{Product: "Invented 2"})
	}, fit.Decode},
	{"tcx", synth.TCX, tcx.Decode},
}

// contradiction makes two sources of a run disagree and returns the distance that
// counts, in m.
type contradiction struct {
	name, issue string
	make        func(a *activity.Activity) float64
}

var contradictions = []contradiction{
	{"nothing", "", func(a *activity.Activity) float64 { return a.Totals.Distance }},
	{"calibrated treadmill", "distance-scaled", func(a *activity.Activity) float64 {
		indoors(a)
		scaleTotals(a, 1.15)
		return a.Totals.Distance
	}},
	{"treadmill whose samples fall short", "distance-scaled", func(a *activity.Activity) float64 {
		indoors(a)
		multiply(a.Samples.Dist, 0.945)
		return a.Totals.Distance
	}},
	{"corrected outdoors by one factor", "distance-scaled", func(a *activity.Activity) float64 {
		a.Samples.Lat, a.Samples.Lon = nil, nil
		a.Samples.Speed = nil
		scaleTotals(a, 1.04)
		return a.Totals.Distance
	}},
	{"speeds without distances", "distance-scaled", func(a *activity.Activity) float64 {
		indoors(a)
		a.Samples.Dist = nil
		multiply(a.Samples.Speed, 1.08)
		return a.Totals.Distance
	}},
	{"speeds in km/h, without distances", "speed-unit", func(a *activity.Activity) float64 {
		a.Samples.Dist = nil
		multiply(a.Samples.Speed, 3.6)
		return a.Totals.Distance
	}},
	{"speeds in mph, indoors and without distances", "speed-unit", func(a *activity.Activity) float64 {
		indoors(a)
		a.Samples.Dist = nil
		multiply(a.Samples.Speed, 2.2369)
		return a.Totals.Distance
	}},
	{"a jump of the distance", "distance-jumps", func(a *activity.Activity) float64 {
		right := a.Totals.Distance
		for i := a.Samples.Len() / 2; i < a.Samples.Len(); i++ {
			a.Samples.Dist[i] += 1500
		}
		a.Totals.Distance += 1500
		a.Laps[len(a.Laps)-1].Distance += 1500
		return right
	}},
	{"distances missing from the middle on", "distance-gaps", func(a *activity.Activity) float64 {
		for i := a.Samples.Len() / 2; i < a.Samples.Len(); i++ {
			a.Samples.Dist[i] = math.NaN()
		}
		return a.Totals.Distance
	}},
	{"metres counted late", "", func(a *activity.Activity) float64 {
		d := a.Samples.Dist
		for i := 60; i+4 < len(d); i += 150 {
			d[i+1], d[i+2], d[i+3] = d[i], d[i], d[i]
		}
		return a.Totals.Distance
	}},
}

// TestResolve writes a run with each contradiction in each format. The right distance must
// count, and an issue must name the contradiction.
func TestResolve(t *testing.T) {
	for _, c := range contradictions {
		for _, w := range writers {
			t.Run(c.name+" "+w.name, func(t *testing.T) {
				a := newRun()
				want := c.make(a)
				s := summarise(t, a, w.write, w.read)
				if math.Abs(s.Distance/want-1) > 0.01 {
					t.Errorf("distance %.0f, want %.0f; issues %v", s.Distance, want, s.Issues)
				}
				if got := codes(s.Issues); got != c.issue {
					t.Errorf("issues %q, want %q", got, c.issue)
				}
			})
		}
	}
}

// TestReport checks that a total that no other source confirms is reported.
func TestReport(t *testing.T) {
	a := newRun()
	a.Totals.Distance *= 1.3
	a.Totals.Timer = 600
	s := summarise(t, a, writers[0].write, writers[0].read)
	if got := codes(s.Issues); got != "distance-total timer-differs" {
		t.Errorf("issues %q: %v", got, s.Issues)
	}
}

// TestReportHeart checks that a mean heart rate is reported if the samples contradict it,
// but not if standing explains the difference.
func TestReportHeart(t *testing.T) {
	for _, c := range []struct {
		name  string
		make  func(a *activity.Activity)
		words string
	}{
		{"agrees", func(*activity.Activity) {}, ""},
		{"another total", func(a *activity.Activity) { a.Totals.AvgHR += 20 }, "the points count"},
		{"missing from the middle on", func(a *activity.Activity) {
			for i := a.Samples.Len() / 2; i < a.Samples.Len(); i++ {
				a.Samples.HR[i] = math.NaN()
			}
			a.Totals.AvgHR += 12
		}, "50 % of the time"},
	} {
		a := newRun()
		c.make(a)
		s := summarise(t, a, writers[0].write, writers[0].read)
		i := slices.IndexFunc(s.Issues, func(i activity.Issue) bool { return i.Code == "heart-differs" })
		switch {
		case c.words == "" && i >= 0:
			t.Errorf("%s: %v", c.name, s.Issues[i])
		case c.words != "" && (i < 0 || !strings.Contains(s.Issues[i].Text, c.words)):
			t.Errorf("%s: %v, want %q", c.name, s.Issues, c.words)
		}
	}
}

// newRun returns a run outdoors with laps.
func newRun() *activity.Activity {
	r := synth.Amateur()
	start := time.Date(2025, 5, 6, 6, 0, 0, 0, time.UTC)
	return synth.Simulate(rand.New(rand.NewPCG(1, 2)), r, synth.Plain(r, 15, start), 1)
}

func summarise(t *testing.T, a *activity.Activity, write func(*activity.Activity) ([]byte, error), read func([]byte) ([]*activity.Activity, activity.Issues, error)) summary.Summary {
	t.Helper()
	data, err := write(a)
	if err != nil {
		t.Fatal(err)
	}
	as, _, err := read(data)
	if err != nil || len(as) != 1 {
		t.Fatalf("%d activities, %v", len(as), err)
	}
	return new(summary.Workspace).Summarise(as[0], "fit")
}

// codes returns the codes of the issues that concern distances, speeds and timer times.
func codes(issues activity.Issues) string {
	var out []string
	for _, i := range issues {
		if strings.HasPrefix(i.Code, "distance-") || i.Code == "speed-unit" || strings.HasPrefix(i.Code, "timer-") {
			out = append(out, i.Code)
		}
	}
	return strings.Join(slices.Sorted(slices.Values(out)), " ")
}

func indoors(a *activity.Activity) {
	a.Indoor = true
	a.Samples.Lat, a.Samples.Lon, a.Samples.Ele = nil, nil, nil
}

func multiply(col []float64, factor float64) {
	for i := range col {
		col[i] *= factor
	}
}

func scaleTotals(a *activity.Activity, factor float64) {
	a.Totals.Distance *= factor
	for i := range a.Laps {
		a.Laps[i].Distance *= factor
	}
}
