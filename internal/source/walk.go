package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sync/semaphore"
)

// walk lists every file among and below the paths, in order of name. A file that
// two paths reach is listed once.
func walk(paths []string) *tree {
	w := walker{tree: new(tree), seen: map[string]bool{}}
	for _, p := range paths {
		w.root(filepath.Clean(p))
	}
	return w.tree
}

type walker struct {
	tree *tree
	seen map[string]bool // absolute paths
}

// root visits a path as the user typed it: a link there is meant.
func (w *walker) root(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.refuse(path, Cause(err).Error())
	case info.IsDir():
		w.folder(path)
	default:
		w.file(path, info)
	}
}

func (w *walker) folder(path string) {
	entries, err := os.ReadDir(path) // in order of name
	if err != nil {
		w.refuse(path, "this folder cannot be listed: "+Cause(err).Error())
	}
	for _, e := range entries {
		w.entry(filepath.Join(path, e.Name()), e)
	}
}

// entry visits what lies in a folder. Links to files are followed, links to
// folders are not: they may lead in circles.
func (w *walker) entry(path string, e fs.DirEntry) {
	if e.IsDir() {
		w.folder(path)
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.refuse(path, Cause(err).Error())
	case info.IsDir():
		w.skip(path, "a link to a folder; name the folder itself to have it read")
	default:
		w.file(path, info)
	}
}

func (w *walker) file(path string, info fs.FileInfo) {
	if !info.Mode().IsRegular() {
		w.skip(path, "not a file but "+nodeName(info.Mode()))
		return
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	w.add(&input{
		name:  Printable(path),
		path:  filepath.ToSlash(path),
		size:  info.Size(),
		stamp: stamp{path: abs, size: info.Size(), modified: info.ModTime().UnixNano()},
		disk:  diskFile(path),
		src:   diskFile(path),
	}, abs)
}

func (w *walker) refuse(path, reason string) {
	w.add(&input{name: Printable(path), path: filepath.ToSlash(path), failed: reason}, path)
}

func (w *walker) skip(path, reason string) {
	w.add(&input{name: Printable(path), path: filepath.ToSlash(path), foreign: reason}, path)
}

func (w *walker) add(in *input, key string) {
	if w.seen[key] {
		return
	}
	w.seen[key] = true
	in.tree = w.tree
	w.tree.inputs = append(w.tree.inputs, in)
}

func nodeName(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "something special"
}

var errNotRegular = errors.New("no longer a regular file")

// diskFile is a regular file on disk.
type diskFile string

// open never waits: a pipe that took the file's place since it was listed would
// keep a plain open for ever.
func (d diskFile) open() (io.ReadCloser, error) { return d.file() }

func (d diskFile) file() (*os.File, error) {
	f, err := os.OpenFile(string(d), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, Cause(err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// unchanged reports whether the file still has the stamp it was listed with.
func (d diskFile) unchanged(s stamp) bool {
	info, err := os.Stat(string(d))
	return err == nil && info.Size() == s.size && info.ModTime().UnixNano() == s.modified
}

// random opens the file for reading anywhere.
func (d diskFile) random(*semaphore.Weighted) (*volume, error) {
	f, err := d.file()
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &volume{ReaderAt: f, size: info.Size(), Closer: f}, nil
}
