package step

import (
	"context"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"dayafter/internal/cohort/pooled"
	"dayafter/internal/roster"
)

// The folders of Cohort below its output.
const (
	storeFolder  = "store"
	tablesFolder = "tables"
)

// Cohort runs all steps on this machine, a shard for each of jobs workers, and
// returns the answer over the runners of a folder, see List.
func Cohort(ctx context.Context, folder, out string, jobs int, key []byte, o Options) (*pooled.Cohort, error) {
	entries, err := List(folder)
	if err != nil {
		return nil, err
	}
	data, err := roster.WriteManifest(entries)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	manifest := filepath.Join(out, manifestFile)
	if err := replace(manifest, data); err != nil {
		return nil, err
	}
	o.Jobs = 1
	hash := roster.Hash(data)
	// Remove earlier results, which would hide the recordings added since.
	for _, old := range []string{storeFolder, tablesFolder} {
		if err := os.RemoveAll(filepath.Join(out, old)); err != nil {
			return nil, err
		}
	}
	store := newFolder(filepath.Join(out, storeFolder), extractStep, hash, jobs, o.Versions)
	if err := eachShard(ctx, jobs, Extract, manifest, filepath.Dir(store.path), o); err != nil {
		return nil, err
	}
	tables := newFolder(filepath.Join(out, tablesFolder), judgeStep, hash, jobs, o.Versions)
	if err := eachShard(ctx, jobs, Judge, store.path, filepath.Dir(tables.path), o); err != nil {
		return nil, err
	}
	return Pool(ctx, tables.path, out, key, o)
}

// eachShard runs all shards of a step at once.
func eachShard(ctx context.Context, n int, run Func, from, to string, o Options) error {
	all, ctx := errgroup.WithContext(ctx)
	for i := range n {
		all.Go(func() error {
			_, err := run(ctx, from, Shard{i, n}, to, o)
			return err
		})
	}
	return all.Wait()
}
