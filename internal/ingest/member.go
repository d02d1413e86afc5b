package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"

	"golang.org/x/sync/semaphore"
)

// member is a file in a zip archive.
type member struct {
	header *zip.FileHeader
	stored func() (io.Reader, error) // opens the bytes as they lie in the archive
	at     func() (int64, error)     // where they lie in the archive
	cut    bool                      // the archive ends before they do
	allow  *allowance
	raw    []byte // the bytes as they lie in the archive, once fetched
}

// prefetch takes the compressed bytes of a member into memory, so that workers
// need not agree on the order in which they read.
func (in *input) prefetch() {
	m, ok := in.src.(*member)
	if !ok || in.failed != "" {
		return
	}
	if in.size > maxFile {
		in.failed = errTooLarge.Error()
		return
	}
	r, err := m.stored()
	if err == nil {
		m.raw, err = io.ReadAll(r)
	}
	if err != nil {
		in.failed = "its place in the archive is damaged"
	}
}

func (m *member) compressed() (io.Reader, error) {
	if m.raw != nil {
		return bytes.NewReader(m.raw), nil
	}
	return m.stored()
}

func (m *member) open() (io.ReadCloser, error) {
	r, err := m.compressed()
	if err != nil {
		return nil, errors.New("its place in the archive is damaged")
	}
	if m.header.Method == zip.Deflate {
		r = flate.NewReader(r)
	}
	return io.NopCloser(&inflating{r: r, allow: m.allow, want: m.header.CRC32, crc: crc32.NewIEEE(), cut: m.cut}), nil
}

// random opens a member that is itself an archive. Stored it is read in place;
// inflated to memory if there is room for it; else streamed.
func (m *member) random(memory *semaphore.Weighted) (*volume, error) {
	if m.header.Method == zip.Store && m.raw == nil {
		raw, err := m.stored()
		if err != nil {
			return nil, err
		}
		return &volume{ReaderAt: raw.(io.ReaderAt), size: int64(m.header.CompressedSize64), Closer: nothing{}}, nil
	}
	size := int64(min(m.header.UncompressedSize64, 1<<62))
	if size <= maxInMemory && memory.TryAcquire(size) {
		return m.inflated(size, held{memory, size})
	}
	return &volume{ReaderAt: &forward{open: m.open}, size: size, Closer: nothing{}, seq: true}, nil
}

func (m *member) inflated(size int64, memory io.Closer) (*volume, error) {
	r, err := m.open()
	if err != nil {
		memory.Close()
		return nil, err
	}
	data := make([]byte, size)
	n, err := io.ReadFull(r, data)
	if errors.Is(err, errAllowance) {
		memory.Close()
		return nil, err
	}
	return &volume{ReaderAt: bytes.NewReader(data[:n]), size: int64(n), Closer: memory}, nil
}

// held is memory taken from a semaphore until it is closed.
type held struct {
	memory *semaphore.Weighted
	n      int64
}

func (h held) Close() error {
	h.memory.Release(h.n)
	return nil
}

type nothing struct{}

func (nothing) Close() error { return nil }

var errCRC = errors.New("wrong checksum")

// isCorrupt reports whether err says that deflated bytes make no sense.
func isCorrupt(err error) bool {
	var c flate.CorruptInputError
	return errors.As(err, &c)
}

// inflating counts what it yields against the allowance and checks the sum at
// the end.
type inflating struct {
	r     io.Reader
	allow *allowance
	want  uint32
	crc   hash.Hash32
	cut   bool
}

func (i *inflating) Read(p []byte) (int, error) {
	n, err := i.r.Read(p)
	i.crc.Write(p[:n])
	if i.allow.left.Add(-int64(n)) < 0 {
		return n, errAllowance
	}
	if err == io.EOF && i.cut {
		return n, io.ErrUnexpectedEOF
	}
	if err == io.EOF && i.crc.Sum32() != i.want {
		return n, errCRC
	}
	return n, err
}
