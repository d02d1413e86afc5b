package table

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Keys of the footer.
const (
	schemaKey   = "dayafter.schema"
	versionsKey = "dayafter.versions"
)

// groupRows is the number of rows from which Add completes a group. Ours: a group
// of runs takes some MB of memory, and its metadata a hundredth of its bytes.
const groupRows = 10000

// Writer writes rows of one table. It keeps the rows of one group in memory.
type Writer[R any] struct {
	w    *parquet.GenericWriter[R]
	rows int // in the current group
}

// NewWriter returns a writer of a Parquet file compressed with zstd. The footer
// names the schema and the given versions.
func NewWriter[R any](w io.Writer, versions string) *Writer[R] {
	return &Writer[R]{w: parquet.NewGenericWriter[R](
		w,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault, Concurrency: 1}),
		parquet.CreatedBy("dayafter", "", ""),
		parquet.KeyValueMetadata(schemaKey, Schema()),
		parquet.KeyValueMetadata(versionsKey, versions),
	)}
}

// Add appends rows. It completes a group from time to time, so that memory does
// not grow with the file.
func (w *Writer[R]) Add(rows []R) error {
	n, err := w.w.Write(rows)
	if w.rows += n; err != nil || w.rows < groupRows {
		return err
	}
	return w.flush()
}

// Group appends rows as a group of their own.
func (w *Writer[R]) Group(rows []R) error {
	if _, err := w.w.Write(rows); err != nil {
		return err
	}
	return w.flush()
}

func (w *Writer[R]) flush() error {
	w.rows = 0
	return w.w.Flush()
}

// Close writes the footer. It does not close the underlying writer.
func (w *Writer[R]) Close() error { return w.w.Close() }

// File is an open Parquet file of one table.
type File[R any] struct{ f *parquet.File }

// Open reads the footer of a file of size bytes. It returns an error if the file
// has another schema or other versions.
func Open[R any](r io.ReaderAt, size int64, versions string) (*File[R], error) {
	f, err := parquet.OpenFile(r, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, err
	}
	for key, want := range map[string]string{schemaKey: Schema(), versionsKey: versions} {
		if got, _ := f.Lookup(key); got != want {
			return nil, fmt.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	return &File[R]{f}, nil
}

// Groups returns the number of row groups.
func (f *File[R]) Groups() int { return len(f.f.RowGroups()) }

// Rows returns the rows of one group.
func (f *File[R]) Rows(group int) ([]R, error) {
	g := f.f.RowGroups()[group]
	rows := make([]R, g.NumRows())
	r := parquet.NewGenericRowGroupReader[R](g)
	defer r.Close()
	n, err := r.Read(rows)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if n != len(rows) {
		return nil, fmt.Errorf("group %d: %d rows, want %d", group, n, len(rows))
	}
	return rows, nil
}
