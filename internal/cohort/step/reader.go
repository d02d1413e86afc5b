package step

import (
	"fmt"
	"io"
	"os"

	"dayafter/internal/cohort/table"
)

// reader reads the rows that extract wrote, line by line of the manifest.
type reader struct {
	folder  folder
	markers []*marker
	shard   int // shard whose table is open
	file    *openTable[table.Digest]
}

// line returns the rows of a line of the manifest.
func (r *reader) line(line int) ([]table.Digest, error) {
	shard := line % r.folder.shards
	group, ok := r.markers[shard].Groups[line]
	if !ok {
		return nil, nil // the line's root holds no input
	}
	if r.file == nil || r.shard != shard {
		r.close()
		var err error
		if r.file, err = openOf[table.Digest](r.folder, extractStep, shard, r.markers[shard]); err != nil {
			return nil, err
		}
		r.shard = shard
	}
	return r.file.Rows(group)
}

func (r *reader) close() {
	if r.file != nil {
		r.file.close()
		r.file = nil
	}
}

// openTable is an open table of a shard.
type openTable[R any] struct {
	*table.File[R]
	close func() error
}

// openOf opens a shard's table. It returns an error if the table is not the one
// that the marker describes.
func openOf[R any](f folder, name string, shard int, m *marker) (*openTable[R], error) {
	path := f.file(name, shard)
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err == nil && size != m.Sizes[name] {
		err = fmt.Errorf("%d bytes, want %d", size, m.Sizes[name])
	}
	var t *table.File[R]
	if err == nil {
		t, err = table.Open[R](file, size, f.versions)
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &openTable[R]{t, file.Close}, nil
}

// Rows calls each with the rows of one table of all shards of judge below out,
// group by group. It refuses to start while a shard is missing.
func Rows[R any](out, name string, o Options, each func([]R) error) error {
	f, err := find(out, judgeStep, o.Versions)
	if err != nil {
		return err
	}
	markers, err := f.allDone()
	if err != nil {
		return err
	}
	for shard, m := range markers {
		if err := shardRows(f, name, shard, m, each); err != nil {
			return err
		}
	}
	return nil
}

func shardRows[R any](f folder, name string, shard int, m *marker, each func([]R) error) error {
	t, err := openOf[R](f, name, shard, m)
	if err != nil {
		return err
	}
	defer t.close()
	for g := range t.Groups() {
		rows, err := t.Rows(g)
		if err != nil {
			return fmt.Errorf("%s: %w", f.file(name, shard), err)
		}
		if err := each(rows); err != nil {
			return err
		}
	}
	return nil
}
