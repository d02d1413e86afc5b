package synth

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"time"
)

// File is one file of a fixture or an archive.
type File struct {
	Path string // with forward slashes
	Data []byte
}

// gzipped compresses data as a gzip file without name and time.
func gzipped(data []byte) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// zipped returns a zip archive of the files, with one date for all.
func zipped(files []File) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.Path, Method: zip.Deflate, Modified: time.Date(2025, 10, 27, 12, 0, 0, 0, time.UTC)}
		m, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := m.Write(f.Data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
