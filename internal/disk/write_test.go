package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"dayafter/internal/testing/testfile"
)

func TestWriteReplacesWhole(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "with [brackets] and *")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "season.xlsx")
	testfile.Put(t, filepath.Join(folder, TempPrefix+"999999999-1"+tempSuffix), []byte("left by a killed run"))
	for _, content := range []string{"first", "second"} {
		if err := Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got := testfile.Read(t, path); string(got) != content {
			t.Errorf("%q, want %q", got, content)
		}
	}
	if names := testfile.Names(t, folder); !slices.Equal(names, []string{"season.xlsx"}) {
		t.Errorf("the folder holds %q", names)
	}
	if info, _ := os.Stat(path); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o", info.Mode().Perm())
	}
}

func TestWriteFollowsALink(t *testing.T) {
	folder := t.TempDir()
	real, link := filepath.Join(t.TempDir(), "real.xlsx"), filepath.Join(folder, "link.xlsx")
	testfile.Put(t, real, []byte("old"))
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here:", err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 || string(testfile.Read(t, real)) != "new" {
		t.Error("the link was replaced, or its target was not written")
	}
}

// On Windows, the rename fails if a spreadsheet program has the old file open. The old file
// then stays, and the error names the path of the new file.
func TestRenameFails(t *testing.T) {
	locked := errors.New("the process cannot access the file because it is being used by another process")
	for name, c := range map[string]struct {
		refuse string // suffix of the targets to which rename fails
		kept   string // a part of the name under which the new file is kept
	}{
		"the workbook is open": {"season.xlsx", "season.new.xlsx"},
		"nothing can be named": {"xlsx", TempPrefix},
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "season.xlsx")
		testfile.Put(t, path, []byte("old"))
		err := writeBy(func(from, to string) error {
			if strings.HasSuffix(to, c.refuse) {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: locked}
			}
			return os.Rename(from, to)
		}, func() error { return nil }, path, []byte("new"))
		if err == nil || !errors.Is(err, locked) || !strings.Contains(err.Error(), "open in another program") || !strings.Contains(err.Error(), c.kept) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		_, kept, _ := strings.Cut(err.Error(), "kept as ")
		if string(testfile.Read(t, path)) != "old" || string(testfile.Read(t, kept)) != "new" {
			t.Errorf("%s: the old file is %q, the kept one %q", name, testfile.Read(t, path), testfile.Read(t, kept))
		}
	}
}

// Sweep leaves a file that is being written, even by this process. It removes a file that a
// killed process left, even if this process has the same number.
func TestSweepLeavesTheLiving(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no locks")
	}
	folder := t.TempDir()
	tmp, unlock, err := newTemp(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer tmp.Close()
	kept := []string{".dayafter-notes.tmp", ".dayafter-12-x.txt", "dayafter-12-x.tmp"}
	for _, name := range append(kept, TempPrefix+"999999999-1"+tempSuffix, fmt.Sprintf("%s%d-1%s", TempPrefix, os.Getpid(), tempSuffix)) {
		testfile.Put(t, filepath.Join(folder, name), nil)
	}
	for _, want := range [][]string{append(kept, filepath.Base(tmp.Name())), kept} {
		Sweep(folder)
		slices.Sort(want)
		if got := testfile.Names(t, folder); !slices.Equal(got, want) {
			t.Errorf("left: %q, want %q", got, want)
		}
		unlock()
	}
}

// Many files can be written into one folder at once.
func TestWriteAtOnce(t *testing.T) {
	folder := t.TempDir()
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			if err := Write(filepath.Join(folder, fmt.Sprint(i)), []byte("content")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(testfile.Names(t, folder)); n != 200 {
		t.Errorf("%d files, want 200", n)
	}
}

func TestBeside(t *testing.T) {
	for path, want := range map[string]string{
		"season.xlsx": "season.backup.xlsx", "a.b/season": "a.b/season.backup", `C:\runs 1\my.season.xlsx`: `C:\runs 1\my.season.backup.xlsx`,
	} {
		if got := Beside(path, ".backup"); got != want {
			t.Errorf("beside %s: %s, want %s", path, got, want)
		}
	}
}

// Write refuses a target that it must not replace, and leaves no temporary file.
func TestWriteRefuses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no modes")
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	testfile.Put(t, at("protected"), []byte("mine"))
	os.Chmod(at("protected"), 0o444)
	os.Symlink(at("nothing"), at("dangling"))
	os.Mkdir(at("folder"), 0o700)
	before := testfile.Names(t, dir)
	for name, want := range map[string]string{
		"protected": "write-protected", "dangling": "a link to", "folder": "no regular file", "absent/a": "there is no folder", "protected/a": "there is no folder",
		"esc\x1b[2J/a": `\x1b[2J`,
	} {
		if err := Write(at(name), []byte("new")); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	if after := testfile.Names(t, dir); !slices.Equal(before, after) || string(testfile.Read(t, at("protected"))) != "mine" {
		t.Errorf("the folder holds %q", after)
	}
}
