package summary

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dayafter/internal/clean"
)

// Rounding errors are carried over, so means over n seconds are exact to a quantum divided
// by n.
func TestTraceKeepsMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SliceOfN(rapid.Float64Range(0, 8.5), 1, 300).Draw(t, "speed")
		q := quanta(s, len(s), 1)
		i := rapid.IntRange(0, len(s)-1).Draw(t, "from")
		j := rapid.IntRange(i+1, len(s)).Draw(t, "to")
		want, got := 0.0, 0.0
		for k := i; k < j; k++ {
			want, got = want+s[k], got+float64(q[k])*SpeedQuantum
		}
		if math.Abs(got-want) > SpeedQuantum {
			t.Fatalf("%d s: %g m became %g m", j-i, want, got)
		}
	})
}

func TestTraceSaturates(t *testing.T) {
	q := quanta([]float64{20, 20, 3, 3}, 4, 1)
	if q[0] != 255 || q[1] != 255 || math.Abs(float64(q[3])*SpeedQuantum-3) > SpeedQuantum {
		t.Errorf("20 m/s must be stored as 255 quanta, and 3 m/s exactly: %v", q)
	}
}

func TestTraceSpeeds(t *testing.T) {
	tr := Trace{GAP: Pack([]uint8{10, 20, 30, 40, 50, 60})}
	got := tr.GAPSpeeds([]float64{9, 9}, 20)
	// The mean is over the value before, the value itself and two values after.
	for k, want := range []float64{20, 25, 35, 45, 50, 55} {
		if math.Abs(got[k]-want*SpeedQuantum) > 1e-9 {
			t.Errorf("step %d: %g, want %g", k, got[k]/SpeedQuantum, want)
		}
	}
}

func TestTraceHeartRates(t *testing.T) {
	tr := Trace{HR: Pack([]uint8{100, 110, 0, 120, 0, 0, 130})}
	got := tr.HeartRates(nil, 10)
	if len(got) != 3 || got[0] != 105 || got[1] != 120 || !math.IsNaN(got[2]) {
		t.Errorf("heart rates: %v, want 105, 120, NaN", got)
	}
}

func TestTraceMedian(t *testing.T) {
	var tr Trace
	if v := tr.MedianGAP(); !math.IsNaN(v) {
		t.Errorf("median of an empty trace: %v, want NaN", v)
	}
	tr.GAP = Pack([]uint8{100, 101, 102, 103, 104, 0, 0, 0, 0, 0, 0, 0})
	if v := tr.MedianGAP(); math.Abs(v-102*SpeedQuantum) > SpeedQuantum {
		t.Errorf("median %v m/s, want %v: standing must not count", v, 102*SpeedQuantum)
	}
}

func TestPackRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "bytes")
		series, rest, ok := leadingSeries(append(Pack(s), 7))
		if !ok || len(rest) != 1 || series.Len() != len(s) {
			t.Fatal("not read, or too far")
		}
		if d := cmp.Diff(append([]uint8{1, 2}, s...), series.AppendTo([]uint8{1, 2})); d != "" {
			t.Fatal(d)
		}
	})
}

func TestSizeOfAnHour(t *testing.T) {
	s := new(Workspace).Summarise(simulate(3600, 60), "fit")
	f := File{Summaries: []Summary{s}}
	if n := len(AppendBinary(nil, &f)); n > 5000 {
		t.Errorf("an hour takes %d bytes encoded", n)
	}
	if n := memory(&s); n > 5500 {
		t.Errorf("an hour takes %d bytes in memory", n)
	}
	speed, gap, hr := s.Trace.Speed.Len(), s.Trace.GAP.Len(), s.Trace.HR.Len()
	if speed != 5*gap || gap != hr {
		t.Errorf("trace of %d, %d and %d values", speed, gap, hr)
	}
}

func TestTraceBreaksLieWithin(t *testing.T) {
	k := &clean.Track{Breaks: []clean.Break{{At: 3, Length: 20}}}
	if tr := trace(k); tr.Breaks[0].At != 0 {
		t.Errorf("a break at %g s of an empty trace", tr.Breaks[0].At)
	}
}
