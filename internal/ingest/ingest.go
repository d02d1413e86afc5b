// Package ingest turns what the user names (files, folders, archives of watch makers and of
// training sites) into one summary.File for each input. It recognises inputs by their
// content, decodes them with a bounded number of workers, and returns the same list in the
// same order for any number of workers. It never writes a file, never unpacks to disk, and
// does not judge runs.
package ingest

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"dayafter/internal/ingest/export/strava"
	"dayafter/internal/ingest/walk"
	"dayafter/internal/summary"
)

// Version numbers the meaning of Digest. It rises whenever the same bytes would give
// another File, so that a cache never returns an outdated File. summary.Version does the
// same for the meaning of a Summary.
const Version = 12

// Options are the settings of Read. The zero value reads with one worker for each
// processor, without a cache and without reporting progress.
type Options struct {
	Jobs     int            // workers; 0: as many as Go uses processors
	Now      time.Time      // start of the program; files that changed less than settled before it are read even if the cache has them
	Cache    Cache          // results of earlier runs; nil without one
	Progress func(Progress) // called after every input, by one goroutine at a time; may be nil
}

// Progress reports how far Read has come.
type Progress struct {
	Done  int    // inputs finished
	Known int    // inputs found so far; it grows while archives open
	Bytes int64  // bytes of the finished inputs, as they are stored
	Name  string // the input that was finished last
}

// Cache remembers the results for files. Many goroutines use it at once. It must return
// only results that Digest gave for the same bytes, so that it never changes a result.
type Cache interface {
	// Expect prepares for calls for that many inputs.
	Expect(inputs int)
	// Stamped returns the result for the file that had this path, size (bytes) and
	// time of modification (ns since 1970, UTC). A member of an archive has the path
	// archive.zip!member and the archive's size and time.
	Stamped(path string, size, modified int64) (summary.File, bool)
	// Content returns the result for the content with this SHA-256.
	Content(sha [32]byte) (summary.File, bool)
	// Keep remembers f under its SHA-256 and, unless path is "", under the path, size
	// and time that the content had when it was read.
	Keep(path string, size, modified int64, f summary.File)
}

// settled is the age from which a file's size and time of modification identify its content:
// two seconds is the granularity of FAT, the coarsest in use.
const settled = 2 * time.Second

// besideFolders are the indexes of exports that lie beside the folder of recordings.
var besideFolders = walk.Indexes{strava.Folder: strava.Index}

// Read returns one File for every regular file among the paths, in the folders below
// them and in their archives, sorted by name. A path that does not exist, or is neither
// a file nor a folder, is an error that names the path. Anything else that is wrong with an input is stated in its File.
// When ctx ends, Read returns the finished Files together with ctx.Err().
func Read(ctx context.Context, paths []string, o Options) ([]summary.File, error) {
	for _, p := range paths {
		if err := walk.Check(p); err != nil {
			return nil, fmt.Errorf("cannot read %s: %w", Printable(p), err)
		}
	}
	if o.Jobs < 1 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	r := newReader(o, newDigester())
	r.readTree(ctx, treeOf(walk.List(paths, besideFolders)), o.Jobs)
	return r.files(ctx.Err() == nil), ctx.Err()
}
