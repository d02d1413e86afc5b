package step

import (
	"errors"
	"os"
	"path/filepath"
)

// tempPattern names the temporary files of a step. A worker that was killed
// leaves its file, which no reader looks at.
const tempPattern = ".tmp-*"

// tempFile is a file that is not complete and does not have its final name. Package disk
// would remove the temporary files of dead processes, but here they may belong to a live
// process of another machine.
type tempFile struct {
	*os.File
	path string // final path of the complete file
}

func newTemp(path string) (*tempFile, error) {
	f, err := os.CreateTemp(filepath.Dir(path), tempPattern)
	if err != nil {
		return nil, err
	}
	return &tempFile{f, path}, nil
}

// keep renames the complete file to its final name.
func (t *tempFile) keep() error {
	if err := errors.Join(t.Chmod(0o644), t.Sync(), t.Close()); err != nil {
		return err
	}
	return os.Rename(t.Name(), t.path)
}

// drop removes the file unless it was kept.
func (t *tempFile) drop() {
	t.Close()
	os.Remove(t.Name())
}

// replace writes a file completely or not at all.
func replace(path string, data []byte) error {
	f, err := newTemp(path)
	if err != nil {
		return err
	}
	defer f.drop()
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.keep()
}
