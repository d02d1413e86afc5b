package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/classify"
	"dayafter/internal/disk"
	"dayafter/internal/output"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/store/decisions"
	"dayafter/internal/testing/testfile"
)

// killing holds a season with one decision of the runner, and the results of the program
// when nothing disturbs it.
type killing struct {
	inputs   string
	cache    string // a store that knows the inputs
	data     string // holds the decision
	decided  string // session key
	old, new []byte // workbooks: the earlier one, and the one that replaces it
	took     time.Duration
}

// The old workbook, the decision in it and the store survive kill -9 at any moment. The
// next run of the program finishes the work and leaves no temporary file.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("dozens of processes")
	}
	k := newKilling(t)
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	n := many(t, "DAYAFTER_KILLS", 9)
	killed, during, temps := 0, 0, 0
	for i := range n {
		c := k.prepare(t, i)
		p := start(t, c.args()...)
		if i%2 == 1 && c.awaitTemp(p) {
			during++
		} else {
			time.Sleep(time.Duration(rng.Float64() * 1.1 * float64(k.took)))
		}
		p.Process.Kill()
		if p.wait(t) == -1 {
			killed++
		}
		temps += len(c.temps(t))
		c.check(t, i)
	}
	t.Logf("%d runs, %d killed before their end, %d of them while a file was written, %d temporary files left and swept", n, killed, during, temps)
	if n > 5 && killed < n/4 {
		t.Errorf("only %d of %d runs were killed before their end", killed, n)
	}
}

func newKilling(t *testing.T) *killing {
	t.Helper()
	k := &killing{inputs: t.TempDir(), cache: filepath.Join(t.TempDir(), "cache"), data: filepath.Join(t.TempDir(), "data")}
	files, _ := filepath.Glob(fixture(t, "season/2025-0[78]-*"))
	for _, f := range files {
		testfile.Put(t, filepath.Join(k.inputs, filepath.Base(f)), testfile.Read(t, f))
	}
	old := time.Now().Add(-time.Hour)
	for _, name := range testfile.Names(t, k.inputs) {
		os.Chtimes(filepath.Join(k.inputs, name), old, old)
	}
	for _, r := range scan(t, "", k.inputs) {
		if r.Class != nil && *r.Class == "long" && (k.decided == "" || *r.Session < k.decided) {
			k.decided = *r.Session
		}
	}
	if err := openBook(t, k.data).SetSessions("default", map[string]decisions.Decision{k.decided: legsLikeLead}); err != nil {
		t.Fatal(err)
	}
	book := filepath.Join(t.TempDir(), "season.xlsx")
	dayafter(t, exitOK, "season", "--cache", k.cache, "--data", k.data, k.inputs, "-o", book)
	k.old = testfile.Read(t, book)
	begin := time.Now()
	dayafter(t, exitOK, k.seasonArgs(k.cache, k.data, book)...)
	k.took = time.Since(begin)
	k.new = testfile.Read(t, book)
	if bytes.Equal(k.old, k.new) {
		t.Fatal("the two workbooks must differ")
	}
	return k
}

// legsLikeLead is the decision that must survive every kill.
var legsLikeLead = decisions.Decision{Class: "easy", Note: "legs like lead"}

// openBook opens the decisions in a data folder, which must be sound.
func openBook(t *testing.T, data string) *decisions.Book {
	t.Helper()
	b, err := decisions.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Warnings()) > 0 {
		t.Errorf("the decisions in %s: %q", data, b.Warnings())
	}
	return b
}

func (k *killing) seasonArgs(cache, data, book string) []string {
	return []string{"season", "--cache", cache, "--data", data, "--to", "2025-08-20", k.inputs, "-o", book}
}

// scene is a folder with a workbook, decisions and a store before a run that is
// killed.
type scene struct {
	*killing
	folder, cache, data, book string
}

// prepare makes one of three scenes: the decision in the earlier workbook alone; in
// both; in the data folder alone.
func (k *killing) prepare(t *testing.T, i int) scene {
	t.Helper()
	c := scene{killing: k, folder: t.TempDir(), cache: filepath.Join(t.TempDir(), "cache"), data: filepath.Join(t.TempDir(), "data")}
	c.book = filepath.Join(c.folder, "season.xlsx")
	if i%3 != 2 {
		testfile.Put(t, c.book, k.old)
	}
	if i%3 != 0 {
		for to, from := range map[string]string{c.cache: k.cache, c.data: k.data} {
			if err := os.CopyFS(to, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

func (c scene) args() []string { return c.seasonArgs(c.cache, c.data, c.book) }

// awaitTemp waits until the program has begun to write a file.
func (c scene) awaitTemp(p *process) bool {
	for begin := time.Now(); time.Since(begin) < 20*time.Second; {
		entries, _ := os.ReadDir(c.folder)
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), disk.TempPrefix) {
				return true
			}
		}
		if _, err := os.Stat(p.peak); err == nil {
			return false // it has ended
		}
		time.Sleep(100 * time.Microsecond)
	}
	return false
}

func (c scene) temps(t *testing.T) []string {
	t.Helper()
	return slices.DeleteFunc(testfile.Names(t, c.folder), func(name string) bool { return !strings.HasPrefix(name, disk.TempPrefix) })
}

// check checks the files that the killed process left, runs the program again, and checks
// the files again.
func (c scene) check(t *testing.T, i int) {
	t.Helper()
	for _, name := range []string{c.book, disk.Beside(c.book, ".backup")} {
		data, err := os.ReadFile(name)
		if err == nil && !bytes.Equal(data, c.old) && !bytes.Equal(data, c.new) || err != nil && i%3 != 2 && name == c.book {
			t.Errorf("run %d: %s is torn or lost: %d bytes, %v", i, name, len(data), err)
		}
	}
	dayafter(t, exitOK, c.args()...)
	if !bytes.Equal(testfile.Read(t, c.book), c.new) {
		t.Errorf("run %d: the next run gives another workbook", i)
	}
	if left := c.temps(t); len(left) > 0 {
		t.Errorf("run %d: left behind: %q", i, left)
	}
	c.checkDecision(t, i)
}

// checkDecision looks for the runner's decision in the workbook and in the data folder.
func (c scene) checkDecision(t *testing.T, i int) {
	t.Helper()
	earlier, err := output.Paths{Book: c.book}.Open()
	if err != nil {
		t.Fatal(err)
	}
	kept := earlier.Kept
	if kept.Classes[c.decided].Class != classify.Easy || kept.Notes[c.decided] != "legs like lead" {
		t.Errorf("run %d: the workbook lost the decision", i)
	}
	if got := openBook(t, c.data).Sessions("default")[c.decided]; got != legsLikeLead {
		t.Errorf("run %d: the data folder lost the decision: %v", i, got)
	}
}

// The check must fail for a truncated workbook.
func TestATornWorkbookIsSeen(t *testing.T) {
	whole := testfile.Read(t, writeSeason(t))
	for _, cut := range []int{len(whole) - 1, len(whole) / 2, 100} {
		if _, err := xlsx.ReadBack(bytes.NewReader(whole[:cut]), int64(cut)); err == nil {
			t.Errorf("the first %d of %d bytes pass for a workbook", cut, len(whole))
		}
	}
}

// writeSeason writes the fixture's workbook and returns its path.
func writeSeason(t *testing.T, args ...string) string {
	t.Helper()
	book := filepath.Join(t.TempDir(), "season.xlsx")
	dayafter(t, exitOK, append([]string{"season", "--no-cache", fixture(t, "season"), "-o", book}, args...)...)
	return book
}
