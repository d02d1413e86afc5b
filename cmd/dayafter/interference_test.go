//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"dayafter/internal/disk"
	"dayafter/internal/store"
	"dayafter/internal/testing/synth"
	"dayafter/internal/testing/testfile"
)

// asNobody makes the child run without the rights of root, and lets it reach the program
// and the folders. It changes nothing if the test does not run as root.
func (p *process) asNobody(t *testing.T, folders ...string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	const nobody = 65534
	p.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	p.Env = slices.DeleteFunc(p.Env, func(v string) bool { return strings.HasPrefix(v, peakFile) })
	p.Env = append(p.Env, "HOME="+t.TempDir(), "XDG_DATA_HOME=/nonexistent")
	for _, f := range append(folders, filepath.Dir(p.Path)) {
		for _, dir := range []string{f, filepath.Dir(f)} {
			info, err := os.Stat(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(dir, info.Mode().Perm()|0o055); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func (p *process) run(t *testing.T) int {
	t.Helper()
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p.wait(t)
}

func TestUnreadableFile(t *testing.T) {
	folder := t.TempDir()
	for i, name := range []string{"readable.gpx", "secret.gpx"} {
		path := filepath.Join(folder, name)
		testfile.Put(t, path, testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx")))
		os.Chmod(path, []os.FileMode{0o644, 0}[i])
	}
	p := newProcess(t, "scan", "--no-cache", folder)
	p.asNobody(t, folder)
	if code := p.run(t); code != exitUnusable || !strings.Contains(p.out.String(), "secret.gpx: permission denied") ||
		!strings.Contains(p.out.String(), "read 2 = runs 1 + other sports 0 + duplicates 0 + not activities 0 + failed 1") {
		t.Errorf("exit code %d:\n%s%s", code, p.out.String(), p.errs.String())
	}
}

func TestReadOnlyFolder(t *testing.T) {
	old := testfile.Read(t, writeSeason(t))
	folder := t.TempDir()
	book := filepath.Join(folder, "season.xlsx")
	testfile.Put(t, book, old)
	os.Chmod(book, 0o644)
	input := filepath.Join(t.TempDir(), "run.gpx")
	testfile.Put(t, input, testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx")))
	os.Chmod(input, 0o644)
	p := newProcess(t, "season", "--no-cache", input, "-o", book)
	p.asNobody(t, folder, filepath.Dir(input))
	os.Chmod(folder, 0o555)
	defer os.Chmod(folder, 0o755)
	if code := p.run(t); code != exitNoResult || !strings.Contains(p.errs.String(), "cannot write") {
		t.Errorf("exit code %d: %s", code, p.errs.String())
	}
	if !bytes.Equal(testfile.Read(t, book), old) || len(testfile.Names(t, folder)) != 1 {
		t.Errorf("the folder changed: %q", testfile.Names(t, folder))
	}
}

// A store that cannot be written causes a warning and changes no result.
func TestReadOnlyStore(t *testing.T) {
	cache, input := t.TempDir(), filepath.Join(t.TempDir(), "run.gpx")
	testfile.Put(t, input, testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx")))
	os.Chmod(input, 0o644)
	p := newProcess(t, "scan", "--cache", cache, input)
	p.asNobody(t, cache, filepath.Dir(input))
	os.Chmod(cache, 0o555)
	if code := p.run(t); code != exitOK || !strings.Contains(p.errs.String(), "nothing will be remembered") || !strings.Contains(p.out.String(), "runs 1") {
		t.Errorf("exit code %d:\n%s%s", code, p.out.String(), p.errs.String())
	}
}

// small mounts a file system of the given kB in memory.
func small(t *testing.T, kB int) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", kB), "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("mounting is not permitted here: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	return dir
}

// fill fills a small file system until the given kB are left.
func fill(t *testing.T, dir string, left int) {
	t.Helper()
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		t.Fatal(err)
	}
	if free := int(uint64(fs.Bavail)*uint64(fs.Bsize)>>10) - left; free > 0 {
		testfile.Put(t, filepath.Join(dir, "fill"), make([]byte, free<<10))
	}
}

// The disk becomes full while the backup or the workbook is written, or not at all. In each
// case the earlier workbook stays complete.
func TestDiskFullForTheWorkbook(t *testing.T) {
	old := testfile.Read(t, writeSeason(t))
	size := len(old) >> 10
	dir := small(t, 2048)
	wrote := map[bool]int{}
	for _, left := range []int{0, size / 2, size + size/4, size + size*3/4, 3 * size} {
		book := filepath.Join(dir, "season.xlsx")
		testfile.Put(t, book, old)
		fill(t, dir, left)
		p := start(t, "season", "--no-cache", "--from", "2025-08-01", fixture(t, "season"), "-o", book)
		code := p.wait(t)
		now := testfile.Read(t, book)
		if whole := bytes.Equal(now, old); code == exitOK && whole || code != exitOK && (code != exitNoResult || !whole) ||
			code != exitOK && !strings.Contains(p.errs.String(), "no space left") {
			t.Errorf("%d kB left: exit code %d, the earlier workbook is whole: %v\n%s", left, code, whole, p.errs.String())
		}
		wrote[code == exitOK]++
		for _, name := range testfile.Names(t, dir) {
			if strings.HasPrefix(name, disk.TempPrefix) {
				t.Errorf("%d kB left: %s stays", left, name)
			}
			os.Remove(filepath.Join(dir, name))
		}
	}
	if wrote[true] == 0 || wrote[false] < 3 {
		t.Errorf("%d written and %d refused: the test does not reach every stage", wrote[true], wrote[false])
	}
}

// The disk has too little space for the store. No result changes, and a sound store is not
// set aside.
func TestDiskFullForTheStore(t *testing.T) {
	sound := t.TempDir()
	dayafter(t, exitOK, "scan", "--cache", sound, fixture(t, "season"))
	plain := dayafter(t, exitOK, "scan", "--no-cache", fixture(t, "season"), fixture(t, "broken/sound.gpx")).out.String()
	dir := small(t, 4096)
	for _, left := range []int{0, 24, 40, 56, 72, 88, 104, 136, 200, 1000} {
		cache := filepath.Join(dir, "cache")
		if err := os.CopyFS(cache, os.DirFS(sound)); err != nil {
			t.Fatal(err)
		}
		fill(t, dir, left)
		p := dayafter(t, exitOK, "scan", "--cache", cache, fixture(t, "season"), fixture(t, "broken/sound.gpx"))
		if p.out.String() != plain {
			t.Errorf("%d kB left: another result", left)
		}
		if names := testfile.Names(t, cache); slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, ".aside") }) {
			t.Errorf("%d kB left: a sound store was set aside: %q", left, names)
		}
		os.Remove(filepath.Join(dir, "fill"))
		os.RemoveAll(cache)
	}
}

// The disk has too little space for the decisions. Earlier decisions survive, and decisions
// that cannot be kept are reported.
func TestDiskFullForTheDecisions(t *testing.T) {
	export := filepath.Join(t.TempDir(), "decisions.json")
	const row = `{"runner": "default", "topic": "session", "key": "%d", "class": "easy"}`
	testfile.Put(t, export, []byte("["+fmt.Sprintf(row, 1)+","+fmt.Sprintf(row, 2)+"]"))
	dir := small(t, 1024)
	data := filepath.Join(dir, "data")
	dayafter(t, exitOK, "decisions", "import", export, "--data", data)
	var more []string
	for i := range 2000 {
		more = append(more, fmt.Sprintf(row, 10+i))
	}
	testfile.Put(t, export, []byte("["+strings.Join(more, ",")+"]"))
	fill(t, dir, 100)
	if p := dayafter(t, exitNoResult, "decisions", "import", export, "--data", data); !strings.Contains(p.errs.String(), "no space left") {
		t.Error(p.errs.String())
	}
	if all := openBook(t, data).Sessions("default"); all["1"].Class != "easy" || all["2"].Class != "easy" {
		t.Error("a decision is lost:", all)
	}
}

// The program refuses a pipe, a device or a folder where the user should name a file.
func TestNamedFilesAreFiles(t *testing.T) {
	pipe, gpx := filepath.Join(t.TempDir(), "pipe"), fixture(t, "season/2025-07-09-0621.gpx")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"scan", gpx, "--config"}, {"season", gpx, "--mornings"}, {"today", gpx, "--experiment"}, {"decisions", "import"}, {"scan"},
	} {
		for _, path := range []string{pipe, "/dev/zero", filepath.Dir(pipe)} {
			if args[len(args)-1] == "scan" && path != pipe && path != "/dev/zero" {
				continue // scan accepts a folder
			}
			begin := time.Now()
			var out, errs bytes.Buffer
			code := run(t.Context(), append(append([]string{"dayafter"}, args...), path), &out, &errs)
			if code == exitOK || !strings.Contains(errs.String(), path) || time.Since(begin) > 2*time.Second {
				t.Errorf("%v %s: exit code %d after %v: %s", args, path, code, time.Since(begin), errs.String())
			}
		}
	}
}

// long writes a folder of runs that one worker needs seconds to read.
func long(t *testing.T, n int) string {
	t.Helper()
	folder := t.TempDir()
	if err := synth.Corpus(folder, n, synth.CorpusOptions{Format: "gpx", Seed: 8}); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	for _, name := range testfile.Names(t, folder) {
		os.Chtimes(filepath.Join(folder, name), old, old)
	}
	return folder
}

// reading waits until the child has opened its store.
func reading(t *testing.T, cache string) {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < 20*time.Second; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(filepath.Join(cache, "runners.db-wal")); err == nil {
			return
		}
	}
	t.Fatal("the program does not begin")
}

// When the program is interrupted, it remembers the files that it has read, leaves the
// earlier workbook unchanged and ends with exit code 130.
func TestInterrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("large inputs")
	}
	const n = 120
	inputs, old := long(t, n), testfile.Read(t, writeSeason(t))
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		kept, wait := 0, 150*time.Millisecond
		for tries := 0; tries < 8 && (kept == 0 || kept == n); tries++ {
			if kept = interrupt(t, signal, wait, inputs, old); kept == 0 { // a slow machine
				wait *= 2
			} else {
				wait /= 2
			}
		}
		if kept == 0 || kept >= n {
			t.Errorf("%v: %d of %d files are remembered", signal, kept, n)
		}
		t.Logf("%v: %d of %d files had been read and are kept", signal, kept, n)
	}
}

// interrupt runs season over an old workbook, interrupts it after wait, and returns how
// many files are remembered. It fails unless the workbook is the old one or, if the signal
// came too late, a complete new one.
func interrupt(t *testing.T, signal os.Signal, wait time.Duration, inputs string, old []byte) int {
	t.Helper()
	folder, cache := t.TempDir(), filepath.Join(t.TempDir(), "cache")
	book := filepath.Join(folder, "season.xlsx")
	testfile.Put(t, book, old)
	p := start(t, "season", "--jobs", "1", "--cache", cache, inputs, "-o", book)
	reading(t, cache)
	time.Sleep(wait)
	p.Process.Signal(signal)
	code := p.wait(t)
	if code != exitOK && (code != exitInterrupted || !strings.Contains(p.errs.String(), "interrupted; nothing was overwritten")) {
		t.Errorf("%v: exit code %d\n%s%s", signal, code, p.out.String(), p.errs.String())
	}
	if code == exitInterrupted && (!bytes.Equal(testfile.Read(t, book), old) || len(testfile.Names(t, folder)) != 1) {
		t.Errorf("%v: the folder changed: %q", signal, testfile.Names(t, folder))
	}
	var info store.Info
	if err := json.Unmarshal(dayafter(t, exitOK, "cache", "--json", "--cache", cache, "info").out.Bytes(), &info); err != nil {
		t.Fatal(err)
	}
	return int(info.Files)
}

// Several processes share one store and write into one folder, some into one file.
func TestProcessesAtOnce(t *testing.T) {
	want := testfile.Read(t, writeSeason(t))
	folder, cache := t.TempDir(), filepath.Join(t.TempDir(), "cache")
	for round := range 2 { // cold, then warm
		var all []*process
		for i := range 4 {
			book := filepath.Join(folder, fmt.Sprintf("season-%d.xlsx", i/2))
			all = append(all, start(t, "season", "--cache", cache, fixture(t, "season"), "-o", book))
		}
		for i, p := range all {
			if code := p.wait(t); code != exitOK {
				t.Errorf("round %d, process %d: exit code %d\n%s", round, i, code, p.errs.String())
			}
		}
		if names := testfile.Names(t, folder); !slices.Equal(names, []string{"season-0.html", "season-0.xlsx", "season-1.html", "season-1.xlsx"}) {
			t.Errorf("round %d: the folder holds %q", round, names)
		}
		for i := range 2 {
			if !bytes.Equal(testfile.Read(t, filepath.Join(folder, fmt.Sprintf("season-%d.xlsx", i))), want) {
				t.Errorf("round %d: workbook %d differs from the one that a single process writes", round, i)
			}
		}
	}
}

// Files vanish, shrink, grow and turn into pipes between listing and reading. The results
// of the other files do not change, and every file is accounted for.
func TestFilesChangeWhileReading(t *testing.T) {
	if testing.Short() {
		t.Skip("large inputs")
	}
	const n = 90
	inputs, cache := long(t, n), filepath.Join(t.TempDir(), "cache")
	names := testfile.Names(t, inputs)
	quiet := ownMeasures(t, dayafter(t, exitOK, "scan", "--json", "--no-cache", inputs).out.Bytes())
	p := start(t, "scan", "--json", "--jobs", "1", "--cache", cache, inputs)
	reading(t, cache)
	time.Sleep(100 * time.Millisecond)
	touched := names[n-15:]
	for i, name := range touched {
		path := filepath.Join(inputs, name)
		switch i % 5 {
		case 0:
			os.Remove(path)
		case 1:
			os.Truncate(path, 40_000)
		case 2:
			testfile.Put(t, path, []byte("no longer a track\n"))
		case 3:
			os.Remove(path)
			syscall.Mkfifo(path, 0o600)
		case 4:
			testfile.Put(t, path, testfile.Read(t, fixture(t, "season/2025-07-18-1930.fit")))
		}
	}
	if code := p.wait(t); code != exitUnusable {
		t.Errorf("exit code %d, want %d\n%s", code, exitUnusable, p.errs.String())
	}
	got := ownMeasures(t, p.out.Bytes())
	if !strings.Contains(p.errs.String(), fmt.Sprintf("read %d = ", len(got))) {
		t.Errorf("%d files in the output: %s", len(got), p.errs.String())
	}
	for i, name := range names {
		removed := i >= n-len(touched) && (i-n+len(touched))%5 == 0 // perhaps before it was listed
		if m, ok := got[name]; !ok && !removed || ok && !slices.Contains(touched, name) && m != quiet[name] {
			t.Errorf("%s: %s, want %s", name, m, quiet[name])
		}
	}
}

// Names may hold anything that a file system takes.
func TestNamesOfAnyBytes(t *testing.T) {
	folder := t.TempDir()
	names := []string{"not\xffutf8.gpx", "esc\x1b[2J\x1b]0;owned\a.gpx", "two\nlines.gpx", "\u202efig.gpx", "=1+1.gpx", "csi\u009b31m.gpx", "-o.gpx"}
	run := testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx"))
	for i, name := range names {
		day := []byte(fmt.Sprintf("2025-07-%02dT", 9+i))
		if err := os.WriteFile(filepath.Join(folder, name), bytes.ReplaceAll(run, []byte("2025-07-09T"), day), 0o600); err != nil {
			t.Skip("this file system takes no such names:", err)
		}
	}
	for _, args := range [][]string{{"scan"}, {"scan", "--json"}, {"scan", "--csv"}, {"season", "-o", filepath.Join(t.TempDir(), "s.xlsx")}, {"zones"}} {
		p := dayafter(t, exitOK, append(args, "--no-cache", folder)...)
		checkText(t, strings.Join(args, " "), p.out.Bytes())
		checkText(t, strings.Join(args, " "), p.errs.Bytes())
		if all := p.out.String() + p.errs.String(); !strings.Contains(all, fmt.Sprintf("read %d = runs %d ", len(names), len(names))) && args[0] != "zones" {
			t.Errorf("%q: not all were read:\n%s", args, all)
		}
	}
}

// After the clock was set back, the files' times lie in the future. The program does not
// trust such times, so it notices a change that leaves size and time the same.
func TestClockSetBack(t *testing.T) {
	folder, cache := t.TempDir(), filepath.Join(t.TempDir(), "cache")
	path := filepath.Join(folder, "run.gpx")
	run := testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx"))
	later := time.Now().Add(400 * 24 * time.Hour)
	var seen []string
	for _, year := range []string{"2025", "2024"} {
		testfile.Put(t, path, bytes.ReplaceAll(run, []byte("2025-07-09T"), []byte(year+"-07-09T")))
		os.Chtimes(path, later, later)
		seen = append(seen, dayafter(t, exitOK, "scan", "--cache", cache, folder).out.String())
	}
	if !strings.Contains(seen[0], "2025-07-09") || !strings.Contains(seen[1], "2024-07-09") {
		t.Errorf("a changed file was not read again:\n%s%s", seen[0], seen[1])
	}
}

// If the output is a pipe, a folder, or a workbook or page of another program, the program
// refuses it before it reads anything, and leaves it unchanged.
func TestOutputIsSomethingElse(t *testing.T) {
	folder := t.TempDir()
	pipe, dir, notes := filepath.Join(folder, "pipe.xlsx"), filepath.Join(folder, "dir.xlsx"), filepath.Join(folder, "notes.xlsx")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	testfile.Put(t, notes, []byte("my own notes"))
	page := filepath.Join(folder, "own.html")
	testfile.Put(t, page, []byte("<p>my own page"))
	for _, path := range []string{pipe, dir, notes, page} {
		p := dayafter(t, exitNoResult, "season", "--no-cache", fixture(t, "season"), "-o", path)
		if p.out.Len() > 0 || !strings.Contains(p.errs.String(), path) {
			t.Errorf("%s: %s%s", path, p.out.String(), p.errs.String())
		}
	}
	p := dayafter(t, exitNoResult, "season", "--no-cache", fixture(t, "season"), "-o", filepath.Join(folder, "own.xlsx"))
	if !strings.Contains(p.errs.String(), page) {
		t.Errorf("a workbook beside a page of somebody else: %s", p.errs.String())
	}
	if string(testfile.Read(t, notes)) != "my own notes" || len(testfile.Names(t, folder)) != 4 {
		t.Errorf("the folder changed: %q", testfile.Names(t, folder))
	}
}
