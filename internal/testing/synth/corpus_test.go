package synth_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/gpx"
	"dayafter/internal/testing/synth"
)

// TestCorpusIsSound checks that every file is read completely and without an issue, and
// that no two files are equal or overlap in time.
func TestCorpusIsSound(t *testing.T) {
	for _, f := range []struct {
		format string
		read   decoder
	}{{"fit", fit.Decode}, {"gpx", gpx.Decode}} {
		dir, seen := t.TempDir(), map[[32]byte]bool{}
		if err := synth.Corpus(dir, 7, synth.CorpusOptions{Format: f.format, Seed: 5}); err != nil {
			t.Fatal(err)
		}
		end := time.Time{}
		for _, name := range glob(t, dir) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			acts, issues, err := f.read(data)
			if err != nil || len(acts) != 1 || len(issues) > 0 {
				t.Fatalf("%s: %d activities, issues %v, error %v", name, len(acts), issues, err)
			}
			a := acts[0]
			if n := a.Samples.Len(); a.Sport != activity.Run || n < 3000 || a.Start.Before(end) {
				t.Errorf("%s: %v with %d samples at %v, after one that ended at %v", name, a.Sport, n, a.Start, end)
			}
			end = a.Start.Add(time.Duration(a.Samples.T[a.Samples.Len()-1]) * time.Second)
			seen[sha256.Sum256(data)] = true
		}
		if len(seen) != 7 {
			t.Errorf("%s: %d different files of 7", f.format, len(seen))
		}
	}
}

// TestCorpusContinues checks that the second half of a corpus, written separately, has the
// same bytes.
func TestCorpusContinues(t *testing.T) {
	whole, half := t.TempDir(), t.TempDir()
	if err := synth.Corpus(whole, 2, synth.CorpusOptions{Format: "fit", Seed: 5}); err != nil {
		t.Fatal(err)
	}
	if err := synth.Corpus(half, 1, synth.CorpusOptions{Format: "fit", Seed: 5, First: 1}); err != nil {
		t.Fatal(err)
	}
	for _, name := range glob(t, half) {
		a, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(whole, filepath.Base(name)))
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Errorf("%s differs", filepath.Base(name))
		}
	}
}

func glob(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func BenchmarkCorpusFIT(b *testing.B) { benchmarkCorpus(b, "fit") }
func BenchmarkCorpusGPX(b *testing.B) { benchmarkCorpus(b, "gpx") }

func benchmarkCorpus(b *testing.B, format string) {
	dir := b.TempDir()
	if err := synth.Corpus(dir, b.N, synth.CorpusOptions{Format: format, Seed: 5}); err != nil {
		b.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "000000."+format)); err == nil {
		b.SetBytes(info.Size())
	}
}
