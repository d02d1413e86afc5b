package step

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// mostAttempts is the number of times that the worker of a line of the manifest may be
// killed. Ours: the first two kills may have other causes; after the third, the line is
// probably the cause.
const mostAttempts = 3

// attemptsFolder holds a file for each attempt at a line that has not ended. An
// attempt that ends, also by an interrupt, removes its file. A worker that is
// killed leaves the file.
const attemptsFolder = "attempts"

// beginAttempt marks an attempt at a line of the manifest as running, and returns a
// function that removes the mark. ok is false if mostAttempts workers of the line were
// killed.
func (f folder) beginAttempt(line int) (end func(), ok bool, err error) {
	dir := f.at(attemptsFolder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, false, err
	}
	for k := 1; k <= mostAttempts; k++ {
		path := filepath.Join(dir, fmt.Sprintf("line-%07d.%d", line, k))
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err == nil {
			return func() { os.Remove(path) }, true, file.Close()
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, false, err
		}
	}
	return nil, false, nil
}
