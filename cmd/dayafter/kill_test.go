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

	"dayafter/internal/app"
	"dayafter/internal/classify"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/store"
)

// killing is a season with one decision of the runner's, and what the program
// makes of it when nothing disturbs it.
type killing struct {
	inputs   string
	cache    string // a store that knows the inputs and the decision
	decided  string // session key
	old, new []byte // workbooks: the earlier one, and the one that replaces it
	took     time.Duration
}

// A workbook that is replaced, the decision in it and the store outlive kill -9
// at any moment; the next run makes good and leaves nothing behind.
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
	k := &killing{inputs: t.TempDir(), cache: filepath.Join(t.TempDir(), "cache")}
	files, _ := filepath.Glob(fixture(t, "season/2025-0[78]-*"))
	for _, f := range files {
		put(t, filepath.Join(k.inputs, filepath.Base(f)), readFile(t, f))
	}
	old := time.Now().Add(-time.Hour)
	for _, name := range namesIn(t, k.inputs) {
		os.Chtimes(filepath.Join(k.inputs, name), old, old)
	}
	for _, r := range scan(t, "", k.inputs) {
		if r.Class != nil && *r.Class == "long" && (k.decided == "" || *r.Session < k.decided) {
			k.decided = *r.Session
		}
	}
	k.decide(t, store.Override{Class: "easy", Note: "legs like lead"})
	book := filepath.Join(t.TempDir(), "season.xlsx")
	dayafter(t, exitOK, "season", "--cache", k.cache, k.inputs, "-o", book)
	k.old = readFile(t, book)
	begin := time.Now()
	dayafter(t, exitOK, k.seasonArgs(k.cache, book)...)
	k.took = time.Since(begin)
	k.new = readFile(t, book)
	if bytes.Equal(k.old, k.new) {
		t.Fatal("the two workbooks must differ")
	}
	return k
}

// decide puts the decision into the store.
func (k *killing) decide(t *testing.T, o store.Override) {
	t.Helper()
	s, err := store.Open(k.cache, app.StoreVersion())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.SetOverrides("default", map[string]store.Override{k.decided: o}); err != nil {
		t.Fatal(err)
	}
}

func (k *killing) seasonArgs(cache, book string) []string {
	return []string{"season", "--cache", cache, "--to", "2025-08-20", k.inputs, "-o", book}
}

// scene is a folder with a workbook and a store before a run that is killed.
type scene struct {
	*killing
	folder, cache, book string
}

// prepare makes one of three scenes: the decision in the earlier workbook and a
// cold store; in both; in the store alone.
func (k *killing) prepare(t *testing.T, i int) scene {
	t.Helper()
	c := scene{killing: k, folder: t.TempDir(), cache: filepath.Join(t.TempDir(), "cache")}
	c.book = filepath.Join(c.folder, "season.xlsx")
	if i%3 != 2 {
		put(t, c.book, k.old)
	}
	if i%3 != 0 {
		if err := os.CopyFS(c.cache, os.DirFS(k.cache)); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (c scene) args() []string { return c.seasonArgs(c.cache, c.book) }

// awaitTemp waits until the program has begun to write a file.
func (c scene) awaitTemp(p *process) bool {
	for begin := time.Now(); time.Since(begin) < 20*time.Second; {
		entries, _ := os.ReadDir(c.folder)
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), tempPrefix) {
				return true
			}
		}
		if _, err := os.Stat(p.peak); err == nil {
			return false // it has ended
		}
	}
	return false
}

func (c scene) temps(t *testing.T) []string {
	t.Helper()
	return slices.DeleteFunc(namesIn(t, c.folder), func(name string) bool { return !strings.HasPrefix(name, tempPrefix) })
}

// check looks at what the killed run left, lets another run, and looks again.
func (c scene) check(t *testing.T, i int) {
	t.Helper()
	for _, name := range []string{c.book, beside(c.book, ".backup")} {
		data, err := os.ReadFile(name)
		if err == nil && !bytes.Equal(data, c.old) && !bytes.Equal(data, c.new) || err != nil && i%3 != 2 && name == c.book {
			t.Errorf("run %d: %s is torn or lost: %d bytes, %v", i, name, len(data), err)
		}
	}
	dayafter(t, exitOK, c.args()...)
	if !bytes.Equal(readFile(t, c.book), c.new) {
		t.Errorf("run %d: the next run gives another workbook", i)
	}
	if left := c.temps(t); len(left) > 0 {
		t.Errorf("run %d: left behind: %q", i, left)
	}
	c.checkDecision(t, i)
}

// checkDecision looks for the runner's decision in the workbook and in the store.
func (c scene) checkDecision(t *testing.T, i int) {
	t.Helper()
	kept, err := readBack(c.book)
	if err != nil {
		t.Fatal(err)
	}
	if kept.Classes[c.decided] != classify.Easy || kept.Notes[c.decided] != "legs like lead" {
		t.Errorf("run %d: the workbook lost the decision", i)
	}
	s, err := store.Open(c.cache, app.StoreVersion())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := s.Overrides("default")
	if err != nil || all[c.decided] != (store.Override{Class: "easy", Note: "legs like lead"}) {
		t.Errorf("run %d: the store lost the decision: %v %v", i, all, err)
	}
}

// The check must see a torn workbook.
func TestATornWorkbookIsSeen(t *testing.T) {
	whole := readFile(t, writeSeason(t))
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
