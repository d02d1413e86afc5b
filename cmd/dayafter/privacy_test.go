package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/synth"
	"dayafter/internal/testing/testfile"
)

// fromHome writes one run from the invented runner's door in every format, each
// on its own day. It returns where the run began and ended in degrees.
func fromHome(t *testing.T, folder string) (places []float64) {
	t.Helper()
	r := synth.Amateur()
	for day, encode := range map[int]func(*activity.Activity) ([]byte, error){
		2: func(a *activity.Activity) ([]byte, error) {
			return synth.FIT(a, synth.FITOptions{Product: "Invented 2"})
		},
		3: synth.GPX, 4: synth.TCX,
	} {
		p := synth.Plan{
			Sport: activity.Run, Start: time.Date(2025, 5, day, 6, 0, 0, 0, r.Zone), Temp: 12, AutoLap: 1000,
			Course: synth.Loop(3000, func(float64) float64 { return 1 }), Steps: []synth.Step{{Seconds: 2400, Effort: synth.EffortEasy}},
		}
		a := synth.Simulate(rand.New(rand.NewPCG(1, 2)), r, p, 1)
		a.Title = fmt.Sprintf("From %.5f, %.5f", a.Samples.Lat[0], a.Samples.Lon[0])
		data, err := encode(a)
		if err != nil {
			t.Fatal(err)
		}
		testfile.Put(t, filepath.Join(folder, fmt.Sprintf("home-%d.%s", day, map[int]string{2: "fit", 3: "gpx", 4: "tcx"}[day])), data)
		last := a.Samples.Len() - 1
		places = []float64{a.Samples.Lat[0], a.Samples.Lon[0], a.Samples.Lat[last], a.Samples.Lon[last]}
	}
	if math.Abs(places[0]-synth.HomeLat) > 0.001 || math.Abs(places[1]-synth.HomeLon) > 0.001 {
		t.Fatalf("the run begins at %v, not at home", places[:2])
	}
	return places
}

// footprints returns the byte sequences that could hold the places: text to 11
// m, and binary numbers in both byte orders.
func footprints(places []float64) map[string][]byte {
	all := map[string][]byte{}
	be := binary.BigEndian
	for _, d := range places {
		text := fmt.Sprintf("%.4f", math.Trunc(d*1e4)/1e4)
		all["text "+text] = []byte(text)
		all["text with a comma "+text] = []byte(strings.Replace(text, ".", ",", 1))
		for name, b := range map[string][]byte{
			"float64":           be.AppendUint64(nil, math.Float64bits(d))[:5],
			"float64 radians":   be.AppendUint64(nil, math.Float64bits(d*math.Pi/180))[:5],
			"float32":           be.AppendUint32(nil, math.Float32bits(float32(d))),
			"semicircles":       be.AppendUint32(nil, uint32(int32(math.Round(d/180*(1<<31))))),
			"degrees times 1e7": be.AppendUint32(nil, uint32(math.Round(d*1e7))),
		} {
			all[fmt.Sprintf("%s %.4f", name, d)] = b
			all[fmt.Sprintf("%s %.4f, last byte first", name, d)] = reversed(b)
		}
	}
	return all
}

func reversed(b []byte) []byte {
	out := make([]byte, len(b))
	for i := range b {
		out[len(b)-1-i] = b[i]
	}
	return out
}

func found(data []byte, prints map[string][]byte) (names []string) {
	for name, p := range prints {
		if bytes.Contains(data, p) {
			names = append(names, name)
		}
	}
	return names
}

// Nothing that the program writes or prints holds a place of a run.
func TestNoPlaceLeavesTheInputs(t *testing.T) {
	inputs, folder, cache := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "cache")
	prints := footprints(fromHome(t, inputs))
	for _, name := range testfile.Names(t, inputs) { // shows that the search finds places
		if len(found(testfile.Read(t, filepath.Join(inputs, name)), prints)) == 0 {
			t.Errorf("the home is not found in %s, which holds it", name)
		}
	}
	book := filepath.Join(folder, "season.xlsx")
	first := filepath.Join(inputs, "home-2.fit")
	for _, args := range [][]string{
		{"season", "-o", book, inputs},
		{"season", "--units", "imperial", "--json", "-o", book, inputs},
		{"scan", inputs},
		{"scan", "--json", inputs},
		{"scan", "--csv", inputs},
		{"zones", "--json", inputs},
		{"classify", "--json", first},
		{"classify", first},
		{"cache", "info"},
	} {
		p := dayafter(t, exitOK, append([]string{args[0], "--cache", cache}, args[1:]...)...)
		for _, name := range found(slicesOf(p), prints) {
			t.Errorf("%q tells the home: %s", args, name)
		}
	}
	prints["the path of the inputs"], prints["the folder's name"] = []byte(inputs), []byte(filepath.Base(filepath.Dir(inputs)))
	seen := 0
	for _, dir := range []string{folder, cache, dataHome(t)} {
		filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			seen++
			for _, name := range found(unpacked(t, path), prints) {
				t.Errorf("%s holds the home: %s", filepath.Base(path), name)
			}
			return nil
		})
	}
	if seen < 5 {
		t.Errorf("only %d files were looked into: workbook, backup, page and the store are expected", seen)
	}
}

func slicesOf(p *process) []byte { return append(bytes.Clone(p.out.Bytes()), p.errs.Bytes()...) }

// unpacked returns the content of a file, including all parts of a workbook.
func unpacked(t *testing.T, path string) []byte {
	t.Helper()
	data := testfile.Read(t, path)
	if filepath.Ext(path) != ".xlsx" {
		return data
	}
	for _, p := range partsOf(t, data) {
		data = append(data, p.data...)
	}
	return data
}

// Only the owner may read the files that the program writes.
func TestOnlyTheOwnerMayRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no modes")
	}
	folder, cache := t.TempDir(), filepath.Join(t.TempDir(), "cache")
	book := filepath.Join(folder, "season.xlsx")
	for _, units := range []string{"metric", "imperial"} {
		dayafter(t, exitOK, "season", "--units", units, "--cache", cache, fixture(t, "season"), "-o", book)
	}
	for _, dir := range []string{folder, cache} {
		for _, name := range testfile.Names(t, dir) {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v %v", name, info.Mode(), err)
			}
		}
	}
	if info, err := os.Stat(cache); err != nil || info.Mode().Perm() != 0o700 || len(testfile.Names(t, folder)) != 3 {
		t.Errorf("the store's folder has mode %v; beside the workbook lies %q", info.Mode(), testfile.Names(t, folder))
	}
}

// detached matches the line that strace writes for a thread that ended while strace began
// to look at it. The line names no call.
var detached = regexp.MustCompile(`(?m)^\d+ +\?\?\?\( <detached \.\.\.>\n`)

// strace runs a command and returns the calls of a kind that it made.
func strace(t *testing.T, kind string, command ...string) string {
	t.Helper()
	log := filepath.Join(t.TempDir(), "calls")
	out, err := exec.Command("strace", append([]string{"-f", "-qq", "-e", "trace=" + kind, "-e", "signal=none", "-o", log}, command...)...).CombinedOutput()
	if err != nil {
		t.Skipf("strace cannot be used here: %v %s", err, out)
	}
	return detached.ReplaceAllString(string(testfile.Read(t, log)), "")
}

// The program opens no socket, so it sends nothing.
func TestNoSocketIsOpened(t *testing.T) {
	season := []string{"dayafter", "season", "--cache", t.TempDir(), fixture(t, "season"), "-o", filepath.Join(t.TempDir(), "season.xlsx")}
	if calls := strace(t, "network", season...); calls != "" {
		t.Errorf("calls to the network:\n%s", calls)
	}
	if files := strace(t, "%file", season...); !strings.Contains(files, "season.xlsx") {
		t.Error("strace sees nothing at all")
	}
}

// Without a network, the result is the same.
func TestWithoutNetwork(t *testing.T) {
	if out, err := exec.Command("unshare", "-n", "true").CombinedOutput(); err != nil {
		t.Skipf("the network cannot be taken away here: %v %s", err, out)
	}
	book := filepath.Join(t.TempDir(), "season.xlsx")
	if out, err := exec.Command("unshare", "-n", "dayafter", "season", "--no-cache", fixture(t, "season"), "-o", book).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !bytes.Equal(testfile.Read(t, book), testfile.Read(t, writeSeason(t))) {
		t.Error("another workbook than with a network")
	}
}
