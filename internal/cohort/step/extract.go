package step

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dayafter/internal/app"
	"dayafter/internal/cohort/table"
	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/roster"
	"dayafter/internal/summary"
)

// Options are the settings of the steps. Start from Defaults.
type Options struct {
	Versions string // see Versions
	Jobs     int    // files read at once; 0: one for each processor
	// Digest reads the inputs at the paths. Errors other than the context's end
	// become a failed row.
	Digest func(ctx context.Context, paths []string, jobs int) ([]summary.File, error)
}

// Defaults returns the settings of a program of the given version.
func Defaults(program string) Options {
	return Options{Versions: Versions(program), Digest: func(ctx context.Context, paths []string, jobs int) ([]summary.File, error) {
		return app.Digest(ctx, paths, jobs, app.Monitor{})
	}}
}

// Extract digests the recordings of the shard's lines of the manifest into a table below
// out. It skips a shard that is complete.
func Extract(ctx context.Context, manifest string, s Shard, out string, o Options) (Counts, error) {
	data, err := disk.Read(manifest, manifestLimit)
	if err != nil {
		return Counts{}, err
	}
	entries, err := roster.ParseManifest(data)
	if err != nil {
		return Counts{}, fmt.Errorf("%s: %w", manifest, err)
	}
	f := newFolder(out, extractStep, roster.Hash(data), s.Of, o.Versions)
	if err := f.create(data); err != nil {
		return Counts{}, err
	}
	if m, err := f.done(s.Index); m != nil || err != nil {
		return countsOf(m), err
	}
	e := extractor{folder: f, options: o, base: filepath.Dir(manifest), groups: map[int]int{}}
	file, err := newTemp(f.file(extractStep, s.Index))
	if err != nil {
		return Counts{}, err
	}
	defer file.drop()
	if err := e.run(ctx, file.File, entries, s); err != nil {
		return e.counts, err
	}
	if err := file.keep(); err != nil {
		return e.counts, err
	}
	return e.counts, f.finish(s, marker{Groups: e.groups, Counts: e.counts}, extractStep)
}

func countsOf(m *marker) Counts {
	if m == nil {
		return Counts{}
	}
	return m.Counts
}

// extractor writes the table of one shard.
type extractor struct {
	folder  folder
	options Options
	base    string      // the roots of the manifest are relative to it
	groups  map[int]int // row group of each line of the manifest
	counts  Counts
}

func (e *extractor) run(ctx context.Context, file *os.File, entries []roster.Entry, s Shard) error {
	w := table.NewWriter[table.Digest](file, e.options.Versions)
	for line := range entries {
		if !s.has(line) {
			continue
		}
		rows, err := e.line(ctx, line, &entries[line])
		if err != nil {
			return err
		}
		e.counts.Units++
		if len(rows) == 0 {
			continue
		}
		e.groups[line] = len(e.groups)
		e.counts.Rows += len(rows)
		if err := w.Group(rows); err != nil {
			return err
		}
	}
	return w.Close()
}

// line digests one line of the manifest. Only the end of the context and problems
// of the store are errors; anything that is wrong with the line is a row.
func (e *extractor) line(ctx context.Context, line int, entry *roster.Entry) ([]table.Digest, error) {
	files, failed, err := e.folder.digest(ctx, e.base, line, entry, &e.options)
	if err != nil {
		return nil, err
	}
	if failed != "" {
		e.counts.Failed++
		return []table.Digest{{Runner: entry.Runner, Line: int32(line), Failed: failed}}, nil
	}
	rows := make([]table.Digest, len(files))
	for i := range files {
		rows[i] = table.Digest{Runner: entry.Runner, Line: int32(line), File: files[i].Name, Summary: summary.AppendBinary(nil, &files[i])}
	}
	return rows, nil
}

// digest reads the recordings of one line of the manifest and names them relative to
// the line's root. failed says why the whole line failed; it is empty if the line did
// not fail.
func (f folder) digest(ctx context.Context, base string, line int, entry *roster.Entry, o *Options) (files []summary.File, failed string, err error) {
	end, ok, err := f.beginAttempt(line)
	if err != nil {
		return nil, "", err
	}
	if !ok {
		return nil, fmt.Sprintf("reading it ended %d workers without a result", mostAttempts), nil
	}
	files, err = o.Digest(ctx, entry.Paths(base), o.Jobs)
	end() // not deferred, so that the mark stays after a panic
	if ctx.Err() != nil {
		return nil, "", ctx.Err()
	}
	if err != nil {
		return nil, cause(err), nil
	}
	for i := range files {
		files[i].Name = entry.Relative(base, files[i].Name)
	}
	return files, "", nil
}

// cause returns an error without paths, which differ from machine to machine.
func cause(err error) string {
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return "cannot read the root: " + ingest.Cause(err).Error()
}
