package ingest

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/synth"
)

// TestTotalsWithoutPoints checks that a file that states only the totals of a run, as for one
// entered by hand, gives a run at an even pace.
func TestTotalsWithoutPoints(t *testing.T) {
	r := synth.Amateur()
	a := synth.Simulate(rand.New(rand.NewPCG(3, 9)), r, synth.Plain(r, 40, time.Date(2025, 5, 6, 6, 0, 0, 0, time.UTC)), 1)
	a.Samples, a.Pauses = activity.Columns{}, nil
	for name, write := range map[string]func(*activity.Activity) ([]byte, error){
		"x.fit": func(a *activity.Activity) ([]byte, error) {
			return synth.FIT(a, synth.FITOptions{Product: "Invented 2"})
		},
		"x.tcx": synth.TCX,
	} {
		data, err := write(a)
		if err != nil {
			t.Fatal(err)
		}
		f := Digest(name, data)
		if len(f.Summaries) != 1 {
			t.Errorf("%s: %d activities, %s", name, len(f.Summaries), f.Reason)
			continue
		}
		s := &f.Summaries[0]
		pace := a.Totals.Distance / a.Totals.Timer
		if math.Abs(s.Distance-a.Totals.Distance) > 10 || math.Abs(s.Moving-a.Totals.Timer) > 5 || math.Abs(s.GAPSpeed/pace-1) > 0.01 {
			t.Errorf("%s: %.0f m in %.0f s at %.2f m/s, want %.0f in %.0f at %.2f", name, s.Distance, s.Moving, s.GAPSpeed, a.Totals.Distance, a.Totals.Timer, pace)
		}
	}
}
