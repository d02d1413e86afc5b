// Package walk lists the files that the user names and opens them. It opens
// regular files only, so that no pipe or device can make the program wait, and it
// does not know what the files contain.
package walk

import (
	"io/fs"
	"os"
	"path/filepath"
)

// File is one file of a listing.
type File struct {
	Path     string // as the user typed it, extended below a folder
	Abs      string // absolute
	Size     int64  // bytes
	Modified int64  // ns since 1970 UTC
	Index    bool   // the index beside a folder that the user named
	Failed   error  // why it cannot be read; nil if it can
	Skipped  string // why it is skipped; "" if it is not
}

// Indexes maps the name of a folder to the name of the index that lies beside the
// folder. If the user names such a folder alone, the listing includes the index.
type Indexes map[string]string

// List returns every file among and below the paths, in order of name. A file that
// two paths reach is listed once.
func List(paths []string, indexes Indexes) []*File {
	w := walker{indexes: indexes, seen: map[string]*File{}}
	for _, p := range paths {
		w.root(filepath.Clean(p))
	}
	return w.files
}

type walker struct {
	indexes Indexes
	files   []*File
	seen    map[string]*File // by absolute path

	dir, abs string // the folder of the last path, as named and absolute
}

// root visits a path as the user typed it. It follows a link.
func (w *walker) root(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.add(path, File{Failed: err})
	case info.IsDir():
		w.index(path)
		w.folder(path)
	default:
		w.file(path, info)
	}
}

// index lists the index beside the folder at path. It is the only file outside the user's
// paths that is read.
func (w *walker) index(path string) {
	name, ok := w.indexes[filepath.Base(w.absolute(path))]
	if !ok {
		return
	}
	index := filepath.Join(path, "..", name)
	if info, err := os.Lstat(index); err == nil && info.Mode().IsRegular() && w.seen[w.absolute(index)] == nil {
		w.file(index, info)
		w.seen[w.absolute(index)].Index = true
	}
}

func (w *walker) folder(path string) {
	entries, err := os.ReadDir(path) // in order of name
	if err != nil {
		w.add(path, File{Failed: &folderError{err}})
	}
	for _, e := range entries {
		w.entry(filepath.Join(path, e.Name()), e)
	}
}

// entry visits an entry of a folder. It follows links to files, but not links to folders,
// because these may form circles.
func (w *walker) entry(path string, e fs.DirEntry) {
	if e.IsDir() {
		w.folder(path)
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.add(path, File{Failed: err})
	case info.IsDir():
		w.add(path, File{Skipped: "a link to a folder; name the folder itself to have it read"})
	default:
		w.file(path, info)
	}
}

func (w *walker) file(path string, info fs.FileInfo) {
	if !info.Mode().IsRegular() {
		w.add(path, File{Skipped: "not a file but " + nodeName(info.Mode())})
		return
	}
	w.add(path, File{Size: info.Size(), Modified: info.ModTime().UnixNano()})
}

// add lists f under the name that the user typed.
func (w *walker) add(path string, f File) {
	f.Path, f.Abs = path, w.absolute(path)
	if seen := w.seen[f.Abs]; seen != nil {
		seen.Index = false // the user names the index, too
		return
	}
	w.seen[f.Abs] = &f
	w.files = append(w.files, &f)
}

// absolute returns the absolute form of path. It asks the system for the working folder
// only once for each folder, because the files of a folder come one after another.
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

// folderError says that a folder cannot be listed.
type folderError struct{ err error }

// Error implements error.
func (e *folderError) Error() string { return "this folder cannot be listed: " + Cause(e.err).Error() }
