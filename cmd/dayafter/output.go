package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"dayafter/internal/ingest"
)

// A file that holds a result until it is complete is named by the process that
// writes it: .dayafter-PID-RANDOM.tmp.
const (
	tempPrefix = ".dayafter-"
	tempSuffix = ".tmp"
)

// writeFile writes path whole or not at all: into a temporary file in the same
// folder, to the disk, then renamed over the old one, which stays until then. A
// link is followed: its target is written.
func writeFile(path string, content []byte) error {
	return writeBy(os.Rename, path, content)
}

// writeBy is writeFile by a rename that may fail: then the finished file is kept
// under another name, which the error tells.
func writeBy(rename func(from, to string) error, path string, content []byte) error {
	if linked, err := filepath.EvalSymlinks(path); err == nil {
		path = linked
	}
	folder := filepath.Dir(path)
	sweep(folder)
	tmp, err := os.CreateTemp(folder, fmt.Sprintf("%s%d-*%s", tempPrefix, os.Getpid(), tempSuffix))
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, ingest.Cause(err))
	}
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("cannot write %s: %w", path, ingest.Cause(err))
	}
	if err := rename(tmp.Name(), path); err != nil {
		kept := setBeside(rename, tmp.Name(), path)
		return fmt.Errorf("cannot replace %s (is it open in another program?): %w; the new file is kept as %s", path, ingest.Cause(err), kept)
	}
	syncFolder(folder)
	return nil
}

// setBeside gives a finished temporary file a name that can be opened, and returns it.
func setBeside(rename func(from, to string) error, tmp, path string) string {
	aside := beside(path, ".new")
	if err := rename(tmp, aside); err != nil {
		return tmp
	}
	return aside
}

// beside is the path with a word before its extension: season.xlsx → season.new.xlsx.
func beside(path, word string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + word + ext
}

// sweep removes what earlier, killed runs left behind, and leaves what a living
// one is writing.
func sweep(folder string) {
	entries, _ := os.ReadDir(folder) // not a pattern: a folder's name may hold brackets
	for _, e := range entries {
		if pid, ok := writer(e.Name()); ok && !alive(pid) {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// writer is the process that wrote the temporary file of that name.
func writer(name string) (pid int, ok bool) {
	rest, prefixed := strings.CutPrefix(name, tempPrefix)
	rest, suffixed := strings.CutSuffix(rest, tempSuffix)
	if !prefixed || !suffixed {
		return 0, false
	}
	number, _, _ := strings.Cut(rest, "-")
	pid, err := strconv.Atoi(number)
	return pid, err == nil && pid > 0
}

// alive reports whether another process with this number runs. Our own number
// stands for an earlier process: we write one file at a time.
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

// syncFolder makes the rename last; where folders cannot be synced it is the
// file system's business.
func syncFolder(folder string) {
	if d, err := os.Open(folder); err == nil {
		d.Sync()
		d.Close()
	}
}
