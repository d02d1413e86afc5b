package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dayafter/internal/summary"
)

func TestAnotherVersionSeesNothing(t *testing.T) {
	dir := t.TempDir()
	closed(t, filled(t, dir, 3))
	s := open(t, dir, "2")
	defer s.Close()
	f := file(1)
	if _, ok := s.Content(f.SHA256); ok {
		t.Error("content of another version is served")
	}
	if h, err := s.History("default"); err != nil || len(h.Files) != 0 || h.Lost != 3 {
		t.Errorf("%d files, %d lost, %v", len(h.Files), h.Lost, err)
	}
	if info, err := s.Info(); err != nil || info.Files != 3 || info.Stale != 3 {
		t.Errorf("%+v %v", info, err)
	}
}

// No damage to the store changes a result.
func TestDamageCostsNoResult(t *testing.T) {
	runs := season(t, 4)
	plain := read(t, runs, nil)
	whole := t.TempDir()
	s := open(t, whole, "1")
	read(t, runs, s)
	if _, err := s.Remember("default", plain); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	sound := map[string][]byte{}
	for _, base := range []string{cacheFile, runnersFile} {
		sound[base], _ = os.ReadFile(filepath.Join(whole, base))
	}
	damage := map[string]func([]byte) []byte{
		"empty":            func([]byte) []byte { return nil },
		"no database":      func([]byte) []byte { return []byte("this is no database, but long enough to look at for a while") },
		"of a later time":  func(b []byte) []byte { b[63] = 99; return b }, // user_version
		"header alone":     func(b []byte) []byte { return b[:100] },
		"half":             func(b []byte) []byte { return b[:len(b)/2] },
		"a page too short": func(b []byte) []byte { return b[:len(b)-4096] },
	}
	for i := range 120 {
		damage[fmt.Sprintf("flip %d", i)] = func(b []byte) []byte {
			at := (i*7919 + i*i*104729) % len(b)
			b[at] ^= byte(1 << (i % 8))
			return b
		}
	}
	for name, harm := range damage {
		dir := t.TempDir()
		for base, data := range sound {
			if err := os.WriteFile(filepath.Join(dir, base), harm(bytes.Clone(data)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 { // once with the damaged store, and once with the repaired one
			s, err := Open(dir, "1")
			if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
			if !same(plain, read(t, runs, s)) {
				t.Errorf("%s: another result than without a cache", name)
			}
			h, _ := s.History("default")
			for _, f := range h.Files {
				if !contains(plain, f) {
					t.Errorf("%s: a history that never was: %s", name, f.Name)
				}
			}
			s.Close()
		}
	}
}

// contains reports whether f is one of the files with its name shortened.
func contains(files []summary.File, f summary.File) bool {
	for _, g := range files {
		g.Name = shortName(g.Name)
		if same([]summary.File{g}, []summary.File{f}) {
			return true
		}
	}
	return false
}

func TestWhatIsDamagedIsSetAside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, cacheFile)
	os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o600)
	s := open(t, dir, "1")
	s.Keep("/a", 1, 2, file(1))
	closed(t, s)
	if aside, err := os.ReadFile(path + ".aside"); err != nil || !bytes.HasPrefix(aside, []byte("no database")) {
		t.Error("the damaged file was not kept:", err)
	}
	s = open(t, dir, "1")
	defer s.Close()
	if _, ok := s.Stamped("/a", 1, 2); !ok {
		t.Error("the new cache does not work")
	}
}

func TestALockedStoreIsAnErrorAndStays(t *testing.T) {
	dir := t.TempDir()
	closed(t, filled(t, dir, 2))
	d, err := tryDatabase(filepath.Join(dir, cacheFile), cacheSchema, unsynced)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := d.db.Begin() // takes the lock for writing at once
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Open(dir, "1"); err == nil {
		s.Close()
		t.Error("a locked store was opened for writing")
	}
	tx.Rollback()
	d.close()
	s := open(t, dir, "1")
	defer s.Close()
	if _, ok := s.Content(file(1).SHA256); !ok {
		t.Error("the store lost what it held")
	}
}
