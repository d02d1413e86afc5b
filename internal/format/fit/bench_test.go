package fit

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	oracle "github.com/muktihari/fit/decoder"
	tormoder "github.com/tormoder/fit"
)

// moduleDir returns the folder of a module in the module cache, or skips the test.
func moduleDir(tb testing.TB, module string) string {
	tb.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		tb.Skipf("module cache has no %s: %v", module, err)
	}
	return dir
}

// bigActivity returns a file of 99,998 records.
func bigActivity(tb testing.TB) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(moduleDir(tb, "github.com/muktihari/fit"), "testdata", "big_activity.fit"))
	if err != nil {
		tb.Skip(err)
	}
	return data
}

const bigRecords = 99_998

func perRecord(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/bigRecords, "ns/record")
}

func BenchmarkDecode(b *testing.B) {
	data := bigActivity(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Decode(data); err != nil {
			b.Fatal(err)
		}
	}
	perRecord(b)
}

func BenchmarkTormoder(b *testing.B) {
	data := bigActivity(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tormoder.Decode(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
	perRecord(b)
}

func BenchmarkMuktihari(b *testing.B) {
	data := bigActivity(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := oracle.New(bytes.NewReader(data)).Decode(); err != nil {
			b.Fatal(err)
		}
	}
	perRecord(b)
}

// BenchmarkKind measures how fast kindOf recognises a file that is no activity.
func BenchmarkKind(b *testing.B) {
	data := bigActivity(b)
	for b.Loop() {
		kindOf(data)
	}
}
