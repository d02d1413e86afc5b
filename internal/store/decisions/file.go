package decisions

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// maxFile is the largest file in bytes that is read. A million decisions take about 100 MB.
const maxFile = 100 << 20

// load reads both files. It uses the main file if that is sound, because it is written
// first; otherwise the copy; otherwise all sound rows of both files.
func (b *Book) load() error {
	first, err := read(filepath.Join(b.dir, mainFile))
	if err != nil {
		return err
	}
	second, err := read(filepath.Join(b.dir, copyFile))
	if err != nil {
		return err
	}
	rows := second.rows
	b.written = !first.missing || !second.missing
	switch {
	case !b.written && !b.hadFiles():
		b.sound = true
		return nil
	case !b.written:
		b.sound, b.lost = false, true
		b.warn("your classes and notes are lost: %s and its copy were there and are missing; if you moved them, put them back; otherwise they may still be in your workbooks", b.File())
	case first.sound():
		rows = first.rows
		b.sound = second.sound()
	case second.sound():
		b.sound = false
		b.restored(first)
	default:
		rows = append(rows, first.rows...)
		b.sound, b.lost = false, true
		b.lose(first, second)
	}
	clear(b.rows)
	for _, r := range rows {
		b.rows[r.id()] = r
	}
	return nil
}

// lockText is in the lock file once both other files are written. If the lock file has this
// text but the other files are missing, somebody has removed them.
const lockText = "dayafter keeps your classes, notes and plans in " + mainFile + " beside this file.\n"

// hadFiles reports whether the folder once held both files.
func (b *Book) hadFiles() bool {
	info, err := os.Lstat(filepath.Join(b.dir, lockFile))
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// restored reports that the copy replaces a damaged or missing main file.
func (b *Book) restored(first content) {
	path := filepath.Join(b.dir, mainFile)
	if first.missing {
		b.warn("%s was missing; your decisions were restored from its copy, and none is lost", path)
		return
	}
	b.warn("%s was damaged (%s); your decisions were restored from its copy, and none is lost%s", path, first.damage, b.setAside(mainFile))
}

// lose reports that neither file is sound.
func (b *Book) lose(first, second content) {
	path := filepath.Join(b.dir, mainFile)
	aside := b.setAside(mainFile) + b.setAside(copyFile)
	state := first.damage
	if first.missing {
		state = "it is missing"
	}
	saved := map[id]bool{}
	for _, r := range append(first.rows, second.rows...) {
		saved[r.id()] = true
	}
	b.warn("some of your classes and notes are lost: %s cannot be read in full (%s), and neither can its copy (%s); %d decisions were saved%s",
		path, state, second.state(), len(saved), aside)
}

// state describes a file that is not sound.
func (c *content) state() string {
	if c.missing {
		return "it is missing"
	}
	return c.damage
}

// warn adds a warning once.
func (b *Book) warn(format string, args ...any) {
	b.warnings = append(b.warnings, fmt.Sprintf(format, args...))
}

// setAside keeps a damaged file under the next free number. It returns words that name the
// kept file; "" if there is no file. A file that cannot be renamed, as in a read-only
// folder, stays in place.
func (b *Book) setAside(base string) (words string) {
	path := filepath.Join(b.dir, base)
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", path, n)
		err := os.Link(path, aside) // fails if aside exists, so that nothing is overwritten
		switch {
		case err == nil:
			os.Remove(path)
			return "; the damaged file is kept as " + aside
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.Is(err, fs.ErrNotExist):
			return ""
		}
		return b.renameAside(path, n)
	}
}

// renameAside sets a file aside on a file system without hard links.
func (b *Book) renameAside(path string, n int) (words string) {
	for ; ; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", path, n)
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		if os.Rename(path, aside) != nil {
			return ""
		}
		return "; the damaged file is kept as " + aside
	}
}

// save writes the rows to the main file and then to the copy. Each file is
// complete on disk before it replaces the older one.
func (b *Book) save() error {
	data := encode(b.Rows())
	for _, base := range []string{mainFile, copyFile} {
		if err := replace(filepath.Join(b.dir, base), data); err != nil {
			return err
		}
	}
	if !b.hadFiles() {
		if err := os.WriteFile(filepath.Join(b.dir, lockFile), []byte(lockText), 0o600); err != nil {
			return fmt.Errorf("cannot write in %s: %w", b.dir, cause(err))
		}
	}
	b.sound, b.written = true, true
	return nil
}

// replace writes a file completely or not at all.
func replace(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".decisions-*.tmp")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	if d, err := os.Open(filepath.Dir(path)); err == nil { // make the rename durable
		d.Sync()
		d.Close()
	}
	return nil
}

// read reads one file. A path that is not a regular file is an error, because reading a
// pipe could wait for ever.
func read(path string) (content, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return content{missing: true}, nil
	}
	if err != nil {
		return content{}, fmt.Errorf("cannot read your decisions in %s: %w", path, cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		return content{}, fmt.Errorf("cannot read your decisions: %s is not a regular file", path)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return content{}, fmt.Errorf("cannot read your decisions in %s: %w", path, cause(err))
	}
	c, err := decode(data)
	if err != nil {
		return c, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// makeFolder makes the data folder, with access for this user only.
func makeFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("cannot make the folder for your decisions: %w", err)
	}
	return nil
}

// cause returns the reason of a path error without the path, which the caller names.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
