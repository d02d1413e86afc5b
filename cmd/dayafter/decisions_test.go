package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dayafter/internal/testing/testfile"

	_ "modernc.org/sqlite" // writes a store as an earlier version did
)

// deciding holds one run of the fixture and the folder with a decision about it.
type deciding struct {
	file, key, data string
}

// newDeciding imports a decision into a new data folder: the easy run was a race.
func newDeciding(t *testing.T) deciding {
	t.Helper()
	d := deciding{file: "../../fixtures/season/2025-10-08-0622.fit", data: filepath.Join(t.TempDir(), "data")}
	d.key = *scan(t, "../../fixtures/season/", d.file)["2025-10-08-0622.fit"].Session
	export := filepath.Join(t.TempDir(), "decisions.json")
	testfile.Put(t, export, []byte(fmt.Sprintf(`[{"runner": "default", "topic": "session", "key": %q, "class": "race", "note": "legs like lead"}]`, d.key)))
	if out := must(t, "decisions", "import", export, "--data", d.data, "--no-cache"); !strings.Contains(out, "1 new or changed") {
		t.Fatalf("import printed: %s", out)
	}
	return d
}

// scan scans the run and reports whether the decision counted.
func (d deciding) scan(t *testing.T, args ...string) (counted bool, code int, errs string) {
	t.Helper()
	var out, stderr bytes.Buffer
	code = run(t.Context(), append([]string{"dayafter", "scan", "--json", "--data", d.data, d.file}, args...), &out, &stderr)
	return strings.Contains(out.String(), `"kind":"race"`), code, stderr.String()
}

// If the files of the decisions are damaged, either the decision still counts, or the
// program reports the loss, names the file and ends with a status other than 0.
func TestDamageToDecisionsIsSurvivedOrReported(t *testing.T) {
	both := []string{"decisions.jsonl", "decisions.copy.jsonl"}
	harms := map[string]func(old []byte) []byte{
		"truncated":     func(b []byte) []byte { return b[:len(b)/2] },
		"empty":         func([]byte) []byte { return nil },
		"random":        func([]byte) []byte { return []byte("\x00\xff\x17 no decisions") },
		"flipped byte":  func(b []byte) []byte { b[bytes.Index(b, []byte("lead"))] ^= 1; return b },
		"flipped class": func(b []byte) []byte { return bytes.Replace(b, []byte(`"race"`), []byte(`"easy"`), 1) },
		"newer version": func(b []byte) []byte { return bytes.Replace(b, []byte(`"version":1`), []byte(`"version":9`), 1) },
		"missing":       nil,
	}
	for name, harm := range harms {
		for _, files := range [][]string{both[:1], both[1:], both} {
			t.Run(fmt.Sprint(name, " ", files), func(t *testing.T) {
				d := newDeciding(t)
				for _, base := range files {
					damageDecisions(t, filepath.Join(d.data, base), harm)
				}
				counted, code, errs := d.scan(t, "--no-cache", "--quiet")
				if !counted && (code == exitOK || !strings.Contains(errs, d.data)) {
					t.Errorf("lost silently: exit code %d: %s", code, errs)
				}
				if len(files) < len(both) && name != "newer version" && (!counted || code != exitOK) {
					t.Errorf("one damaged file of two costs the decision: exit code %d: %s", code, errs)
				}
				if name == "newer version" {
					checkStays(t, d, files)
				}
			})
		}
	}
}

// damageDecisions changes or removes a file.
func damageDecisions(t *testing.T, path string, harm func([]byte) []byte) {
	t.Helper()
	if harm != nil {
		testfile.Put(t, path, harm(testfile.Read(t, path)))
	} else if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// checkStays fails if a file of a newer version was removed.
func checkStays(t *testing.T, d deciding, files []string) {
	t.Helper()
	for _, base := range files {
		if !bytes.Contains(testfile.Read(t, filepath.Join(d.data, base)), []byte(`"version":9`)) {
			t.Errorf("%s of a newer version was replaced", base)
		}
	}
}

// Neither clearing the cache nor --no-cache changes a decision.
func TestTheCacheHoldsNoDecision(t *testing.T) {
	d, cache := newDeciding(t), filepath.Join(t.TempDir(), "cache")
	for _, args := range [][]string{{"cache", "clear"}, {"cache", "clear", "--runner", "default"}} {
		must(t, append(args, "--cache", cache, "--data", d.data)...)
		for _, memory := range [][]string{{"--cache", cache}, {"--no-cache"}} {
			if counted, code, errs := d.scan(t, memory...); !counted || code != exitOK {
				t.Errorf("after %v, with %v: exit code %d: %s", args, memory, code, errs)
			}
		}
	}
}

// A class typed into a workbook counts in later runs of the program, even if --no-cache was
// given.
func TestWithoutTheCacheADecisionIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("writes workbooks")
	}
	dir := t.TempDir()
	book, data, file := filepath.Join(dir, "season.xlsx"), filepath.Join(dir, "data"), "../../fixtures/season/2025-10-08-0622.fit"
	key := *scan(t, "../../fixtures/season/", file)["2025-10-08-0622.fit"].Session
	season := []string{"season", "--no-cache", "--data", data, "--quiet", file, "-o", book}
	must(t, season...)
	decide(t, book, key, "key", "")
	must(t, season...)
	if out := must(t, "classify", "--no-cache", "--data", data, file); !strings.Contains(out, "class: key") {
		t.Errorf("the class is lost:\n%s", out)
	}
}

// oldDecision writes a cache folder as versions before 2 did, with one decision.
func oldDecision(t *testing.T, d deciding) (cache string) {
	t.Helper()
	cache = t.TempDir()
	db, err := sql.Open("sqlite", filepath.Join(cache, "runners.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	sum := crc32.Checksum([]byte("default\x00"+d.key+"\x00long\x00slept badly\x00"), crc32.MakeTable(crc32.Castagnoli))
	for _, q := range []string{
		`CREATE TABLE override (runner TEXT, session TEXT, class TEXT NOT NULL, note TEXT NOT NULL, crc INTEGER NOT NULL,
			PRIMARY KEY (runner, session)) WITHOUT ROWID`,
		fmt.Sprintf("INSERT INTO override VALUES ('default', '%s', 'long', 'slept badly', %d)", d.key, sum),
		"PRAGMA user_version = 1",
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	return cache
}

// Decisions in the cache folder of an earlier version move to the data folder once.
func TestOldDecisionsMoveOnce(t *testing.T) {
	d := newDeciding(t)
	cache := oldDecision(t, d)
	if out := must(t, "decisions", "export", "--data", d.data, "--cache", cache); strings.Contains(out, "slept badly") {
		t.Errorf("an old decision replaced a newer one: %s", out)
	}
	fresh := filepath.Join(t.TempDir(), "data")
	for range 2 {
		out := must(t, "decisions", "export", "--data", fresh, "--cache", cache, "--no-cache")
		if strings.Count(out, "slept badly") != 1 {
			t.Errorf("not moved: %s", out)
		}
	}
}

// Damage to the old decisions is reported once, and the damaged file is kept.
func TestDamageToOldDecisionsIsReported(t *testing.T) {
	d := newDeciding(t)
	for name, harm := range map[string]func([]byte) []byte{
		"random":      func([]byte) []byte { return bytes.Repeat([]byte("no database "), 1000) },
		"truncated":   func(b []byte) []byte { return b[:len(b)-4096] },
		"flipped bit": func(b []byte) []byte { b[bytes.Index(b, []byte("slept"))] ^= 1; return b },
	} {
		cache := oldDecision(t, d)
		damageDecisions(t, filepath.Join(cache, "runners.db"), harm)
		d.data = filepath.Join(t.TempDir(), "data")
		for i, want := range []int{exitUnusable, exitOK} {
			if _, code, errs := d.scan(t, "--cache", cache, "--quiet"); code != want || (code != exitOK) != strings.Contains(errs, cache) {
				t.Errorf("%s, run %d: exit code %d, want %d: %s", name, i, code, want, errs)
			}
		}
	}
}

func TestDecisionsMistakes(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.json")
	testfile.Put(t, bad, []byte("{}"))
	for want, args := range map[string][]string{
		"needs export, or import": {"decisions"},
		"not a list of decisions": {"decisions", "import", bad},
		"it is a folder":          {"decisions", "import", dir},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), append(append([]string{"dayafter"}, args...), "--data", dir), &out, &errs); code == exitOK || !strings.Contains(errs.String(), want) {
			t.Errorf("%v: exit code %d: %s", args, code, errs.String())
		}
	}
}
