//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"dayafter/internal/cohort/step"
	"dayafter/internal/cohort/table"
	"dayafter/internal/roster"
)

// engine holds a cohort that a batch engine processes, and the rows that a single process
// makes of the cohort.
type engine struct {
	program
	dir, manifest string
	want          []string
}

// program is the command that an engine starts, with the options that read its output.
type program struct {
	bin     string
	options step.Options
}

// thisProgram returns the test's own binary under the name to which TestMain answers as
// the real program.
func thisProgram(t *testing.T, dir string) program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "dayafter")
	if err := os.Symlink(self, bin); err != nil {
		t.Fatal(err)
	}
	return program{bin, stepOptions()}
}

// builtProgram builds the program as users run it, without the tests.
func builtProgram(t *testing.T, dir string) program {
	t.Helper()
	bin := filepath.Join(dir, "dayafter")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-X main.version=engine -X main.commit=test", "-o", bin, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program{bin, step.Defaults("engine test")}
}

// newEngine makes a cohort of n runners and processes it in one process.
func newEngine(t *testing.T, n int, programIn func(*testing.T, string) program) *engine {
	t.Helper()
	dir, err := os.MkdirTemp("", "dayafter-engine-") // Slurm's sockets need a short path
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	e := &engine{program: programIn(t, dir), dir: dir, manifest: filepath.Join(dir, "manifest.jsonl")}
	season, err := filepath.Abs("../../fixtures/season")
	if err != nil {
		t.Fatal(err)
	}
	var entries []roster.Entry
	files, _ := filepath.Glob(filepath.Join(season, "2025-08-*.fit"))
	for i := range n {
		entry := roster.Entry{Runner: fmt.Sprintf("runner %02d", i), Root: season}
		for k, f := range files {
			if k%7 != i%7 {
				entry.Files = append(entry.Files, filepath.Base(f))
			}
		}
		entries = append(entries, entry)
	}
	data, err := roster.WriteManifest(entries)
	if err == nil {
		err = os.WriteFile(e.manifest, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	e.run(t, "extract", e.manifest, "-o", e.at("one-store"))
	e.run(t, "judge", e.at("one-store"), "-o", e.at("one-tables"))
	e.want = e.rows(t, e.at("one-tables"))
	return e
}

func (e *engine) at(name string) string { return filepath.Join(e.dir, name) }

func (e *engine) run(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command(e.bin, args...).CombinedOutput(); err != nil {
		t.Fatalf("%q: %v: %s", args, err, out)
	}
}

// rows returns the sorted rows of all tables.
func (e *engine) rows(t *testing.T, tables string) []string {
	t.Helper()
	var lines []string
	add(t, &lines, e.options, step.Rows[table.Run], tables, step.RunsTable)
	add(t, &lines, e.options, step.Rows[table.LongRun], tables, step.LongRunsTable)
	add(t, &lines, e.options, step.Rows[table.Runner], tables, step.RunnersTable)
	slices.Sort(lines)
	return lines
}

func add[R any](t *testing.T, lines *[]string, o step.Options, read func(string, string, step.Options, func([]R) error) error, tables, name string) {
	t.Helper()
	err := read(tables, name, o, func(rows []R) error {
		for _, r := range rows {
			text, err := json.Marshal(r)
			if err != nil {
				return err
			}
			*lines = append(*lines, name+string(text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// worker names a live process of the engine's program.
type worker struct {
	pid  int
	args []string
}

// workers returns the live processes that run a step. An ended process has no arguments.
func (e *engine) workers(step string) []worker {
	var live []worker
	processes, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, p := range processes {
		words, err := os.ReadFile(p)
		args := strings.Split(string(words), "\x00")
		if err != nil || len(args) < 2 || args[0] != e.bin || args[1] != step {
			continue
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(p)))
		live = append(live, worker{pid, args})
	}
	return live
}

// kill kills a live worker of extract and returns its line of the manifest; -1 if no
// worker may be killed. It spares a worker whose line has ended two workers, because a
// third end makes a failed row.
func (e *engine) kill(t *testing.T) int {
	t.Helper()
	for _, w := range e.workers("extract") {
		line := e.current(w.args, w.pid)
		if line < 0 || syscall.Kill(w.pid, 0) != nil || syscall.Kill(w.pid, syscall.SIGKILL) != nil {
			continue
		}
		return line
	}
	return -1
}

// current returns the line of the manifest that a worker reads; -1 if it is unknown, or if
// the line has already ended two workers.
func (e *engine) current(args []string, pid int) int {
	shard, of := shardOfArgs(args, pid)
	if of == 0 {
		return -1
	}
	marks, _ := filepath.Glob(filepath.Join(e.at("store"), "extract-*", "attempts", "line-*"))
	newest, at := "", time.Time{}
	for _, m := range marks {
		info, err := os.Stat(m)
		if line := lineOf(m); err == nil && line%of == shard && info.ModTime().After(at) {
			newest, at = m, info.ModTime()
		}
	}
	started, err := os.Stat(fmt.Sprintf("/proc/%d", pid))
	if newest == "" || strings.HasSuffix(newest, ".3") || err != nil || at.Before(started.ModTime()) {
		return -1
	}
	return lineOf(newest)
}

func lineOf(mark string) int {
	name := strings.TrimPrefix(filepath.Base(mark), "line-")
	number, _, _ := strings.Cut(name, ".")
	line, _ := strconv.Atoi(number)
	return line
}

// shardOfArgs returns the shard of a worker's command line or environment.
func shardOfArgs(args []string, pid int) (index, of int) {
	for i, a := range args[:len(args)-1] {
		switch a {
		case "--shard":
			s, _ := step.ParseShard(args[i+1])
			return s.Index, s.Of
		case "--shards":
			of, _ = strconv.Atoi(args[i+1])
		}
	}
	if index, err := strconv.Atoi(environmentOf(pid, "SLURM_ARRAY_TASK_ID")); err == nil {
		return index, of
	}
	return 0, 0
}

// environmentOf returns a variable of a process; empty if the process has none.
func environmentOf(pid int, name string) string {
	environment, _ := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	for _, v := range strings.Split(string(environment), "\x00") {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// killsOf returns how many workers the test kills: a few, or DAYAFTER_KILLS.
func killsOf() int {
	if n, err := strconv.Atoi(os.Getenv("DAYAFTER_KILLS")); err == nil {
		return n
	}
	return 2
}

// GNU parallel finishes a cohort although workers are killed, and makes the same rows as a
// single process.
func TestParallelWithKills(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes for some seconds")
	}
	if _, err := exec.LookPath("parallel"); err != nil && os.Getenv("DAYAFTER_CI") == "" {
		t.Skip("GNU parallel is not installed")
	}
	kills := killsOf()
	e := newEngine(t, 2+kills/2, thisProgram)
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, "sh", "../../fixtures/jobs/parallel.sh", e.manifest, e.at("store"), e.at("tables"), "4")
	cmd.Env = append(os.Environ(), "DAYAFTER="+e.bin, "JOBS=2")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	killed := 0
	for running := true; running; {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("%v: %s", err, out.Bytes())
			}
			running = false
		case <-time.After(20 * time.Millisecond):
			if killed < kills {
				if line := e.kill(t); line >= 0 {
					killed++
					t.Logf("killed the worker that read line %d", line)
				}
			}
		}
	}
	if killed < kills {
		t.Errorf("%d live workers killed, want %d", killed, kills)
	}
	if got := e.rows(t, e.at("tables")); !slices.Equal(got, e.want) {
		t.Errorf("%d rows, want the %d rows of one process", len(got), len(e.want))
	}
}
