package decisions

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func open(t testing.TB, dir string) *Book {
	t.Helper()
	b, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// decided returns n decisions of different forms.
func decided(n int) map[string]Decision {
	out := map[string]Decision{}
	for i := range n {
		out[fmt.Sprintf("2025-03-%02dT06:30:00Z run", i+1)] = Decision{Class: "easy", Note: fmt.Sprintf("note %d, “quoted”\nand more", i)}
	}
	return out
}

// filled writes a book of n decisions and returns its folder.
func filled(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	if err := open(t, dir).SetSessions("ann", decided(n)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDecisionsAreKeptChangedAndTakenBack(t *testing.T) {
	dir := filled(t, 3)
	b := open(t, dir)
	if got := b.Sessions("ann"); !maps.Equal(got, decided(3)) || len(b.Warnings()) > 0 {
		t.Fatal(got, b.Warnings())
	}
	key := "2025-03-02T06:30:00Z run"
	if err := b.SetSessions("ann", map[string]Decision{key: {}, "new": {Class: "race"}}); err != nil {
		t.Fatal(err)
	}
	got := open(t, dir).Sessions("ann")
	if _, ok := got[key]; ok || got["new"].Class != "race" || len(got) != 3 {
		t.Errorf("decisions after a change and a removal: %v", got)
	}
	if n := len(open(t, dir).Sessions("bob")); n != 0 {
		t.Error("another runner sees", n, "decisions")
	}
}

func TestPlansStandBesideDecisions(t *testing.T) {
	dir := filled(t, 1)
	if err := open(t, dir).SetPlan("ann", "winter", "arms = [\"rest\"]\n"); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir)
	if b.Plans("ann")["winter"] != "arms = [\"rest\"]\n" || len(b.Sessions("ann")) != 1 {
		t.Error(b.Rows())
	}
}

// damages returns ways to damage a file.
func damages() map[string]func([]byte) []byte {
	out := map[string]func([]byte) []byte{
		"empty":             func([]byte) []byte { return nil },
		"another file":      func([]byte) []byte { return []byte("legs felt heavy\n") },
		"binary":            func([]byte) []byte { return bytes.Repeat([]byte{0, 0xff}, 5000) },
		"half":              func(b []byte) []byte { return b[:len(b)/2] },
		"header alone":      func(b []byte) []byte { return b[:bytes.IndexByte(b, '\n')+1] },
		"no last line":      func(b []byte) []byte { return b[:bytes.LastIndexByte(b[:len(b)-1], '\n')+1] },
		"zeros at the end":  func(b []byte) []byte { return append(b[:len(b)-40], make([]byte, 40)...) },
		"one row left out":  func(b []byte) []byte { return cutLine(b, 2) },
		"one row of others": func(b []byte) []byte { return bytes.Replace(b, []byte(`"note 1`), []byte(`"note 7`), 1) },
	}
	for i := range 40 {
		r := rand.New(rand.NewPCG(uint64(i), 1))
		out[fmt.Sprintf("flipped bit %d", i)] = func(b []byte) []byte {
			b[r.IntN(len(b))] ^= 1 << r.IntN(7)
			return b
		}
	}
	return out
}

func cutLine(b []byte, n int) []byte {
	lines := bytes.SplitAfter(b, []byte("\n"))
	return bytes.Join(append(lines[:n:n], lines[n+1:]...), nil)
}

// damage damages a file of the book. It skips the test if the damage does not change the
// file.
func damage(t *testing.T, path string, harm func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	harmed := harm(bytes.Clone(data))
	if bytes.Equal(harmed, data) {
		t.Skip("the damage changed nothing")
	}
	if err := os.WriteFile(path, harmed, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Every decision survives damage to one of the two files. Damage to the main file
// is reported.
func TestDamageToOneFileLosesNothing(t *testing.T) {
	for name, harm := range damages() {
		for _, base := range []string{mainFile, copyFile} {
			t.Run(name+" "+base, func(t *testing.T) { checkDamageToOneFile(t, base, harm) })
		}
	}
}

func checkDamageToOneFile(t *testing.T, base string, harm func([]byte) []byte) {
	t.Helper()
	dir := filled(t, 4)
	damage(t, filepath.Join(dir, base), harm)
	b, err := Open(dir)
	if errors.Is(err, ErrNewer) { // the damage changed the version
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(b.Sessions("ann"), decided(4)) || b.Lost() {
		t.Fatalf("decisions %v, warnings %q; want all of %v", b.Sessions("ann"), b.Warnings(), decided(4))
	}
	if base == mainFile && len(b.Warnings()) != 1 {
		t.Errorf("warnings %q, want one", b.Warnings())
	}
	if again := open(t, dir); !maps.Equal(again.Sessions("ann"), decided(4)) || len(again.Warnings()) > 0 {
		t.Errorf("not repaired: %v %q", again.Sessions("ann"), again.Warnings())
	}
}

// Damage to both files is reported, the sound rows survive, and the damaged files
// are kept.
func TestDamageToBothFilesIsReported(t *testing.T) {
	for name, harm := range damages() {
		t.Run(name, func(t *testing.T) {
			dir := filled(t, 4)
			damage(t, filepath.Join(dir, mainFile), harm)
			data, _ := os.ReadFile(filepath.Join(dir, mainFile))
			damage(t, filepath.Join(dir, copyFile), func([]byte) []byte { return data })
			b, err := Open(dir)
			if errors.Is(err, ErrNewer) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !b.Lost() || len(b.Warnings()) != 1 || !strings.Contains(b.Warnings()[0], mainFile) {
				t.Errorf("lost %v, warnings %q", b.Lost(), b.Warnings())
			}
			for key, d := range b.Sessions("ann") {
				if decided(4)[key] != d {
					t.Errorf("a decision that nobody made: %s %v", key, d)
				}
			}
			for _, base := range []string{mainFile, copyFile} {
				if kept, err := os.ReadFile(filepath.Join(dir, base+".damaged-1")); err != nil || !bytes.Equal(kept, data) {
					t.Errorf("%s was not kept: %v", base, err)
				}
			}
		})
	}
}

func TestAMissingFileIsRestored(t *testing.T) {
	for _, base := range []string{mainFile, copyFile} {
		dir := filled(t, 2)
		os.Remove(filepath.Join(dir, base))
		if b := open(t, dir); !maps.Equal(b.Sessions("ann"), decided(2)) || b.Lost() {
			t.Errorf("%s: %v", base, b.Sessions("ann"))
		}
		if _, err := os.Stat(filepath.Join(dir, base)); err != nil {
			t.Error("not written again:", err)
		}
	}
}

func TestCopiesSetAsideAreNumbered(t *testing.T) {
	dir := filled(t, 2)
	for n := range 3 {
		os.WriteFile(filepath.Join(dir, mainFile), []byte{byte('a' + n)}, 0o600)
		open(t, dir)
	}
	for n := range 3 {
		kept, err := os.ReadFile(fmt.Sprintf("%s.damaged-%d", filepath.Join(dir, mainFile), n+1))
		if err != nil || string(kept) != string(rune('a'+n)) {
			t.Errorf("copy %d: %q %v", n+1, kept, err)
		}
	}
}

func TestANewerFileIsRefusedAndStays(t *testing.T) {
	for _, base := range []string{mainFile, copyFile} {
		dir := filled(t, 2)
		path := filepath.Join(dir, base)
		newer := []byte("{\"dayafter\":\"decisions\",\"version\":2}\nwhat a later program writes\n")
		os.WriteFile(path, newer, 0o600)
		if _, err := Open(dir); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), path) {
			t.Error("error:", err)
		}
		if now, _ := os.ReadFile(path); !bytes.Equal(now, newer) {
			t.Error("the file was changed")
		}
	}
}

func TestAReadOnlyFolderIsRead(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := filled(t, 2)
	os.Chmod(dir, 0o500)
	defer os.Chmod(dir, 0o700)
	b := open(t, dir)
	if !maps.Equal(b.Sessions("ann"), decided(2)) {
		t.Error(b.Sessions("ann"))
	}
	if b.SetSessions("ann", decided(3)) == nil {
		t.Error("writing in a read-only folder was not refused")
	}
}

func TestAPipeIsRefusedAtOnce(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, mainFile), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Error(err)
	}
}

func TestALockedBookWaitsAndReports(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the lock's limit")
	}
	dir := filled(t, 1)
	unlock, err := open(t, dir).lock()
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := open(t, dir).SetSessions("ann", decided(2)); err == nil || !strings.Contains(err.Error(), "another dayafter") {
		t.Error(err)
	}
}

// Several processes decide at once, and one of them is killed again and again.
// No decision that a process reported as written is lost.
func TestProcessesShareABook(t *testing.T) {
	if part := os.Getenv("DECISIONS_CHILD"); part != "" {
		b := open(t, os.Getenv("DECISIONS_DIR"))
		for i := range 20 {
			if err := b.SetSessions(part, map[string]Decision{fmt.Sprint(i): {Class: "key"}}); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	dir := t.TempDir()
	start := func(part string) *exec.Cmd {
		c := exec.Command(os.Args[0], "-test.run=^TestProcessesShareABook$")
		c.Env = append(os.Environ(), "DECISIONS_CHILD="+part, "DECISIONS_DIR="+dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	writers := []*exec.Cmd{start("ann"), start("bob")}
	for i := range 5 {
		c := start("killed")
		time.Sleep(time.Duration(5+7*i) * time.Millisecond)
		c.Process.Kill()
		c.Wait()
	}
	for _, c := range writers {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	b := open(t, dir)
	if len(b.Sessions("ann")) != 20 || len(b.Sessions("bob")) != 20 || b.Lost() {
		t.Error(len(b.Sessions("ann")), len(b.Sessions("bob")), b.Warnings())
	}
}

func TestExportIsReadBack(t *testing.T) {
	b := open(t, filled(t, 3))
	var out bytes.Buffer
	if err := b.Export(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := ParseExport(&out)
	if err != nil {
		t.Fatal(err)
	}
	other := open(t, t.TempDir())
	if n, err := other.Add(rows); n != 3 || err != nil {
		t.Error(n, err)
	}
	if n, err := other.Add(rows); n != 0 || err != nil {
		t.Error("again:", n, err)
	}
	if !maps.Equal(other.Sessions("ann"), decided(3)) {
		t.Error(other.Sessions("ann"))
	}
}

func TestBadExportsAreRefused(t *testing.T) {
	for _, text := range []string{"", "{}", "[{}]", `[{"runner":"a","topic":"shoe","key":"k"}]`, `[{"runner":"a","topic":"session","key":"k","lat":1}]`} {
		if rows, err := ParseExport(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %v", text, rows)
		}
	}
}
