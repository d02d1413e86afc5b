package archive

import (
	"archive/zip"
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
)

// measure finds the end of a member whose sizes follow its data, fills the sizes in
// and returns the offset at which the next header may lie. The offset lies after
// the archive's end if the member is cut off.
func (s *salvager) measure(h *zip.FileHeader, from int64) (next int64) {
	switch {
	case h.Flags&1 != 0 || h.Method != zip.Store && h.Method != zip.Deflate:
		next = s.find(localHeader, from) // the member will not be read
		h.CompressedSize64 = uint64(next - from)
		return next
	case h.Method == zip.Store:
		return s.measureStored(h, from)
	}
	packed, size, sum, err := s.inflate(from)
	h.CompressedSize64, h.UncompressedSize64, h.CRC32 = uint64(packed), uint64(size), sum
	switch {
	case errors.Is(err, ErrAllowance):
		s.err = err
	case isCorrupt(err):
		next = s.find(localHeader, from)
		h.CompressedSize64 = uint64(next - from)
		return next
	case err != nil:
		return s.v.Size + 1
	}
	end := from + packed
	return end + s.descriptor(h, end)
}

// takenWeight is the number of inflated bytes that one compressed byte counts for while a
// stream is measured. Malicious streams lie within each other and inflate to nothing,
// however many bytes they have. Ours: the texts of watches inflate up to tenfold.
const takenWeight = 8

// inflate measures a deflated stream, which marks its own end.
func (s *salvager) inflate(from int64) (packed, size int64, sum uint32, err error) {
	in := &countingReader{r: bufio.NewReader(io.NewSectionReader(s.v, from, s.v.Size-from))}
	if s.zr == nil {
		s.zr = flate.NewReader(in)
	} else if err := s.zr.(flate.Resetter).Reset(in, nil); err != nil {
		return 0, 0, 0, err
	}
	crc := crc32.NewIEEE()
	out := &inflater{r: s.zr, allow: s.allow, crc: crc}
	size, err = io.Copy(io.Discard, out)
	switch {
	case !s.allow.take(takenWeight * in.n):
		err = ErrAllowance
	case errors.Is(err, errCRC): // the right checksum follows the data
		err = nil
	}
	return in.n, size, crc.Sum32(), err
}

// countingReader counts the bytes read from r. flate reads single bytes from it, and so
// reads no byte after the stream.
type countingReader struct {
	r *bufio.Reader
	n int64
}

// Read implements io.Reader.
func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte implements io.ByteReader.
func (c *countingReader) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// descriptor reads the checksum from the record after a member's data. It returns the
// record's length, or 0 if no record fits.
func (s *salvager) descriptor(h *zip.FileHeader, at int64) int64 {
	b := s.read(at, descriptorSize)
	signed := strings.HasPrefix(string(b), dataDescriptor)
	if signed {
		b = b[len(dataDescriptor):]
	}
	n := matchDescriptor(b, h.CompressedSize64, h.UncompressedSize64)
	if n == 0 {
		return 0
	}
	h.CRC32 = binary.LittleEndian.Uint32(b)
	if signed {
		n += int64(len(dataDescriptor))
	}
	return n
}

// matchDescriptor returns the length of the descriptor that b begins with, its
// signature left out, or 0 if b does not state these sizes.
func matchDescriptor(b []byte, packed, size uint64) int64 {
	le := binary.LittleEndian
	switch {
	case len(b) >= 12 && uint64(le.Uint32(b[4:])) == packed && uint64(le.Uint32(b[8:])) == size:
		return 12
	case len(b) >= 20 && le.Uint64(b[4:]) == packed && le.Uint64(b[12:]) == size:
		return 20
	}
	return 0
}

// measureStored searches for the descriptor of a member that was not compressed. The
// descriptor states the size that is its own distance from the data.
func (s *salvager) measureStored(h *zip.FileHeader, from int64) (next int64) {
	for at := s.find(dataDescriptor, from); at < s.v.Size; at = s.find(dataDescriptor, at+1) {
		size := uint64(at - from)
		h.CompressedSize64, h.UncompressedSize64 = size, size
		if n := s.descriptor(h, at); n > 0 {
			return at + n
		}
	}
	h.CompressedSize64, h.UncompressedSize64 = uint64(s.v.Size-from), uint64(s.v.Size-from)
	return s.v.Size + 1
}
