// Package ingest turns what the user points at — files, folders, archives of
// watch makers and of training sites — into one summary.File an input. It walks,
// sniffs by content, inflates and decodes in bounded parallel, and returns the
// same list in the same order whatever the number of workers. It never writes a
// file, never unpacks to disk, and judges nothing.
package ingest

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"dayafter/internal/summary"
)

// Version is the meaning of Digest: it rises whenever the same bytes would give
// another File, so that a cache never serves the older one. What a Summary means
// has a version of its own, summary.Version.
const Version = 2

// Options are the settings of Read. The zero value reads with one worker a
// processor, without a cache and in silence.
type Options struct {
	Jobs     int            // workers; 0: as many as Go uses processors
	Now      time.Time      // when the run began: files changed less than settled before it are not trusted to the cache
	Cache    Cache          // what earlier runs read; nil without one
	Progress func(Progress) // called after every input, by one goroutine at a time; may be nil
}

// Progress is how far Read has come.
type Progress struct {
	Done  int    // inputs finished
	Known int    // inputs met so far; it grows while archives open
	Bytes int64  // bytes of the finished inputs, as they are stored
	Name  string // the input that was finished last
}

// Cache remembers what files gave. It is asked and told by many goroutines at
// once. It never decides correctness: an answer is what Digest made of the same
// bytes, or none.
type Cache interface {
	// Stamped returns what the file gave that had this path, size (bytes) and time
	// of modification (ns since 1970, UTC). A member of an archive has the path
	// archive.zip!member and the archive's size and time.
	Stamped(path string, size, modified int64) (summary.File, bool)
	// Content returns what the content with this SHA-256 gave.
	Content(sha [32]byte) (summary.File, bool)
	// Keep remembers a File under its SHA-256 and, unless path is "", under the
	// path, size and time that stood for the content when it was read.
	Keep(path string, size, modified int64, f summary.File)
}

// settled is how old a change must be before size and time vouch for the
// content: two seconds is FAT's granularity, the coarsest in use.
const settled = 2 * time.Second

// Read returns one File for every regular file among the paths, in the folders
// below them and in their archives, sorted by name. A path that does not exist is
// an error that names it; anything else that is wrong with an input is said in
// its File. When ctx ends, Read returns what is finished together with ctx.Err().
func Read(ctx context.Context, paths []string, o Options) ([]summary.File, error) {
	for _, p := range paths {
		if _, err := os.Lstat(p); err != nil {
			return nil, fmt.Errorf("cannot read %s: %w", Printable(p), Cause(err))
		}
	}
	if o.Jobs < 1 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	r := newReader(o, newDigester())
	r.tree(ctx, walk(paths), o.Jobs)
	return r.files(ctx.Err() == nil), ctx.Err()
}
