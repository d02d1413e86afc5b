package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
	"golang.org/x/sync/semaphore"
)

// Member is one file in a zip archive.
type Member struct {
	Name    string // slash-separated and cleaned; it may hold anything else
	Stored  int64  // compressed bytes, as the archive states them
	Refused string // why the member cannot be read; "" if it can

	header *zip.FileHeader
	stored func() (io.Reader, error) // opens the compressed bytes
	at     func() (int64, error)     // returns the offset of the compressed bytes
	cut    bool                      // the archive ends before the member does
	allow  *Allowance
	raw    []byte // the compressed bytes once they are fetched
}

// maxDeflateRatio limits how many bytes one deflated byte inflates to: a match of
// 258 bytes takes two bits (RFC 1951; zlib's technical details state the ratio).
const maxDeflateRatio = 1032

// Inflated returns the number of bytes that the archive states for the inflated
// content of m, at most the number to which the compressed bytes can inflate. The
// content may have fewer or more bytes.
func (m *Member) Inflated() int64 {
	most := m.Stored
	if m.header.Method == zip.Deflate {
		most = maxDeflateRatio * min(m.Stored, 1<<40)
	}
	return int64(min(m.header.UncompressedSize64, uint64(most)))
}

// Fetch loads the compressed bytes of m into memory, so that workers can read members in
// any order.
func (m *Member) Fetch() error {
	if m.Stored > MaxFile {
		return ErrTooLarge
	}
	r, err := m.stored()
	if err == nil {
		m.raw, err = io.ReadAll(r)
	}
	if err != nil {
		return errNotFound
	}
	return nil
}

func (m *Member) compressed() (io.Reader, error) {
	if m.raw != nil {
		return bytes.NewReader(m.raw), nil
	}
	return m.stored()
}

// Open returns a reader of the inflated content of m, or ErrAllowance if nothing
// is left of the allowance.
func (m *Member) Open() (io.ReadCloser, error) {
	if !m.allow.take(0) {
		return nil, ErrAllowance
	}
	r, err := m.compressed()
	if err != nil {
		return nil, errNotFound
	}
	if m.header.Method == zip.Deflate {
		r = flate.NewReader(r)
	}
	return io.NopCloser(&inflater{r: r, allow: m.allow, want: m.header.CRC32, crc: crc32.NewIEEE(), cut: m.cut}), nil
}

// Volume opens m, which is itself an archive. A stored member is read in place. A
// compressed member is inflated to memory if memory has room, and streamed if not.
func (m *Member) Volume(memory *semaphore.Weighted) (*Volume, error) {
	if m.header.Method == zip.Store && m.raw == nil {
		raw, err := m.stored()
		if err != nil {
			return nil, err
		}
		return &Volume{ReaderAt: raw.(io.ReaderAt), Size: int64(m.header.CompressedSize64), Closer: io.NopCloser(nil)}, nil
	}
	size := m.Inflated()
	if size <= MaxInMemory && memory.TryAcquire(size) {
		return m.inflate(size, reservation{memory, size})
	}
	return &Volume{ReaderAt: &forward{open: m.Open}, Size: size, Closer: io.NopCloser(nil), Sequential: true}, nil
}

// inflate returns the content of m, at most size bytes, in memory. It closes the
// reservation memory with the volume.
func (m *Member) inflate(size int64, memory io.Closer) (*Volume, error) {
	r, err := m.Open()
	if err != nil {
		memory.Close()
		return nil, err
	}
	data := make([]byte, size)
	n, err := io.ReadFull(r, data)
	if errors.Is(err, ErrAllowance) {
		memory.Close()
		return nil, err
	}
	return &Volume{ReaderAt: bytes.NewReader(data[:n]), Size: int64(n), Closer: memory}, nil
}

// reservation holds n units of a semaphore until it is closed.
type reservation struct {
	memory *semaphore.Weighted
	n      int64
}

// Close implements io.Closer.
func (r reservation) Close() error {
	r.memory.Release(r.n)
	return nil
}

var errCRC = errors.New("wrong checksum")

// inflater subtracts the bytes that it returns from the allowance, and checks the checksum
// at the end.
type inflater struct {
	r     io.Reader
	allow *Allowance
	want  uint32
	crc   hash.Hash32
	cut   bool
}

// Read implements io.Reader.
func (i *inflater) Read(p []byte) (int, error) {
	n, err := i.r.Read(p)
	i.crc.Write(p[:n])
	switch {
	case !i.allow.take(int64(n)):
		return n, ErrAllowance
	case err == io.EOF && i.cut:
		return n, io.ErrUnexpectedEOF
	case err == io.EOF && i.crc.Sum32() != i.want:
		return n, errCRC
	}
	return n, err
}
