// Package step runs the steps of a cohort on files that any batch scheduler can distribute:
// extract digests the recordings of each runner, judge turns the digests into tables. Each
// step is cut into shards. A shard may run on any machine, any number of times, even twice
// at once: equal inputs give equal bytes, and a shard writes a temporary file, renames it,
// and writes its done marker last. The folder of a step is named after the manifest, the
// number of shards and the versions, so that results of different inputs are never mixed.
// Package step opens paths. It keeps no database and does not judge.
package step

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dayafter/internal/app"
	"dayafter/internal/cohort/table"
	"dayafter/internal/roster"
)

// Shard is one of Of parts of a step.
type Shard struct{ Index, Of int }

// ParseShard reads I/N, where I counts from 0.
func ParseShard(s string) (Shard, error) {
	index, of, ok := strings.Cut(s, "/")
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(of)
	shard := Shard{i, n}
	if !ok || err != nil || err2 != nil {
		return shard, fmt.Errorf("shard %q: want I/N as in 0/5", s)
	}
	return shard, shard.check()
}

func (s Shard) check() error {
	if s.Of < 1 || s.Index < 0 || s.Index >= s.Of {
		return fmt.Errorf("shard %d/%d: the first number counts from 0 to one less than the second", s.Index, s.Of)
	}
	return nil
}

// String returns I/N.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Of) }

// has reports whether the i-th unit belongs to the shard.
func (s Shard) has(i int) bool { return i%s.Of == s.Index }

// Versions names everything besides the manifest that the rows depend on. program is the
// version of the program.
func Versions(program string) string {
	return fmt.Sprintf("%s, %s, program %s", app.StoreVersion(), table.Schema(), program)
}

// Func is Extract or Judge.
type Func func(ctx context.Context, from string, s Shard, out string, o Options) (Counts, error)

// The names of the steps' folders.
const (
	extractStep = "extract"
	judgeStep   = "judge"
)

// manifestFile is the copy of the manifest in a step's folder.
const manifestFile = "manifest.jsonl"

// manifestLimit bounds a manifest in bytes. Ours: a million runners take 150 MB.
const manifestLimit = 2 << 30

// folder is the folder of one step.
type folder struct {
	path     string
	hash     string // hash of the manifest
	shards   int
	versions string
}

// newFolder returns the folder of a step below a folder that the user names.
func newFolder(parent, step, hash string, shards int, versions string) folder {
	sum := sha256.Sum256([]byte(versions))
	name := fmt.Sprintf("%s-%s-n%d-v%s", step, hash, shards, hex.EncodeToString(sum[:])[:8])
	return folder{filepath.Join(parent, name), hash, shards, versions}
}

// create makes the folder with the manifest in it.
func (f folder) create(manifest []byte) error {
	if err := os.MkdirAll(f.path, 0o755); err != nil {
		return err
	}
	return replace(f.at(manifestFile), manifest)
}

func (f folder) at(name string) string { return filepath.Join(f.path, name) }

// file returns the path of a shard's table.
func (f folder) file(name string, shard int) string {
	return f.at(fmt.Sprintf("%s-%05d.parquet", name, shard))
}

// entries returns the runners of the manifest that lies in the folder.
func (f folder) entries(manifest []byte) ([]roster.Entry, error) {
	if got := roster.Hash(manifest); got != f.hash {
		return nil, fmt.Errorf("%s: its hash is %s, but the folder is named after %s", f.at(manifestFile), got, f.hash)
	}
	return roster.ParseManifest(manifest)
}

// find returns the folder of a step at or below the path that the user names.
func find(path, step, versions string) (folder, error) {
	candidates := []string{path}
	if !strings.HasPrefix(filepath.Base(filepath.Clean(path)), step+"-") {
		var err error
		if candidates, err = filepath.Glob(filepath.Join(path, step+"-*-n*-v*")); err != nil {
			return folder{}, err
		}
	}
	switch len(candidates) {
	case 0:
		return folder{}, fmt.Errorf("%s: there is no result of %s", path, step)
	case 1:
		return parseFolder(candidates[0], step, versions)
	}
	return folder{}, fmt.Errorf("%s: there are %d results of %s; name one of them: %s", path, len(candidates), step, strings.Join(candidates, ", "))
}

// parseFolder reads the name of a step's folder. It refuses a folder that a
// program of other versions wrote.
func parseFolder(path, step, versions string) (folder, error) {
	parts := strings.Split(filepath.Base(filepath.Clean(path)), "-")
	if len(parts) != 4 {
		return folder{}, fmt.Errorf("%s: its name is not that of a result of %s", path, step)
	}
	n, err := strconv.Atoi(strings.TrimPrefix(parts[2], "n"))
	if err != nil || n < 1 {
		return folder{}, fmt.Errorf("%s: its name does not say how many shards there are", path)
	}
	f := newFolder(filepath.Dir(filepath.Clean(path)), step, parts[1], n, versions)
	if filepath.Base(f.path) != filepath.Base(filepath.Clean(path)) {
		return folder{}, fmt.Errorf("%s: another version of the program wrote it; this program is %s", path, versions)
	}
	return f, nil
}
