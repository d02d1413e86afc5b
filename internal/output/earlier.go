package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/render/html"
	"dayafter/internal/render/xlsx"
)

// Limits of files that are read back, in bytes. A workbook of 20 years takes 15 MB.
const (
	bookLimit = 256 << 20
	pageLimit = 64 << 20
)

// Earlier is the workbook that a new one replaces.
type Earlier struct {
	Kept *xlsx.Kept // the runner's own cells and sheets; nil without a workbook
	data []byte
}

// ErrSaved reports a workbook that changed on disk after it was read.
var ErrSaved = errors.New("the workbook was saved meanwhile")

// open reads the workbook at path, if there is one. A file that is no season workbook
// is an error, because it must not be overwritten.
func open(path string) (*Earlier, error) {
	if err := disk.Check(path); err != nil {
		return nil, err
	}
	data, err := current(path)
	if err != nil || data == nil {
		return &Earlier{}, err
	}
	kept, err := xlsx.ReadBack(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%s is there and cannot be kept in step (%w): nothing was written; name another file with -o", ingest.Printable(path), err)
	}
	return &Earlier{Kept: kept, data: data}, nil
}

// current returns the bytes at path; nil if there is no file.
func current(path string) ([]byte, error) {
	data, err := disk.Read(path, bookLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// at returns e as the workbook that the files at other paths replace, with the same cells
// of the runner.
func (e *Earlier) at(p Paths) (*Earlier, error) {
	if p.Book == "" {
		return e, nil
	}
	data, err := current(p.Book)
	return &Earlier{Kept: e.Kept, data: data}, err
}

// Warnings describes the content of the workbook that cannot be kept.
func (e *Earlier) Warnings() []string {
	if e.Kept == nil {
		return nil
	}
	return e.Kept.Warnings
}

// check returns ErrSaved if the workbook at path is not the one that was read.
func (e *Earlier) check(path string) error {
	now, err := current(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, e.data) {
		return ErrSaved
	}
	return nil
}

// replace writes the new workbook. It first copies the earlier one to a backup, unless
// both are equal, and returns a remark that names the backup.
func (e *Earlier) replace(path string, book []byte) (remark string, err error) {
	if err := e.check(path); err != nil {
		return "", err
	}
	if bytes.Equal(e.data, book) {
		disk.Sweep(filepath.Dir(path))
		return "", nil
	}
	if e.data != nil {
		backup := disk.Beside(path, ".backup")
		if err := disk.Write(backup, e.data); err != nil {
			return "", err
		}
		remark = " (classes and notes kept; the earlier workbook is " + ingest.Printable(backup) + ")"
	}
	return remark, disk.WriteIf(path, book, func() error { return e.check(path) })
}

// checkPage returns an error if the file at the path is not a page of this program,
// because it must not be overwritten.
func checkPage(path string) error {
	if err := disk.Check(path); err != nil {
		return err
	}
	data, err := disk.Read(path, pageLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !bytes.Contains(data[:min(html.Start, len(data))], []byte(html.Generator)) {
		return fmt.Errorf("%s is there and dayafter did not write it: nothing was written; name another file with -o, or leave the page out with --no-html", ingest.Printable(path))
	}
	return nil
}

// openIn returns the program in which the workbook seems to be open, and the lock file
// that shows it; "" if there is none.
func (p Paths) openIn() (program, lock string) {
	if p.Book == "" || p.Streams() {
		return "", ""
	}
	folder, base := filepath.Split(p.Book)
	for _, l := range [][2]string{{"LibreOffice", ".~lock." + base + "#"}, {"Excel", "~$" + base}} {
		if _, err := os.Lstat(filepath.Join(folder, l[1])); err == nil {
			return l[0], l[1]
		}
	}
	return "", ""
}
