// Package disk reads and writes the files that a user names: settings, plans and results.
// It reads only regular files, up to a limit, and writes a file completely or not at all.
// It knows nothing of their content.
package disk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"dayafter/internal/ingest"
	"dayafter/internal/ingest/walk"
)

// TextLimit bounds a file of settings, a plan or a list in bytes. Ours: a thousand
// races take 40 kB.
const TextLimit = 1 << 20

// Read returns the content of the regular file at path. A folder, a pipe, a device
// and a file of more than limit bytes are errors, which Read reports without waiting.
// Errors name the path and wrap those of package os.
func Read(path string, limit int64) ([]byte, error) {
	data, err := read(path, limit)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", ingest.Printable(path), ingest.Cause(err))
	}
	return data, nil
}

func read(path string, limit int64) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, errors.New("it is a folder, not a file")
	}
	if err := walk.Check(path); err != nil {
		return nil, err
	}
	f, err := walk.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("it has more than %.0f MB", float64(limit)/(1<<20))
	}
	return data, err
}

// ArchiveOf returns the archive of a member named archive.zip!member. It returns any
// other name unchanged.
func ArchiveOf(name string) string {
	if _, err := os.Lstat(name); err == nil {
		return name
	}
	archive, _, _ := strings.Cut(name, "!")
	return archive
}
