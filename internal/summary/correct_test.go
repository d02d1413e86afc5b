package summary

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// evenRun returns a run of an hour at 3 m/s with a pause of 10 min in the middle, and with
// a heart rate that rises from 130 to 150.
func evenRun() Summary {
	const n = 3600
	speed, gap, hr := make([]uint8, n), make([]uint8, n/GAPStep), make([]uint8, n/HRStep)
	for i := range speed {
		speed[i] = 86
	}
	for i := range gap {
		gap[i], hr[i] = 86, uint8(130+20*i/len(gap))
	}
	s := Summary{Start: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC), Elapsed: 4200, Timer: 3600, Moving: 3600, Distance: 86 * SpeedQuantum * n, GAPSpeed: 86 * SpeedQuantum, AvgCadence: 172, AvgPower: 240}
	s.Trace = Trace{Speed: Pack(speed), GAP: Pack(gap), HR: Pack(hr), Breaks: []Break{{1800, 600}}}
	s.fillFromTrace()
	return s
}

func TestRescale(t *testing.T) {
	s := evenRun()
	far := s.Rescale(1.2*s.Distance, math.NaN())
	if math.Abs(far.GAPSpeed/s.GAPSpeed-1.2) > 1e-9 || far.Moving != s.Moving || math.Abs(far.Trace.MedianGAP()/s.Trace.MedianGAP()-1.2) > 0.01 {
		t.Errorf("further: %v m/s, median %v m/s", far.GAPSpeed, far.Trace.MedianGAP())
	}
	if got, want := far.Curves.SpeedOver(600), 1.2*s.Curves.SpeedOver(600); math.Abs(got-want) > 0.01 {
		t.Errorf("best 10 min at %v m/s, want %v", got, want)
	}
	short := s.Rescale(math.NaN(), 3000)
	if short.Moving != 3000 || short.Distance != s.Distance || math.Abs(short.GAPSpeed-1.2*s.GAPSpeed) > 1e-9 {
		t.Errorf("shorter: %v m in %v s", short.Distance, short.Moving)
	}
	if again := far.Rescale(s.Distance, math.NaN()); math.Abs(again.Trace.MedianGAP()-s.Trace.MedianGAP()) > SpeedQuantum {
		t.Errorf("there and back: median %v m/s, want %v", again.Trace.MedianGAP(), s.Trace.MedianGAP())
	}
}

// TestCropKeepsWhatItCovers crops a run at several places. The pieces must add up to the
// whole, and each must have the pace and the heart rate of its own seconds.
func TestCropKeepsWhatItCovers(t *testing.T) {
	s := evenRun()
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(300, 3900).Draw(t, "at")
		a, b := s.Crop(0, at), s.Crop(at, s.Elapsed)
		if math.Abs(a.Distance+b.Distance-s.Distance) > 1 || math.Abs(a.Moving+b.Moving-s.Moving) > GAPStep || a.Elapsed+b.Elapsed != s.Elapsed {
			t.Fatalf("%v and %v m of %v m; %v and %v s of %v s", a.Distance, b.Distance, s.Distance, a.Moving, b.Moving, s.Moving)
		}
		if !b.Start.Equal(s.Start.Add(time.Duration(at * float64(time.Second)))) {
			t.Fatalf("the second piece starts at %s", b.Start)
		}
		for _, c := range []Summary{a, b} {
			if math.Abs(c.GAPSpeed-s.GAPSpeed) > 0.01 || !(c.AvgHR >= 130 && c.AvgHR <= 150) || c.MaxHR > 150 {
				t.Fatalf("%v m/s, heart rate %v up to %v", c.GAPSpeed, c.AvgHR, c.MaxHR)
			}
			if c.AvgCadence != s.AvgCadence || c.AvgPower != s.AvgPower {
				t.Fatalf("%v steps/min and %v W", c.AvgCadence, c.AvgPower)
			}
		}
		if !(a.AvgHR < b.AvgHR) {
			t.Fatalf("heart rate falls from %v to %v", a.AvgHR, b.AvgHR)
		}
	})
	whole := s.Crop(0, s.Elapsed)
	if whole.Distance != s.Distance || whole.Moving != s.Moving || whole.AvgHR != s.AvgHR || whole.Curves.SpeedOver(600) != s.Curves.SpeedOver(600) || whole.Pauses != 1 {
		t.Errorf("cropping nothing gives %v m in %v s, heart rate %v, %d pauses", whole.Distance, whole.Moving, whole.AvgHR, whole.Pauses)
	}
}
