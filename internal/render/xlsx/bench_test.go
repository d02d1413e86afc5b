package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"testing"

	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/testing/reporttest"
)

// benchmarkWeeks is a number of weeks that gives about 5,000 activities.
const benchmarkWeeks = 830

// BenchmarkWrite draws a workbook of 5,000 activities from a season. BenchmarkBareZip, the
// lower bound, only compresses the same XML.
func BenchmarkWrite(b *testing.B) {
	c := reporttest.Season(benchmarkWeeks)
	s := c.Analyse()
	b.ReportAllocs()
	for b.Loop() {
		r := report.Build(c.History, s, report.Defaults())
		if err := xlsx.Write(io.Discard, r, xlsx.Defaults()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(s.Runs)), "activities")
}

func BenchmarkBuild(b *testing.B) {
	c := reporttest.Season(benchmarkWeeks)
	s := c.Analyse()
	b.ReportAllocs()
	for b.Loop() {
		report.Build(c.History, s, report.Defaults())
	}
}

func BenchmarkBareZip(b *testing.B) {
	p := unzip(b, workbook(b, reporttest.Season(benchmarkWeeks), report.Defaults()))
	names := slices.Sorted(maps.Keys(p))
	size := 0
	for _, name := range names {
		size += len(p[name])
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		var out bytes.Buffer
		zw := zip.NewWriter(&out)
		for _, name := range names {
			w, _ := zw.Create(name)
			_, _ = w.Write(p[name])
		}
		if err := zw.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
