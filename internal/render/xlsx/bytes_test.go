package xlsx_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"testing"

	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/testing/reporttest"
)

// zipped returns the parts as an archive.
func zipped(t testing.TB, p parts) []byte {
	t.Helper()
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := zw.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(p[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestEqualReportsGiveEqualBytes builds the same workbook twelve times with one job and
// with several. Its rows are drawn in two blocks.
func TestEqualReportsGiveEqualBytes(t *testing.T) {
	first := workbook(t, reporttest.Season(48), report.Defaults())
	for build := 2; build <= 12; build++ {
		c := reporttest.Season(48)
		again := drawnWith(t, report.Build(c.History, c.Analyse(), report.Defaults()), xlsx.Options{Jobs: build % 6})
		if bytes.Equal(first, again) {
			continue
		}
		was, is := unzip(t, first), unzip(t, again)
		for _, name := range slices.Sorted(maps.Keys(was)) {
			if !bytes.Equal(was[name], is[name]) {
				t.Errorf("build %d: %s differs", build, name)
			}
		}
		t.Fatalf("build %d differs", build)
	}
}
