package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	render "dayafter/internal/render/json"
)

// Environment variables that name the files into which a child writes its peak of memory,
// and its runtime.MemStats.
const (
	peakFile        = "DAYAFTER_PEAK"
	allocationsFile = "DAYAFTER_ALLOCATIONS" // cmd/bench asks for it
)

// patienceOfChild is the longest time that an interrupted child may take to end by itself.
const patienceOfChild = "DAYAFTER_PATIENCE"

// child runs the real program in a process that a test started.
func child() {
	limit, err := time.ParseDuration(os.Getenv(patienceOfChild))
	if err != nil {
		limit = patience
	}
	code := runWithin(context.Background(), limit, os.Args, os.Stdout, os.Stderr)
	if path := os.Getenv(peakFile); path != "" {
		status, _ := os.ReadFile("/proc/self/status")
		os.WriteFile(path, status, 0o600)
	}
	if path := os.Getenv(allocationsFile); path != "" {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		text, _ := json.Marshal(m)
		os.WriteFile(path, text, 0o600)
	}
	os.Exit(code)
}

// many returns how often a test repeats something random: few times, or the
// number in the environment variable.
func many(t *testing.T, variable string, few int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// process is a child that runs dayafter.
type process struct {
	*exec.Cmd
	out, errs bytes.Buffer
	peak      string
}

// start starts dayafter; kill it or wait for it.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	p := newProcess(t, args...)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

func newProcess(t *testing.T, args ...string) *process {
	t.Helper()
	if testing.Short() {
		t.Skip("starts processes")
	}
	p := &process{Cmd: exec.Command("dayafter", args...), peak: filepath.Join(t.TempDir(), "peak")}
	p.Env = append(os.Environ(), peakFile+"="+p.peak, "TZ=UTC", "XDG_DATA_HOME="+dataHome(t))
	p.Stdout, p.Stderr = &p.out, &p.errs
	return p
}

// dataHome returns the data folder of all programs that the test starts.
func dataHome(t *testing.T) string {
	return filepath.Join(os.Getenv("XDG_DATA_HOME"), strings.ReplaceAll(t.Name(), "/", "_"))
}

// wait returns the exit code: -1 when a signal ended it.
func (p *process) wait(t *testing.T) int {
	t.Helper()
	err := p.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return p.ProcessState.ExitCode()
}

// dayafter runs the program to its end and fails unless it ends with the code.
func dayafter(t *testing.T, code int, args ...string) *process {
	t.Helper()
	p := start(t, args...)
	if got := p.wait(t); got != code {
		t.Fatalf("dayafter %q: exit code %d, want %d\n%s%s", args, got, code, p.out.String(), p.errs.String())
	}
	return p
}

// peakMB returns the peak of resident memory in MB, or 0 where the system does
// not state it.
func (p *process) peakMB() int {
	status, _ := os.ReadFile(p.peak)
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kB int
	fmt.Sscan(rest, &kB)
	return kB >> 10
}

// cpu returns the processor time that the process used.
func (p *process) cpu() time.Duration {
	return p.ProcessState.UserTime() + p.ProcessState.SystemTime()
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("../../fixtures", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// ownMeasures returns the values of a scan that depend on each file alone, by
// file name.
func ownMeasures(t *testing.T, jsonLines []byte) map[string]string {
	t.Helper()
	all := map[string]string{}
	for dec := json.NewDecoder(bytes.NewReader(jsonLines)); dec.More(); {
		var r render.Record
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(r.File)] = asJSON(t, []any{r.Sport, r.Title, r.Issues, r.DistanceM, r.ElapsedS, r.TimerS, r.MovingS, r.AscentM, r.AvgHR, r.MaxHR, r.AvgPaceSPkm, r.GAPSPkm})
	}
	return all
}

// checkText fails for text that could control a terminal.
func checkText(t *testing.T, what string, text []byte) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Errorf("%s: no UTF-8", what)
	}
	for _, r := range string(text) {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Errorf("%s: %q in %q", what, r, text)
			return
		}
	}
}
