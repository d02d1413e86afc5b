package summary

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
)

// halves returns a run recorded in one file, and the same run in two files.
func halves(t *testing.T) (whole Summary, parts []Summary) {
	t.Helper()
	var w Workspace
	a := simulate(3601, 300)
	whole = w.Summarise(a, "fit")
	for _, cut := range [][2]int{{0, 1800}, {1800, 3601}} {
		p := *a
		p.Samples = p.Samples.Slice(cut[0], cut[1])
		first := p.Samples.T[0]
		p.Start, p.Samples.T = a.Start.Add(seconds(first)), slices.Clone(p.Samples.T)
		p.Samples.Rebase(first)
		p.Laps = []activity.Lap{{Start: 10, Step: 0}}
		p.Steps = []activity.Step{{Name: "run", Repeat: 2}}
		parts = append(parts, w.Summarise(&p, "fit"))
	}
	return whole, parts
}

func TestJoinIsTheWhole(t *testing.T) {
	whole, parts := halves(t)
	got := Join(parts)
	for _, c := range []struct {
		what            string
		got, want, slip float64
	}{
		{"elapsed", got.Elapsed, whole.Elapsed, 0},
		{"moving", got.Moving, whole.Moving, 5},
		{"distance", got.Distance, whole.Distance, 10},
		{"ascent", got.Ascent, whole.Ascent, 5},
		{"HR", got.AvgHR, whole.AvgHR, 0.1},
		{"highest HR", got.MaxHR, whole.MaxHR, 0.1},
		{"GAP", got.GAPSpeed, whole.GAPSpeed, 0.01},
		{"decoupling", got.Decoupling, whole.Decoupling, 0.5},
		{"best 10 min", got.Curves.GAPOver(600), whole.Curves.GAPOver(600), 0.01},
		{"trace", float64(got.Trace.Seconds()), float64(whole.Trace.Seconds()), 10},
		{"pauses", float64(got.Pauses), float64(whole.Pauses), 0},
	} {
		if !(math.Abs(c.got-c.want) <= c.slip) {
			t.Errorf("%s = %g, in one piece %g", c.what, c.got, c.want)
		}
	}
	if b := got.Trace.Breaks; len(b) != 1 || math.Abs(float64(b[0].Length)-301) > 1 || math.Abs(float64(b[0].At)-1800) > 5 {
		t.Errorf("breaks %v", b)
	}
}

func TestJoinMovesLapsAndSteps(t *testing.T) {
	_, parts := halves(t)
	got := Join(parts)
	gap := parts[1].Start.Sub(parts[0].Start).Seconds()
	if got.Laps[0].Start != 10 || got.Laps[1].Start != gap+10 || got.Laps[1].Step != 1 || got.Steps[1].RepeatTo != 1 {
		t.Errorf("laps %v, steps %v", got.Laps, got.Steps)
	}
}

func TestJoinDoesNotChangeItsParts(t *testing.T) {
	_, parts := halves(t)
	_, again := halves(t)
	Join(parts)
	if d := cmp.Diff(again, parts, same); d != "" {
		t.Error(d)
	}
}

func TestJoinOfOne(t *testing.T) {
	_, parts := halves(t)
	if d := cmp.Diff(parts[0], Join(parts[:1]), same); d != "" {
		t.Error(d)
	}
}

func TestJoinWithoutHeartRateInOnePart(t *testing.T) {
	_, parts := halves(t)
	p := &parts[0]
	p.Trace.HR, p.HRSeconds, p.AvgHR, p.HRShare, p.HRQuality = nil, nil, math.NaN(), 0, math.NaN()
	got := Join(parts)
	if got.AvgHR != parts[1].AvgHR || math.Abs(got.HRShare-0.5) > 0.01 {
		t.Errorf("HR %g over %g of it", got.AvgHR, got.HRShare)
	}
	hr := got.Trace.HR.AppendTo(nil)
	if len(hr) != got.Trace.GAP.Len() || hr[0] != 0 || hr[len(hr)-1] == 0 {
		t.Error("heart rate is not where it was")
	}
}

func TestJoinBorrows(t *testing.T) {
	_, parts := halves(t)
	parts[0].Title, parts[1].Title = "", "tempo"
	parts[0].Moving = 9999
	if got := Join(parts); got.Title != "tempo" {
		t.Errorf("title %q", got.Title)
	}
}
