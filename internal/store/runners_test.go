package store

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/summary"
)

func TestHistoriesOfRunnersStayApart(t *testing.T) {
	s := open(t, t.TempDir(), "1")
	defer s.Close()
	none := summary.File{Name: "x.txt", Outcome: summary.NotActivity}
	for runner, files := range map[string][]summary.File{
		"ann": {file(3), none, file(1), file(1)},
		"bob": {file(2), file(3)},
	} {
		if _, err := s.Remember(runner, files); err != nil {
			t.Fatal(err)
		}
	}
	for runner, want := range map[string][]summary.File{"ann": {file(1), file(3)}, "bob": {file(2), file(3)}, "eve": nil} {
		h, err := s.History(runner)
		if err != nil || h.Lost != 0 || !same(h.Files, want) {
			t.Errorf("%s: %d files, %d lost, %v", runner, len(h.Files), h.Lost, err)
		}
	}
	if err := s.Forget("ann"); err != nil {
		t.Fatal(err)
	}
	info, err := s.Info()
	if d := cmp.Diff([]RunnerInfo{{Name: "bob", Files: 2}}, info.Runners); d != "" || err != nil {
		t.Error(d, err)
	}
}

func TestRememberCountsTheOthers(t *testing.T) {
	s := open(t, t.TempDir(), "1")
	defer s.Close()
	for _, c := range []struct {
		files  []summary.File
		others int
	}{
		{[]summary.File{file(1), file(2), file(2)}, 0},
		{[]summary.File{file(2), file(2), file(3)}, 1},
		{[]summary.File{file(3), file(2), file(1)}, 0},
		{nil, 3},
	} {
		if others, err := s.Remember("ann", c.files); others != c.others || err != nil {
			t.Errorf("%d files: %d others, %v; want %d", len(c.files), others, err, c.others)
		}
	}
}

func TestRememberingAgainTakesTheNewerTitle(t *testing.T) {
	s := open(t, t.TempDir(), "1")
	defer s.Close()
	f := file(1)
	for _, title := range []string{"", "Long one", "Long one", "Renamed"} {
		f.Stated.Title = title
		if _, err := s.Remember("ann", []summary.File{f}); err != nil {
			t.Fatal(err)
		}
		h, err := s.History("ann")
		if err != nil || len(h.Files) != 1 || h.Files[0].Stated.Title != title {
			t.Errorf("%q: %d files, %v", title, len(h.Files), err)
		}
	}
}

func TestClearKeepsTheRunners(t *testing.T) {
	s := filled(t, t.TempDir(), 3)
	defer s.Close()
	if err := s.Clear(); err != nil {
		t.Fatal(err)
	}
	info, err := s.Info()
	if err != nil || info.Files != 0 {
		t.Errorf("%+v %v", info, err)
	}
	if d := cmp.Diff([]RunnerInfo{{Name: "default", Files: 3}}, info.Runners); d != "" {
		t.Error(d)
	}
}

func TestOnlyTheOwnerMayRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no modes")
	}
	dir := filepath.Join(t.TempDir(), "new")
	s := filled(t, dir, 3)
	defer s.Close()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 4 {
		t.Fatal(len(entries), err)
	}
	for _, e := range entries {
		info, _ := e.Info()
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", e.Name(), info.Mode().Perm())
		}
	}
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %o", info.Mode().Perm())
	}
}

func TestAPathWithMarksOfAnAddress(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b?c#d%41&e=f")
	closed(t, filled(t, dir, 1))
	if _, err := os.Stat(filepath.Join(dir, cacheFile)); err != nil {
		t.Error(err)
	}
	s := open(t, dir, "1")
	defer s.Close()
	if _, ok := s.Content(file(0).SHA256); !ok {
		t.Error("what was kept is gone")
	}
}
