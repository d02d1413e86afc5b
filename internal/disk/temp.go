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
)

// A file that holds an incomplete result is named after the process that writes the file:
// .dayafter-PID-RANDOM.tmp. Where the system has locks, the writer holds one, because in a
// container the next process can get the same number.
const (
	TempPrefix = ".dayafter-"
	tempSuffix = ".tmp"
)

// newTemp creates a temporary file that Sweep leaves alone until unlock is called or
// the process ends.
func newTemp(folder string) (f *os.File, unlock func(), err error) {
	for {
		f, err := os.CreateTemp(folder, fmt.Sprintf("%s%d-*%s", TempPrefix, os.Getpid(), tempSuffix))
		if err != nil {
			return nil, nil, err
		}
		unlock := lock(f.Name())
		if _, err := os.Lstat(f.Name()); !errors.Is(err, fs.ErrNotExist) {
			return f, unlock, nil
		}
		f.Close() // Sweep removed the file before it was locked
		unlock()
	}
}

// Sweep removes the temporary files of writers that were killed. It leaves the files of
// live writers, including this process.
func Sweep(folder string) {
	entries, _ := os.ReadDir(folder) // not a pattern: a folder's name may hold brackets
	for _, e := range entries {
		pid, ok := writer(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(folder, e.Name())
		if !removeUnlocked(path) && !alive(pid) {
			os.Remove(path)
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

// alive reports whether a process with this number runs.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false // on Windows, FindProcess fails if no such process runs
	}
	defer p.Release()
	return runtime.GOOS == "windows" || !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
