package step

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"dayafter/internal/cohort/table"
	"dayafter/internal/roster"
	"dayafter/internal/summary"
	"dayafter/internal/testing/testfile"
)

// season is the folder of recordings that the tests share among their runners.
const season = "../../../fixtures/season"

// daysOf lists the days of recordings of each test runner.
var daysOf = map[string][]string{
	"anna": {"2025-08-1", "2025-08-2"}, "bo": {"2025-08-0"}, "cleo": {"2025-07-2*.fit"}, "dai": {"2025-09"}, "eve": nil,
}

// makeCohort links a few recordings into a folder for each runner, adds a bad file
// and an override, and returns the manifest's path.
func makeCohort(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var entries []roster.Entry
	for _, name := range []string{"anna", "bo", "cleo", "dai", "eve"} {
		root := filepath.Join(dir, "runners", name)
		if err := os.MkdirAll(root, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, days := range daysOf[name] {
			linkAll(t, filepath.Join(season, days+"*"), root)
		}
		entries = append(entries, roster.Entry{Runner: name, Root: "runners/" + name, Settings: map[string]any{"tz": "Europe/Stockholm"}})
	}
	testfile.Put(t, filepath.Join(dir, "runners", "bo", "broken.fit"), []byte("no recording"))
	entries[0].Overrides = map[string]string{"2025-08-12T16:17:00Z run": "long"}
	entries = append(entries, roster.Entry{Runner: "nobody", Root: "runners/nobody"})
	return writeManifest(t, dir, entries)
}

func linkAll(t *testing.T, pattern, folder string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	for _, file := range files {
		if err := os.Link(file, filepath.Join(folder, filepath.Base(file))); err != nil {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			testfile.Put(t, filepath.Join(folder, filepath.Base(file)), data)
		}
	}
}

func writeManifest(t *testing.T, dir string, entries []roster.Entry) string {
	t.Helper()
	data, err := roster.WriteManifest(entries)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "manifest.jsonl")
	testfile.Put(t, path, data)
	return path
}

// runAll runs extract in n shards and judge in m shards, and returns the rows.
func runAll(t *testing.T, manifest string, n, m int) []string {
	t.Helper()
	store, out := t.TempDir(), t.TempDir()
	extractAll(t, manifest, n, store)
	judgeAll(t, store, m, out)
	return sortedRows(t, out)
}

func extractAll(t *testing.T, manifest string, n int, store string) {
	t.Helper()
	for i := range n {
		if _, err := Extract(context.Background(), manifest, Shard{i, n}, store, Defaults("test")); err != nil {
			t.Fatal(err)
		}
	}
}

func judgeAll(t *testing.T, store string, m int, out string) {
	t.Helper()
	for i := range m {
		if _, err := Judge(context.Background(), store, Shard{i, m}, out, Defaults("test")); err != nil {
			t.Fatal(err)
		}
	}
}

// sortedRows returns the rows of all three tables as sorted lines.
func sortedRows(t *testing.T, out string) []string {
	t.Helper()
	var lines []string
	collect[table.Run](t, out, RunsTable, &lines)
	collect[table.LongRun](t, out, LongRunsTable, &lines)
	collect[table.Runner](t, out, RunnersTable, &lines)
	slices.Sort(lines)
	return lines
}

func collect[R any](t *testing.T, out, name string, lines *[]string) {
	t.Helper()
	err := Rows(out, name, Defaults("test"), func(rows []R) error {
		for _, r := range rows {
			text, err := json.Marshal(r)
			if err != nil {
				return err
			}
			*lines = append(*lines, name+" "+string(text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The rows do not depend on the number of shards, or on how the files of a runner are
// distributed over lines.
func TestSameRowsForAnyShards(t *testing.T) {
	manifest := makeCohort(t)
	want := runAll(t, manifest, 1, 1)
	if n := len(want); n < 50 {
		t.Fatalf("%d rows", n)
	}
	for _, shards := range [][2]int{{5, 5}, {7, 3}} {
		if got := runAll(t, manifest, shards[0], shards[1]); !slices.Equal(got, want) {
			t.Errorf("%v shards: other rows", shards)
		}
	}
	if got := runAll(t, scatter(t, manifest), 3, 2); !slices.Equal(got, want) {
		t.Error("scattered files: other rows")
	}
}

func readManifest(t *testing.T, manifest string) []roster.Entry {
	t.Helper()
	data, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := roster.ParseManifest(data)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// scatter puts every file of the manifest on a line of its own, in reverse order.
func scatter(t *testing.T, manifest string) string {
	t.Helper()
	dir := filepath.Dir(manifest)
	var out []roster.Entry
	for _, e := range readManifest(t, manifest) {
		files, _ := os.ReadDir(filepath.Join(dir, e.Root))
		for i := 0; i < len(files); i += 10 {
			part := e
			for _, f := range files[i:min(i+10, len(files))] {
				part.Files = append(part.Files, f.Name())
			}
			out = append(out, part)
		}
		if len(files) == 0 {
			out = append(out, e)
		}
	}
	slices.Reverse(out)
	path := filepath.Join(dir, "scattered.jsonl")
	text, err := roster.WriteManifest(out)
	if err != nil {
		t.Fatal(err)
	}
	testfile.Put(t, path, text)
	return path
}

// A bad file, a runner without a file and a root that is missing become rows.
func TestProblemsBecomeRows(t *testing.T) {
	rows := strings.Join(runAll(t, makeCohort(t), 1, 1), "\n")
	for _, want := range []string{
		`"Runner":"bo","File":"broken.fit","Part":0,"Status":"failed"`,
		`"Runner":"eve","Status":"no activity"`,
		`"Runner":"nobody","Status":"failed","Reason":"cannot read the root: no such file or directory"`,
		`long_runs {"Runner":"anna","Session":"2025-08-12T16:17:00Z run"`, // by an override
	} {
		if !strings.Contains(rows, want) {
			t.Errorf("no row with %s", want)
		}
	}
	if strings.Contains(rows, os.TempDir()) {
		t.Error("a row holds a path of this machine")
	}
}

// Two attempts at the same shard that run at once write the same file.
func TestTwoAttemptsAtOnce(t *testing.T) {
	manifest, store := makeCohort(t), t.TempDir()
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := Extract(context.Background(), manifest, Shard{0, 2}, store, Defaults("test")); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	once := t.TempDir()
	extractAll(t, manifest, 2, once)
	if a, b := readTable(t, store), readTable(t, once); !slices.Equal(a, b) {
		t.Errorf("%d bytes, want the same %d bytes", len(a), len(b))
	}
	if marks, _ := filepath.Glob(filepath.Join(store, "*", attemptsFolder, "*")); len(marks) > 0 {
		t.Errorf("marks of attempts that ended: %q", marks)
	}
}

func readTable(t *testing.T, store string) []byte {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(store, "*", "extract-00000.parquet"))
	if len(files) != 1 {
		t.Fatalf("tables: %q", files)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Judge refuses to start while a shard is missing, after a change of versions, and
// if a table does not have the size that its marker states.
func TestJudgeRefuses(t *testing.T) {
	manifest, store := makeCohort(t), t.TempDir()
	try := func(want string) {
		t.Helper()
		if _, err := Judge(context.Background(), store, Shard{0, 1}, t.TempDir(), Defaults("test")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	try("no result of extract")
	if _, err := Extract(context.Background(), manifest, Shard{0, 2}, store, Defaults("test")); err != nil {
		t.Fatal(err)
	}
	try("shard 1/2 is missing")
	extractAll(t, manifest, 2, store)
	if _, err := Judge(context.Background(), store, Shard{0, 1}, t.TempDir(), Defaults("another")); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Errorf("versions differ: %v", err)
	}
	tables, _ := filepath.Glob(filepath.Join(store, "*", "extract-00001.parquet"))
	if err := os.Truncate(tables[0], 100); err != nil {
		t.Fatal(err)
	}
	try("100 bytes, want")
}

// A line whose worker was killed three times becomes a failed row; an interrupt does not
// count as a kill.
func TestLineThatKillsItsWorker(t *testing.T) {
	manifest, store := makeCohort(t), t.TempDir()
	o := Defaults("test")
	read := o.Digest
	attempts := 0
	o.Digest = func(ctx context.Context, paths []string, jobs int) ([]summary.File, error) {
		if strings.HasSuffix(paths[0], "cleo") {
			attempts++
			panic(errKilled) // leaves the mark, as a killed process does
		}
		return read(ctx, paths, jobs)
	}
	for attempts < mostAttempts {
		if err := survive(func() error { _, err := Extract(context.Background(), manifest, Shard{0, 1}, store, o); return err }); !errors.Is(err, errKilled) {
			t.Fatalf("attempt %d: %v", attempts, err)
		}
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Extract(stopped, manifest, Shard{0, 1}, store, o); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	counts, err := Extract(context.Background(), manifest, Shard{0, 1}, store, o)
	if err != nil || attempts != mostAttempts || counts.Failed != 2 {
		t.Fatalf("%+v after %d attempts, %v", counts, attempts, err)
	}
	out := t.TempDir()
	judgeAll(t, store, 1, out)
	if rows := strings.Join(sortedRows(t, out), "\n"); !strings.Contains(rows, `"Runner":"cleo","Status":"failed","Reason":"reading it ended 3 workers`) {
		t.Error("no failed row")
	}
}

var errKilled = errors.New("killed")

// survive calls do and returns its panic as an error.
func survive(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w", r.(error))
		}
	}()
	return do()
}
