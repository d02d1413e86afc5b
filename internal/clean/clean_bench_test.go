package clean

import "testing"

func BenchmarkClean(b *testing.B) {
	for name, device := range map[string]bool{"device": true, "positions": false} {
		b.Run(name, func(b *testing.B) {
			a := simulate(3600, device)
			var w Workspace
			for b.Loop() {
				w.Clean(a)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/3600, "ns/sample")
		})
	}
}
