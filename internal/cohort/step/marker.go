package step

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"dayafter/internal/disk"
)

// marker says that a shard is complete. It is the last file that a shard writes.
type marker struct {
	Versions string           `json:"versions"`
	Shard    string           `json:"shard"`
	Sizes    map[string]int64 `json:"sizes"`            // bytes of each table
	Groups   map[int]int      `json:"groups,omitempty"` // of extract: row group of each line of the manifest
	Counts   Counts           `json:"counts"`
}

// Counts sums up the work of a shard.
type Counts struct {
	Units  int `json:"units"`  // lines of the manifest, or runners
	Rows   int `json:"rows"`   // inputs
	Failed int `json:"failed"` // units that failed
}

func (f folder) markerPath(shard int) string { return f.at(fmt.Sprintf("shard-%05d.done", shard)) }

// done returns the marker of a shard. It is nil if the shard is not complete.
func (f folder) done(shard int) (*marker, error) {
	data, err := disk.Read(f.markerPath(shard), manifestLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m marker
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", f.markerPath(shard), err)
	}
	if m.Versions != f.versions {
		return nil, fmt.Errorf("%s: written by %s; this program is %s", f.markerPath(shard), m.Versions, f.versions)
	}
	return &m, nil
}

// finish measures the tables of a shard and writes its marker.
func (f folder) finish(s Shard, m marker, tables ...string) error {
	m.Versions, m.Shard, m.Sizes = f.versions, s.String(), map[string]int64{}
	for _, name := range tables {
		info, err := os.Stat(f.file(name, s.Index))
		if err != nil {
			return err
		}
		m.Sizes[name] = info.Size()
	}
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return replace(f.markerPath(s.Index), append(data, '\n'))
}

// allDone returns the markers of all shards. A missing shard is an error.
func (f folder) allDone() ([]*marker, error) {
	out := make([]*marker, f.shards)
	for i := range out {
		m, err := f.done(i)
		if err != nil {
			return nil, err
		}
		if m == nil {
			return nil, fmt.Errorf("%s: shard %d/%d is missing or not complete; run it again, then this step", f.path, i, f.shards)
		}
		out[i] = m
	}
	return out, nil
}
