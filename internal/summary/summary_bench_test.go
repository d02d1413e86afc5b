package summary

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"dayafter/internal/activity"
)

// simulate returns a run of n seconds at 1 Hz on rolling hills with a device's own
// distance, and a pause of pause seconds in the middle.
func simulate(n int, pause float64) *activity.Activity {
	a := activity.New(activity.Run, time.Date(2025, 6, 1, 5, 0, 0, 0, time.UTC))
	r := rand.New(rand.NewPCG(1, uint64(n)))
	c, d, t := &a.Samples, 0.0, 0.0
	for k := range n {
		if k == n/2 {
			t += pause
		}
		c.T = append(c.T, t)
		c.Lat = append(c.Lat, 47+d/111195)
		c.Lon = append(c.Lon, 8)
		c.Ele = append(c.Ele, 400+20*math.Sin(d/300)+0.2*r.NormFloat64())
		c.HR = append(c.HR, math.Round(150+10*math.Sin(t/200)+r.NormFloat64()))
		c.Cadence = append(c.Cadence, 172)
		c.Dist = append(c.Dist, d)
		t++
		d += 3 + 0.3*math.Sin(t/50) + 0.3*r.NormFloat64()
	}
	return a
}

func perSample(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/sample")
}

func BenchmarkSummarise(b *testing.B) {
	a := simulate(3600, 60)
	var w Workspace
	b.ReportAllocs()
	for b.Loop() {
		w.Summarise(a, "fit")
	}
	perSample(b, 3600)
}

func BenchmarkAppendBinary(b *testing.B) {
	f := File{Summaries: []Summary{new(Workspace).Summarise(simulate(3600, 60), "fit")}}
	var buf []byte
	for b.Loop() {
		buf = AppendBinary(buf[:0], &f)
	}
	b.ReportMetric(float64(len(buf)), "bytes")
	perSample(b, 3600)
}

func BenchmarkDecodeFile(b *testing.B) {
	f := File{Summaries: []Summary{new(Workspace).Summarise(simulate(3600, 60), "fit")}}
	buf := AppendBinary(nil, &f)
	for b.Loop() {
		if _, err := DecodeFile(buf); err != nil {
			b.Fatal(err)
		}
	}
	perSample(b, 3600)
}
