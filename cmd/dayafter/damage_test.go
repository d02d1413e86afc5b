package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/ingest"
	"dayafter/internal/summary"
	"dayafter/internal/testing/testfile"
)

// hang is the time after which a small file counts as hanging. Usually a small file takes a
// millisecond.
const hang = 2 * time.Second

// No damage to a file crashes or hangs the program, or changes the results of the files
// beside it.
func TestCorpusOfDamage(t *testing.T) {
	for _, name := range []string{"sound.fit", "sound.gpx", "sound.tcx"} {
		t.Run(name, func(t *testing.T) {
			sound := testfile.Read(t, fixture(t, "broken/"+name))
			rng := rand.New(rand.NewPCG(uint64(many(t, "DAYAFTER_SEED", 1)), uint64(len(sound))))
			n, outcomes := many(t, "DAYAFTER_MUTATIONS", 40), map[string]int{}
			const batch = 250
			for first := 0; first < n; first += batch {
				damageBatch(t, rng, name, sound, min(batch, n-first), outcomes)
			}
			t.Logf("%d damaged files: %v", n, outcomes)
			if outcomes["read"] == n || outcomes["failed"] == n {
				t.Error("the damage is too heavy or too light to tell anything")
			}
		})
	}
}

// damageBatch digests damaged files one by one, then reads all of them beside sound files.
func damageBatch(t *testing.T, rng *rand.Rand, name string, sound []byte, n int, outcomes map[string]int) {
	t.Helper()
	folder := t.TempDir()
	beside := []string{"2025-07-09-0621.gpx", "2025-07-18-1930.fit", "2025-07-14-1820.tcx"}
	for _, b := range beside {
		testfile.Put(t, filepath.Join(folder, b), testfile.Read(t, fixture(t, "season/"+b)))
	}
	alone := ownMeasures(t, inProcess(t, folder))
	for i := range n {
		data := damaged(rng, sound)
		path := filepath.Join(folder, fmt.Sprintf("damaged-%04d%s", i, filepath.Ext(name)))
		testfile.Put(t, path, data)
		outcomes[digest(t, path, data)]++
	}
	got := ownMeasures(t, inProcess(t, folder))
	if len(got) != n+len(beside) {
		t.Errorf("%d of %d files are in the output", len(got), n+len(beside))
	}
	for _, b := range beside {
		if got[b] != alone[b] {
			t.Errorf("%s beside damaged files: %s, alone: %s", b, got[b], alone[b])
		}
	}
	os.RemoveAll(folder)
}

// inProcess runs scan --json over a folder and checks that the totals add up.
func inProcess(t *testing.T, folder string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"dayafter", "scan", "--json", "--no-cache", folder}, &out, &errs)
	if code != exitOK && code != exitUnusable {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	var all, runs, others, duplicates, not, failed int
	line := errs.String()[strings.LastIndex(errs.String(), "read "):]
	if _, err := fmt.Sscanf(line, "read %d = runs %d + other sports %d + duplicates %d + not activities %d + failed %d", &all, &runs, &others, &duplicates, &not, &failed); err != nil ||
		all != runs+others+duplicates+not+failed || all != bytes.Count(out.Bytes(), []byte("\n")) {
		t.Errorf("the totals do not add up: %s (%v)", line, err)
	}
	return out.Bytes()
}

// digest digests damaged bytes and returns the outcome in words. It fails, and prints the
// bytes, if the program hangs or panics.
func digest(t *testing.T, path string, data []byte) (outcome string) {
	t.Helper()
	done := make(chan summary.File, 1)
	go func() { done <- ingest.Digest(filepath.Base(path), data) }()
	select {
	case f := <-done:
		if strings.Contains(f.Reason, "error of this program") {
			t.Errorf("%s: %s\n%q", path, f.Reason, data)
		}
		switch {
		case f.Outcome == summary.Failed:
			return "failed"
		case f.Outcome == summary.NotActivity:
			return "not an activity"
		case len(f.Issues)+len(f.Summaries[0].Issues) > 0:
			return "read, with issues"
		}
		return "read"
	case <-time.After(hang):
		t.Fatalf("%s hangs: %q", path, data)
		return ""
	}
}

// damaged returns a copy of a file with one to three faults.
func damaged(rng *rand.Rand, sound []byte) []byte {
	data := bytes.Clone(sound)
	ways := []func(*rand.Rand, []byte) []byte{flipBits, flipBits, cut, drop, double, scramble, swapMessages, doubleMessage, dropMessage}
	for range 1 + rng.IntN(3) {
		if data = ways[rng.IntN(len(ways))](rng, data); len(data) == 0 {
			return data
		}
	}
	return data
}

func flipBits(rng *rand.Rand, data []byte) []byte {
	for range 1 + rng.IntN(8) {
		data[rng.IntN(len(data))] ^= 1 << rng.IntN(8)
	}
	return data
}

func cut(rng *rand.Rand, data []byte) []byte { return data[:rng.IntN(len(data))] }

// span picks a random part of the data, usually a short one.
func span(rng *rand.Rand, data []byte) (from, to int) {
	from = rng.IntN(len(data))
	return from, min(len(data), from+1+rng.IntN(1<<(1+rng.IntN(12))))
}

func drop(rng *rand.Rand, data []byte) []byte {
	from, to := span(rng, data)
	return slices.Delete(data, from, to)
}

func double(rng *rand.Rand, data []byte) []byte {
	from, to := span(rng, data)
	return slices.Insert(data, from, bytes.Clone(data[from:to])...)
}

func scramble(rng *rand.Rand, data []byte) []byte {
	from, to := span(rng, data)
	for i := from; i < to; i++ {
		data[i] = byte(rng.Uint32())
	}
	return data
}

func swapMessages(rng *rand.Rand, data []byte) []byte {
	parts := messages(data)
	i, j := rng.IntN(len(parts)), rng.IntN(len(parts))
	parts[i], parts[j] = parts[j], parts[i]
	return slices.Concat(parts...)
}

func doubleMessage(rng *rand.Rand, data []byte) []byte {
	parts := messages(data)
	i, j := rng.IntN(len(parts)), rng.IntN(len(parts))
	return slices.Concat(slices.Insert(parts, i, parts[j])...)
}

func dropMessage(rng *rand.Rand, data []byte) []byte {
	parts := messages(data)
	i := rng.IntN(len(parts))
	return slices.Concat(slices.Delete(parts, i, i+1)...)
}

var elements = regexp.MustCompile(`<[A-Za-z]`)

// messages splits a file into its FIT messages, or into XML elements from each start tag
// to the next. Text without tags is one part.
func messages(data []byte) [][]byte {
	ends := []int{}
	if len(data) > 12 && string(data[8:12]) == ".FIT" {
		ends = messageEnds(data)
	} else {
		for _, at := range elements.FindAllIndex(data, -1) {
			ends = append(ends, at[0])
		}
	}
	parts, from := [][]byte{}, 0
	for _, to := range append(ends, len(data)) {
		parts, from = append(parts, data[from:to]), to
	}
	return parts
}

// messageEnds returns the positions after the header and after every whole
// message.
func messageEnds(data []byte) (ends []int) {
	var sizes [16]int
	at := int(data[0])
	for at < len(data) {
		ends = append(ends, at)
		head := data[at]
		local := int(head & 0xf)
		next := at + 1 + sizes[local]
		if head&0x80 == 0 && head&0x40 != 0 && at+6 <= len(data) {
			next = at + 6 + 3*int(data[at+5])
			sizes[local] = 0
			for i := at + 6; i < min(next, len(data)-2); i += 3 {
				sizes[local] += int(data[i+1])
			}
		}
		at = next
	}
	return ends
}

// TestMessages checks that messages returns one part for each message of a sound file, and
// that the parts add up to the file.
func TestMessages(t *testing.T) {
	for name, least := range map[string]int{"sound.fit": 50, "sound.gpx": 200, "sound.tcx": 200} {
		data := testfile.Read(t, fixture(t, "broken/"+name))
		if parts := messages(data); len(parts) < least || !bytes.Equal(slices.Concat(parts...), data) {
			t.Errorf("%s: %d parts", name, len(parts))
		}
	}
}
