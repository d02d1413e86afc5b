//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/roster"
)

// mostExtractMB bounds the memory of extract in MB.
const mostExtractMB = 150

// seasonManifest lists n runners with the first files recordings of the sample season.
func seasonManifest(t *testing.T, path string, n, files int) {
	t.Helper()
	season, err := filepath.Abs("../../fixtures/season")
	if err != nil {
		t.Fatal(err)
	}
	all, _ := filepath.Glob(filepath.Join(season, "*.fit"))
	var names []string
	for _, f := range all[:min(files, len(all))] {
		names = append(names, filepath.Base(f))
	}
	entries := make([]roster.Entry, n)
	for i := range entries {
		entries[i] = roster.Entry{Runner: fmt.Sprintf("runner %03d", i), Root: season, Files: names}
	}
	data, err := roster.WriteManifest(entries)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The memory of extract is bounded. With DAYAFTER_OVERHEAD, a shard of ten times the
// runners needs at most a tenth more.
func TestExtractMemory(t *testing.T) {
	sizes := []int{30}
	if os.Getenv("DAYAFTER_OVERHEAD") != "" {
		sizes = []int{100, 1000}
	}
	dir := t.TempDir()
	var peaks []int
	for _, runners := range sizes {
		manifest := filepath.Join(dir, fmt.Sprintf("%d.jsonl", runners))
		seasonManifest(t, manifest, runners, 12)
		peak := dayafter(t, 0, "extract", manifest, "-o", filepath.Join(dir, "store")).peakMB()
		t.Logf("peak memory: %d MB for %d runners", peak, runners)
		if peak == 0 || peak > mostExtractMB {
			t.Errorf("%d MB for %d runners, want %d MB or less", peak, runners, mostExtractMB)
		}
		peaks = append(peaks, peak)
	}
	if first, last := peaks[0], peaks[len(peaks)-1]; last > first+first/10 {
		t.Errorf("memory grows with the shard: %d MB, then %d MB", first, last)
	}
}

// Shards take little more CPU time than one process, and so does Beam. DAYAFTER_OVERHEAD
// is the number of rounds, DAYAFTER_BEAM the binary of cmd/beam.
func TestOverhead(t *testing.T) {
	rounds := many(t, "DAYAFTER_OVERHEAD", 0)
	if rounds == 0 {
		t.Skip("make overhead measures it")
	}
	o := &overhead{engine: newEngine(t, 1, builtProgram), times: map[string][]time.Duration{}}
	o.manifest = o.at("overhead.jsonl")
	seasonManifest(t, o.manifest, 600, 100) // a shard of a minute: its start takes 0.3 s
	beam := os.Getenv("DAYAFTER_BEAM")
	for range rounds {
		o.shards(t, 1)
		o.shards(t, 5)
		o.shards(t, 7)
		if beam != "" {
			o.measure(t, "Beam", func() time.Duration {
				return o.cpu(t, beam, "--manifest", o.manifest, "--output", o.at("tables"), "--shards", "4")
			})
		}
	}
	if start := o.cpu(t, o.bin, "--version"); start > 0 {
		t.Logf("start of one process: %v", start)
	}
	o.check(t, "5 shards", 1.1)
	o.check(t, "7 shards", 1.1)
	if beam != "" {
		o.check(t, "Beam", 1.5)
	}
}

// overhead holds the CPU times of each way to process one manifest.
type overhead struct {
	*engine
	times map[string][]time.Duration
}

// shards runs extract and judge in n processes each.
func (o *overhead) shards(t *testing.T, n int) {
	t.Helper()
	o.measure(t, fmt.Sprintf("%d shards", n), func() (sum time.Duration) {
		for _, s := range [][]string{{"extract", o.manifest, o.at("store")}, {"judge", o.at("store"), o.at("tables")}} {
			for i := range n {
				sum += o.cpu(t, o.bin, s[0], s[1], "--shard", fmt.Sprintf("%d/%d", i, n), "-o", s[2])
			}
		}
		return sum
	})
}

// measure notes the CPU time of one way and removes its results.
func (o *overhead) measure(t *testing.T, name string, run func() time.Duration) {
	t.Helper()
	o.times[name] = append(o.times[name], run())
	for _, folder := range []string{"store", "tables"} {
		if err := os.RemoveAll(o.at(folder)); err != nil {
			t.Fatal(err)
		}
	}
}

// cpu returns the CPU time of a program, its start included.
func (o *overhead) cpu(t *testing.T, program string, args ...string) time.Duration {
	t.Helper()
	cmd := exec.Command(program, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %q: %v: %s", program, args, err, out[max(0, len(out)-2000):])
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// check logs the median times and fails if the ratio to one process is too high.
func (o *overhead) check(t *testing.T, name string, most float64) {
	t.Helper()
	one, other := median(o.times["1 shards"]), median(o.times[name])
	ratio := other.Seconds() / one.Seconds()
	t.Logf("%s: %.2f s CPU, one process %.2f s, ratio %.2f", strings.ToLower(name), other.Seconds(), one.Seconds(), ratio)
	if ratio > most {
		t.Errorf("%s: %.2f × the CPU time of one process, want at most %.2f", name, ratio, most)
	}
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
