package store

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// oldTables creates the tables of runners.db in schema 1.
const oldTables = `
	CREATE TABLE run (runner TEXT, sha BLOB, mark INTEGER NOT NULL, version TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL,
		PRIMARY KEY (runner, sha));
	CREATE INDEX run_mark ON run (runner, sha, mark);
	CREATE TABLE override (runner TEXT, session TEXT, class TEXT NOT NULL, note TEXT NOT NULL, crc INTEGER NOT NULL,
		PRIMARY KEY (runner, session)) WITHOUT ROWID;
	INSERT INTO run VALUES ('ann', x'00', 0, '', '/home/jane/run.fit', 0);
	PRAGMA user_version = 1`

// oldStore writes a cache folder of schema 1 with two decisions.
func oldStore(t *testing.T) (dir string, want []OldDecision) {
	t.Helper()
	dir = t.TempDir()
	want = []OldDecision{{"ann", "2025-03-01", "long", ""}, {"ann", "2025-03-02", "", "legs like lead"}}
	db, err := sql.Open("sqlite", filepath.Join(dir, runnersFile))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(oldTables); err != nil {
		t.Fatal(err)
	}
	for _, d := range want {
		if _, err := db.Exec("INSERT INTO override VALUES (?, ?, ?, ?, ?)", d.Runner, d.Session, d.Class, d.Note, d.sum()); err != nil {
			t.Fatal(err)
		}
	}
	return dir, want
}

func TestOldDecisionsAreReadBeforeAndAfterTheUpgrade(t *testing.T) {
	dir, want := oldStore(t)
	for range 2 {
		all, lost, err := OldDecisions(dir)
		if err != nil || lost != 0 || !slices.Equal(all, want) {
			t.Errorf("%v, %d lost, %v", all, lost, err)
		}
		closed(t, open(t, dir, "1"))
	}
	data, err := os.ReadFile(filepath.Join(dir, runnersFile))
	if err != nil || bytes.Contains(data, []byte("/home/jane")) {
		t.Error("the upgraded file holds a path of the old one:", err)
	}
}

func TestNoOldDecisions(t *testing.T) {
	fresh := t.TempDir()
	closed(t, open(t, fresh, "1"))
	for _, dir := range []string{fresh, t.TempDir(), filepath.Join(t.TempDir(), "missing")} {
		if all, lost, err := OldDecisions(dir); len(all) > 0 || lost > 0 || err != nil {
			t.Error(all, lost, err)
		}
	}
}

// Whichever bit of the file flips, no decision changes, and none disappears without a
// report.
func TestDamageToOldDecisionsIsReported(t *testing.T) {
	sound, want := oldStore(t)
	whole, err := os.ReadFile(filepath.Join(sound, runnersFile))
	if err != nil {
		t.Fatal(err)
	}
	row := bytes.Index(whole, []byte("legs like lead"))
	for name, harm := range map[string]func([]byte) []byte{
		"no database":    func([]byte) []byte { return []byte("this is no database, but long enough to look at") },
		"header alone":   func(b []byte) []byte { return b[:100] },
		"half":           func(b []byte) []byte { return b[:len(b)/2] },
		"a flipped note": func(b []byte) []byte { b[row] ^= 1; return b },
		"no schema":      func(b []byte) []byte { clear(b[100:4096]); return b },
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, runnersFile), harm(bytes.Clone(whole)), 0o600); err != nil {
			t.Fatal(err)
		}
		all, lost, err := OldDecisions(dir)
		if len(all)+lost < len(want) && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %d lost, %v", name, all, lost, err)
		}
		for _, d := range all {
			if !slices.Contains(want, d) {
				t.Errorf("%s: a decision that nobody made: %v", name, d)
			}
		}
	}
}

func TestDamagedFilesAreKeptUnderNewNumbers(t *testing.T) {
	dir := t.TempDir()
	for n, want := range []string{".damaged-1", ".damaged-2"} {
		path := filepath.Join(dir, runnersFile)
		if err := os.WriteFile(path, []byte{byte(n)}, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := KeepDamaged(dir); got != path+want {
			t.Errorf("kept as %q", got)
		}
	}
	if first, err := os.ReadFile(filepath.Join(dir, runnersFile+".damaged-1")); err != nil || !bytes.Equal(first, []byte{0}) {
		t.Error("the first copy was overwritten:", err)
	}
}
