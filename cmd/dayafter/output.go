package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// tempPattern names the files that hold a result until it is complete.
const tempPattern = ".dayafter-*.tmp"

// writeFile writes path whole or not at all: into a temporary file in the same
// folder, to the disk, then renamed over the old one, which stays until then.
// When only the rename fails (the file is open in another program), the finished
// temporary file is kept and named.
func writeFile(path string, content []byte) error {
	folder := filepath.Dir(path)
	sweep(folder)
	tmp, err := os.CreateTemp(folder, tempPattern)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, reason(err))
	}
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("cannot write %s: %w", path, reason(err))
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("cannot replace %s (is it open in another program?): %w; the new file is kept as %s", path, reason(err), tmp.Name())
	}
	syncFolder(folder)
	return nil
}

// reason is the bare cause of a file error, without the temporary file's name.
func reason(err error) error {
	var p *os.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}

// sweep removes what an earlier, killed run left behind.
func sweep(folder string) {
	old, _ := filepath.Glob(filepath.Join(folder, tempPattern))
	for _, f := range old {
		os.Remove(f)
	}
}

// syncFolder makes the rename last; where folders cannot be synced it is the
// file system's business.
func syncFolder(folder string) {
	if d, err := os.Open(folder); err == nil {
		d.Sync()
		d.Close()
	}
}
