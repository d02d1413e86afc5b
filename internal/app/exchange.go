package app

import (
	"bytes"
	"fmt"
	"io"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/store/decisions"
)

// exportLimit bounds a file of exported decisions in bytes: a million decisions take
// about 100 MB.
const exportLimit = 100 << 20

// Export writes all decisions to the file at path and says so on w. Without a path, it
// writes them to w.
func (d *Decided) Export(w io.Writer, path string) error {
	if path == "" {
		return d.Book.Export(w)
	}
	var text bytes.Buffer
	if err := d.Book.Export(&text); err != nil {
		return err
	}
	if err := disk.Write(path, text.Bytes()); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "wrote %d decisions to %s\n", len(d.Book.Rows()), ingest.Printable(path))
	return err
}

// Import adds the decisions of an exported file and says on w how many were new.
func (d *Decided) Import(w io.Writer, path string) error {
	text, err := disk.Read(path, exportLimit)
	if err != nil {
		return err
	}
	rows, err := decisions.ParseExport(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("%s: %w", ingest.Printable(path), err)
	}
	changed, err := d.Book.Add(rows)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "read %d decisions: %d new or changed, %d already known\n", len(rows), changed, len(rows)-changed)
	return err
}
