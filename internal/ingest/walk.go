package ingest

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
	w := walker{tree: new(tree), seen: map[string]*input{}}
	for _, p := range paths {
		w.root(filepath.Clean(p))
	}
	return w.tree
}

type walker struct {
	tree *tree
	seen map[string]*input // by absolute path

	dir, abs string // the folder that was last asked for, as it was named and absolute
}

// root visits a path as the user typed it: a link there is meant.
func (w *walker) root(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.refuse(path, Cause(err).Error())
	case info.IsDir():
		w.besideActivities(path)
		w.folder(path)
	default:
		w.file(path, info)
	}
}

// The folder of recordings in Strava's export, and the index beside it.
const (
	stravaFolder = "activities"
	stravaIndex  = "activities.csv"
)

// besideActivities takes the index that lies beside the folder of an export's
// recordings when the user named that folder alone. Nothing else is looked at
// outside of what was named.
func (w *walker) besideActivities(path string) {
	if filepath.Base(w.absolute(path)) != stravaFolder {
		return
	}
	index := filepath.Join(path, "..", stravaIndex)
	if info, err := os.Lstat(index); err == nil && info.Mode().IsRegular() && w.seen[w.absolute(index)] == nil {
		w.file(index, info)
		w.seen[w.absolute(index)].beside = true
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
	abs := w.absolute(path)
	w.add(path, &input{
		size:  info.Size(),
		stamp: stamp{path: abs, size: info.Size(), modified: info.ModTime().UnixNano()},
		disk:  diskFile(path),
		src:   diskFile(path),
	})
}

func (w *walker) refuse(path, reason string) { w.add(path, &input{failed: reason}) }

func (w *walker) skip(path, reason string) { w.add(path, &input{foreign: reason}) }

// add lists an input under the name that the user typed; inputs find each other by
// their absolute paths.
func (w *walker) add(path string, in *input) {
	abs := w.absolute(path)
	if seen := w.seen[abs]; seen != nil {
		seen.beside = false // it is named, too
		return
	}
	w.seen[abs] = in
	in.name, in.path, in.tree = Printable(path), filepath.ToSlash(abs), w.tree
	w.tree.inputs = append(w.tree.inputs, in)
}

// absolute is a path from the root. The files of a folder follow each other, and
// the system is asked where we are once a folder.
func (w *walker) absolute(path string) string {
	if dir := filepath.Dir(path); dir != w.dir {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return path
		}
		w.dir, w.abs = dir, abs
	}
	return filepath.Join(w.abs, filepath.Base(path))
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
