package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/render/xlsx"
)

// readBack reads the runner's own cells in the workbook at path. It returns nil
// if there is no file. A file that is not a season workbook is an error, because
// it must not be overwritten.
func readBack(path string) (*xlsx.Kept, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() { // opening a pipe would wait for ever
		return nil, fmt.Errorf("cannot write %s: it is no regular file", path)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	defer f.Close()
	kept, err := xlsx.ReadBack(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("%s is there and cannot be kept in step (%w): nothing was written; name another file with -o", path, err)
	}
	return kept, nil
}

// warnings returns what cannot be kept of an earlier workbook.
func warnings(earlier *xlsx.Kept) []string {
	if earlier == nil {
		return nil
	}
	return earlier.Warnings
}

// replaceWorkbook writes the new workbook. If replaces, it first copies the
// earlier workbook to a backup, unless both are equal, and returns a remark that
// names the backup.
func replaceWorkbook(path string, replaces bool, book []byte) (remark string, err error) {
	if replaces {
		old, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("cannot keep %s: %w", path, ingest.Cause(err))
		}
		if bytes.Equal(old, book) {
			disk.Sweep(filepath.Dir(path))
			return "", nil
		}
		backup := disk.Beside(path, ".backup")
		if err := disk.Write(backup, old); err != nil {
			return "", err
		}
		remark = " (classes and notes kept; the earlier workbook is " + backup + ")"
	}
	return remark, disk.Write(path, book)
}
