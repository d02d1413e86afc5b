package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dayafter/internal/testing/testfile"
)

// readFloors returns the packages of each floor, from low to high, as the table in
// ARCHITECTURE.md states them: a package imports only packages on lower floors.
func readFloors(t *testing.T) (floors [][]string) {
	t.Helper()
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		if _, err := strconv.Atoi(strings.TrimSpace(cells[1])); err != nil {
			continue
		}
		floors = append(floors, quoted(cells[2]))
	}
	slices.Reverse(floors)
	if len(floors) < 10 {
		t.Fatalf("ARCHITECTURE.md lists %d floors", len(floors))
	}
	return floors
}

// quoted returns the words in backquotes.
func quoted(cell string) (words []string) {
	for i, part := range strings.Split(cell, "`") {
		if i%2 == 1 {
			words = append(words, part)
		}
	}
	return words
}

// soleImporters may be imported by one product package each, and by synth.
var soleImporters = map[string]string{
	"github.com/tormoder/fit":       "dayafter/internal/format/fit",
	"github.com/tkrajina/gpxgo/gpx": "dayafter/internal/format/gpx",
	"github.com/xuri/excelize/v2":   "dayafter/internal/render/xlsx",
	"github.com/urfave/cli/v2":      "dayafter/internal/command",
	"github.com/xrash/smetrics":     "dayafter/internal/command",
	"modernc.org/sqlite":            "dayafter/internal/store",
	"github.com/gofrs/flock":        "dayafter/internal/store/decisions",
	"github.com/bradfitz/latlong":   "dayafter/internal/summary",
	"github.com/BurntSushi/toml":    "dayafter/internal/disk",

	"github.com/parquet-go/parquet-go": "dayafter/internal/cohort/table",
}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "dayafter/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// violations lists the imports that break the floors or a library's single home.
func violations(all []listed, floors [][]string) []string {
	floor := map[string]int{}
	for i, names := range floors {
		for _, n := range names {
			floor["dayafter/internal/"+n] = i
		}
	}
	var out []string
	for _, p := range all {
		own, known := floor[p.ImportPath]
		free := strings.HasPrefix(p.ImportPath, "dayafter/cmd/") || strings.HasPrefix(p.ImportPath, "dayafter/internal/testing/") ||
			strings.HasSuffix(p.ImportPath, "test") // helpers of tests
		if !known && !free {
			out = append(out, p.ImportPath+" stands on no floor")
		}
		for _, imp := range p.Imports {
			if f, ok := floor[imp]; ok && !free && f >= own {
				out = append(out, p.ImportPath+" imports "+imp+", which is not below it")
			}
			if home, ok := soleImporters[imp]; ok && p.ImportPath != home && !strings.HasPrefix(p.ImportPath, "dayafter/internal/testing/synth") && !excepted[p.ImportPath][imp] {
				out = append(out, p.ImportPath+" imports "+imp+", whose only home is "+home)
			}
			if strings.HasPrefix(imp, "dayafter/") && strings.HasSuffix(imp, "test") && !strings.HasPrefix(p.ImportPath, "dayafter/internal/testing/") {
				out = append(out, p.ImportPath+" imports a helper of tests")
			}
			if strings.HasPrefix(imp, "dayafter/internal/testing/synth") && !strings.HasPrefix(p.ImportPath, "dayafter/internal/testing/synth") && !toolsOnly[p.ImportPath] {
				out = append(out, p.ImportPath+" imports the simulator")
			}
		}
	}
	slices.Sort(out)
	return out
}

// toolsOnly lists developers' commands, which may use the simulator.
var toolsOnly = map[string]bool{"dayafter/cmd/bench": true, "dayafter/cmd/corpus": true}

// excepted lists the imports of a library outside its home: a developers' command
// compares libraries with ours, and package main declares the commands.
var excepted = map[string]map[string]bool{
	"dayafter/cmd/bench":    {"github.com/tormoder/fit": true, "github.com/tkrajina/gpxgo/gpx": true},
	"dayafter/cmd/dayafter": {"github.com/urfave/cli/v2": true},
}

// mostMainLines bounds package main, which only declares commands and prints. Ours.
const mostMainLines = 1300

func TestPackageMainStaysSmall(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			lines += bytes.Count(testfile.Read(t, f), []byte("\n"))
		}
	}
	if lines == 0 || lines > mostMainLines {
		t.Errorf("package main has %d lines, and may have %d: move code that declares no command into a package", lines, mostMainLines)
	}
}

func TestFloors(t *testing.T) {
	for _, v := range violations(packages(t), readFloors(t)) {
		t.Error(v)
	}
}

// TestFloorsSeesBreaches checks that violations reports each kind of breach.
func TestFloorsSeesBreaches(t *testing.T) {
	bad := []listed{
		{"dayafter/internal/unit", []string{"dayafter/internal/render/xlsx"}},
		{"dayafter/internal/season", []string{"github.com/xuri/excelize/v2"}},
		{"dayafter/internal/stray", nil},
		{"dayafter/internal/classify", []string{"dayafter/internal/testing/synth"}},
		{"dayafter/internal/report", []string{"dayafter/internal/testing/reporttest"}},
	}
	if got := violations(bad, readFloors(t)); len(got) != len(bad) {
		t.Errorf("violations = %q, want one a package", got)
	}
}
