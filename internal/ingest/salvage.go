package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// A zip archive names its members twice: in a header before each, and in a table of
// contents at its end, which is missing when a download broke off or a disk was
// full. Then the headers are followed from the front (PKWARE, APPNOTE.TXT 6.3.10,
// sections 4.3.7 to 4.3.9).

var errNoDirectory = errors.New("a damaged zip archive: its table of contents at the end cannot be read; the download may have been cut off")

// Signatures, and the lengths of what they begin.
const (
	localHeader     = "PK\x03\x04"
	dataDescriptor  = "PK\x07\x08"
	localHeaderSize = 30
	descriptorSize  = 24 // the longest: with signature and 8-byte sizes
	// Bit 3 of the flags: sizes and checksum follow the data.
	sizesFollow = 1 << 3
	zip64Extra  = 1
	unknown32   = 1<<32 - 1
)

// salvage lists the members of an archive without a table of contents. The last one
// may be cut off: what there is of it is read like any file that breaks off.
func (t *tree) salvage(v *volume) error {
	s := salvager{v: v, allow: t.allow}
	taken := map[string]int{}
	names := 0
	for at := int64(0); at+localHeaderSize <= v.size; {
		m, next := s.member(at)
		if m == nil {
			at = s.find(localHeader, at+1)
			continue
		}
		at = next
		if names += len(m.header.Name); len(t.inputs) == maxMembers || names > maxDirectory {
			break
		}
		t.add(m, taken)
		if s.err != nil {
			return s.err
		}
	}
	if len(t.inputs) == 0 {
		return errNoDirectory
	}
	t.salvaged = true
	t.refuseOverlaps()
	return nil
}

// namesFirst reports whether a table of contents names the member with which the
// archive begins. One that does not is that of an archive within: the last whole
// member of an archive that was cut off behind it.
func namesFirst(zr *zip.Reader, v *volume) bool {
	s := salvager{v: v}
	m, _ := s.header(0)
	if m == nil {
		return true
	}
	first, _ := m.at()
	return slices.ContainsFunc(zr.File, func(f *zip.File) bool {
		at, err := f.DataOffset()
		return err == nil && at == first
	})
}

// whole is how many members are all there.
func (t *tree) whole() int {
	n := 0
	for _, in := range t.inputs {
		if !in.src.(*member).cut {
			n++
		}
	}
	return n
}

// salvager follows the headers of an archive.
type salvager struct {
	v      *volume
	allow  *allowance
	err    error
	window []byte // what was read last, so that looking for signatures is one pass
	from   int64  // where the window begins
	zr     io.ReadCloser
}

// lookAhead is less than what a streamed archive remembers, windowSize.
const lookAhead = 64 << 10

// read is up to n bytes at a place, valid until the next call.
func (s *salvager) read(at int64, n int) []byte {
	n = int(min(int64(n), s.v.size-at))
	if n <= 0 {
		return nil
	}
	if at < s.from || at+int64(n) > s.from+int64(len(s.window)) {
		if cap(s.window) < max(n, lookAhead) {
			s.window = make([]byte, max(n, lookAhead))
		}
		got, _ := s.v.ReadAt(s.window[:max(n, lookAhead)], at)
		s.window, s.from = s.window[:got], at
		n = min(n, got)
	}
	return s.window[at-s.from:][:n]
}

// find is the next place of a signature; the archive's size without one.
func (s *salvager) find(signature string, from int64) int64 {
	const step = lookAhead / 4
	for at := from; at < s.v.size; at += step {
		b := s.read(at, step+len(signature)-1)
		if i := bytes.Index(b, []byte(signature)); i >= 0 {
			return at + int64(i)
		}
		if len(b) == 0 { // the archive is shorter than it claims
			break
		}
	}
	return s.v.size
}

// header is the member whose header lies at a place, and where its data begin; nil
// when there is none.
func (s *salvager) header(at int64) (m *member, from int64) {
	b := s.read(at, localHeaderSize)
	if len(b) < localHeaderSize || string(b[:4]) != localHeader {
		return nil, 0
	}
	u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	h := &zip.FileHeader{
		Flags: u16(b[6:]), Method: u16(b[8:]), CRC32: u32(b[14:]),
		CompressedSize64: uint64(u32(b[18:])), UncompressedSize64: uint64(u32(b[22:])),
	}
	name, extra := int(u16(b[26:])), int(u16(b[28:]))
	rest := s.read(at+localHeaderSize, name+extra)
	if len(rest) < name+extra {
		return nil, 0
	}
	h.Name = string(rest[:name])
	wide(h, rest[name:])
	from = at + localHeaderSize + int64(len(rest))
	return &member{header: h, at: func() (int64, error) { return from, nil }}, from
}

// member is the one whose header lies at a place, and where the next may lie; nil
// when there is none.
func (s *salvager) member(at int64) (m *member, next int64) {
	m, from := s.header(at)
	if m == nil {
		return nil, 0
	}
	h := m.header
	if next = from + int64(min(h.CompressedSize64, 1<<62-1)); h.Flags&sizesFollow != 0 && h.CompressedSize64 == 0 {
		next = s.measure(m, from)
	}
	if next > s.v.size || next < from {
		m.cut, next = true, s.v.size
		h.CompressedSize64 = uint64(next - from)
	}
	size := int64(h.CompressedSize64)
	m.stored = func() (io.Reader, error) { return io.NewSectionReader(s.v, from, size), nil }
	return m, next
}

// wide takes sizes of 4 GB and more from the header's extra fields.
func wide(h *zip.FileHeader, extra []byte) {
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		field := extra[4:min(4+n, len(extra))]
		extra = extra[4+len(field):]
		if id != zip64Extra {
			continue
		}
		for _, size := range []*uint64{&h.UncompressedSize64, &h.CompressedSize64} {
			if *size == unknown32 && len(field) >= 8 {
				*size, field = binary.LittleEndian.Uint64(field), field[8:]
			}
		}
	}
}

// measure finds the end of a member whose sizes stand behind it, fills them in and
// returns where the next may lie; behind the archive's end when it is cut off.
func (s *salvager) measure(m *member, from int64) (next int64) {
	h := m.header
	switch {
	case h.Flags&1 != 0 || h.Method != zip.Store && h.Method != zip.Deflate:
		next = s.find(localHeader, from) // it will not be read
		h.CompressedSize64 = uint64(next - from)
		return next
	case h.Method == zip.Store:
		return s.measureStored(h, from)
	}
	packed, size, sum, err := s.inflate(from)
	h.CompressedSize64, h.UncompressedSize64, h.CRC32 = uint64(packed), uint64(size), sum
	switch {
	case errors.Is(err, errAllowance):
		s.err = err
	case isCorrupt(err):
		next = s.find(localHeader, from)
		h.CompressedSize64 = uint64(next - from)
		return next
	case err != nil:
		return s.v.size + 1
	}
	end := from + packed
	return end + s.descriptor(h, end)
}

// takenWeight is what a byte of a stream counts for that is taken to measure it, in
// bytes that it yields: streams made to harm yield nothing for all they take, and lie
// within each other. Ours: text of watches yields up to ten for one.
const takenWeight = 8

// inflate measures a deflated stream, which knows its own end.
func (s *salvager) inflate(from int64) (packed, size int64, sum uint32, err error) {
	in := &counted{r: bufio.NewReader(io.NewSectionReader(s.v, from, s.v.size-from))}
	if s.zr == nil {
		s.zr = flate.NewReader(in)
	} else if err := s.zr.(flate.Resetter).Reset(in, nil); err != nil {
		return 0, 0, 0, err
	}
	crc := crc32.NewIEEE()
	out := &inflating{r: s.zr, allow: s.allow, crc: crc}
	size, err = io.Copy(io.Discard, out)
	switch {
	case s.allow.left.Add(-takenWeight*in.n) < 0:
		err = errAllowance
	case errors.Is(err, errCRC): // the sum is not known yet
		err = nil
	}
	return in.n, size, crc.Sum32(), err
}

// counted counts the bytes that are taken from it: of one that yields single bytes
// flate takes no more than the stream has.
type counted struct {
	r *bufio.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte implements io.ByteReader.
func (c *counted) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// descriptor takes the checksum from what follows a member's data, and returns its
// length; 0 when there is none that fits.
func (s *salvager) descriptor(h *zip.FileHeader, at int64) int64 {
	b := s.read(at, descriptorSize)
	signed := strings.HasPrefix(string(b), dataDescriptor)
	if signed {
		b = b[len(dataDescriptor):]
	}
	n := fits(b, h.CompressedSize64, h.UncompressedSize64)
	if n == 0 {
		return 0
	}
	h.CRC32 = binary.LittleEndian.Uint32(b)
	if signed {
		n += int64(len(dataDescriptor))
	}
	return n
}

// fits is the length of a descriptor of these sizes, its signature left out; 0 for
// other bytes.
func fits(b []byte, packed, size uint64) int64 {
	le := binary.LittleEndian
	switch {
	case len(b) >= 12 && uint64(le.Uint32(b[4:])) == packed && uint64(le.Uint32(b[8:])) == size:
		return 12
	case len(b) >= 20 && le.Uint64(b[4:]) == packed && le.Uint64(b[12:]) == size:
		return 20
	}
	return 0
}

// measureStored looks for the descriptor of a member that was not compressed: the
// one that states how far away it is.
func (s *salvager) measureStored(h *zip.FileHeader, from int64) (next int64) {
	for at := s.find(dataDescriptor, from); at < s.v.size; at = s.find(dataDescriptor, at+1) {
		size := uint64(at - from)
		h.CompressedSize64, h.UncompressedSize64 = size, size
		if n := s.descriptor(h, at); n > 0 {
			return at + n
		}
	}
	h.CompressedSize64, h.UncompressedSize64 = uint64(s.v.size-from), uint64(s.v.size-from)
	return s.v.size + 1
}
