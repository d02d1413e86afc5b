package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dayafter/internal/ingest"
)

// Check returns an error if Write would fail for path: the folder is missing, the path is
// no regular file, the file is protected, or a link leads nowhere. Callers check before
// they spend time on the content.
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

// WriteIf writes path as Write does, unless check returns an error. It calls check just
// before the rename.
func WriteIf(path string, content []byte, check func() error) error {
	if err := Check(path); err != nil {
		return err
	}
	return writeBy(os.Rename, check, path, content)
}

// writeBy does the work of WriteIf with the given rename function. If the rename fails, it
// keeps the finished file under another name, which the error states.
func writeBy(rename func(from, to string) error, check func() error, path string, content []byte) error {
	if linked, err := filepath.EvalSymlinks(path); err == nil {
		path = linked
	}
	folder := filepath.Dir(path)
	Sweep(folder)
	tmp, unlock, err := newTemp(folder)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", ingest.Printable(path), ingest.Cause(err))
	}
	defer unlock()
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

// syncFolder makes the rename durable where the system can sync folders.
func syncFolder(folder string) {
	if d, err := os.Open(folder); err == nil {
		d.Sync()
		d.Close()
	}
}
