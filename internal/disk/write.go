package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"dayafter/internal/ingest"
)

// A file that holds an incomplete result is named after the process that writes
// the file: .dayafter-PID-RANDOM.tmp.
const (
	TempPrefix = ".dayafter-"
	tempSuffix = ".tmp"
)

// Check returns an error if Write would fail for path: the folder is missing, the
// name belongs to something that is no file, the file is protected, or a link leads
// nowhere. Callers check before they spend time on the content.
func Check(path string) error {
	shown := ingest.Printable(path)
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("cannot write %s: there is no folder %s", shown, ingest.Printable(filepath.Dir(path)))
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if target, err := os.Readlink(path); err == nil {
			return fmt.Errorf("cannot write %s: it is a link to %s, which is missing; remove the link or name another file", shown, ingest.Printable(target))
		}
		return nil
	}
	switch {
	case err != nil:
		return fmt.Errorf("cannot write %s: %w", shown, ingest.Cause(err))
	case !info.Mode().IsRegular(): // opening a pipe would wait for ever
		return fmt.Errorf("cannot write %s: it is no regular file", shown)
	case info.Mode().Perm()&0o200 == 0:
		return fmt.Errorf("cannot write %s: the file is write-protected; remove the protection or name another file", shown)
	}
	return nil
}

// Write writes path completely or not at all: it writes a temporary file in the
// same folder, syncs it and renames it over the old file. It follows a link and
// writes the link's target.
func Write(path string, content []byte) error {
	return WriteIf(path, content, func() error { return nil })
}

// WriteIf writes path as Write does, unless check returns an error. It calls check when
// all that is left to do is the rename.
func WriteIf(path string, content []byte, check func() error) error {
	if err := Check(path); err != nil {
		return err
	}
	return writeBy(os.Rename, check, path, content)
}

// writeBy does the work of WriteIf with a rename that may fail. If it fails,
// the finished file is kept under another name, which the error states.
func writeBy(rename func(from, to string) error, check func() error, path string, content []byte) error {
	if linked, err := filepath.EvalSymlinks(path); err == nil {
		path = linked
	}
	folder := filepath.Dir(path)
	Sweep(folder)
	tmp, err := os.CreateTemp(folder, fmt.Sprintf("%s%d-*%s", TempPrefix, os.Getpid(), tempSuffix))
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", ingest.Printable(path), ingest.Cause(err))
	}
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("cannot write %s: %w", ingest.Printable(path), ingest.Cause(err))
	}
	if err := check(); err != nil {
		os.Remove(tmp.Name())
		return err
	}
	if err := rename(tmp.Name(), path); err != nil {
		kept := setBeside(rename, tmp.Name(), path)
		return fmt.Errorf("cannot replace %s (is it open in another program?): %w; the new file is kept as %s", ingest.Printable(path), ingest.Cause(err), ingest.Printable(kept))
	}
	syncFolder(folder)
	return nil
}

// setBeside renames a finished temporary file to a name that a program can open,
// and returns the name.
func setBeside(rename func(from, to string) error, tmp, path string) string {
	aside := Beside(path, ".new")
	if err := rename(tmp, aside); err != nil {
		return tmp
	}
	return aside
}

// Beside adds a word before the extension of a path: season.xlsx →
// season.new.xlsx.
func Beside(path, word string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + word + ext
}

// Sweep removes the temporary files of earlier, killed processes. It leaves the
// files of running processes.
func Sweep(folder string) {
	entries, _ := os.ReadDir(folder) // not a pattern: a folder's name may hold brackets
	for _, e := range entries {
		if pid, ok := writer(e.Name()); ok && !alive(pid) {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// writer returns the number of the process that wrote the temporary file of that
// name.
func writer(name string) (pid int, ok bool) {
	rest, prefixed := strings.CutPrefix(name, TempPrefix)
	rest, suffixed := strings.CutSuffix(rest, tempSuffix)
	if !prefixed || !suffixed {
		return 0, false
	}
	number, _, _ := strings.Cut(rest, "-")
	pid, err := strconv.Atoi(number)
	return pid, err == nil && pid > 0
}

// alive reports whether another process with this number runs. Our own number
// means an earlier process, because we write one file at a time.
func alive(pid int) bool {
	if pid == os.Getpid() {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false // Windows finds only what runs
	}
	defer p.Release()
	return runtime.GOOS == "windows" || !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

// syncFolder makes the rename durable where the system can sync folders.
func syncFolder(folder string) {
	if d, err := os.Open(folder); err == nil {
		d.Sync()
		d.Close()
	}
}
