package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
)

// A zip archive names its members twice: in a header before each member, and in a table of
// contents at its end. The table is missing if a download broke off or a disk was full.
// Then salvage reads the headers from the front (PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7
// to 4.3.9).

// Signatures, and the lengths of the records that they begin.
const (
	localHeader     = "PK\x03\x04"
	dataDescriptor  = "PK\x07\x08"
	localHeaderSize = 30
	descriptorSize  = 24 // the longest form: with signature and 8-byte sizes
	// sizesFollow is bit 3 of the flags: sizes and checksum follow the data.
	sizesFollow = 1 << 3
	zip64Extra  = 1
	unknown32   = 1<<32 - 1
)

// salvage lists the members of an archive without a table of contents. The last member may
// be cut off; it is read like any truncated file.
func salvage(v *Volume, allow *Allowance) (*Contents, error) {
	s := salvager{v: v, allow: allow}
	c := &Contents{Salvaged: true}
	names := 0
	for at := int64(0); at+localHeaderSize <= v.Size; {
		m, next := s.member(at)
		if m == nil {
			at = s.find(localHeader, at+1)
			continue
		}
		at = next
		if names += len(m.header.Name); len(c.Members) == maxMembers || names > maxDirectory {
			break
		}
		c.add(m)
		if s.err != nil {
			return nil, s.err
		}
	}
	if len(c.Members) == 0 {
		return nil, ErrNoDirectory
	}
	c.refuseOverlaps(v)
	return c, nil
}

// salvager walks from header to header of an archive.
type salvager struct {
	v      *Volume
	allow  *Allowance
	err    error
	window []byte // the bytes read last, so that searching for signatures takes one pass
	from   int64  // offset of the window
	zr     io.ReadCloser
}

// lookAhead is the size of the window, below windowSize so that a streamed archive
// still has these bytes.
const lookAhead = 64 << 10

// read returns up to n bytes at an offset. They are valid until the next call.
func (s *salvager) read(at int64, n int) []byte {
	n = int(min(int64(n), s.v.Size-at))
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

// find returns the next offset of a signature, or the size of the archive if there
// is none.
func (s *salvager) find(signature string, from int64) int64 {
	const step = lookAhead / 4
	for at := from; at < s.v.Size; at += step {
		b := s.read(at, step+len(signature)-1)
		if i := bytes.Index(b, []byte(signature)); i >= 0 {
			return at + int64(i)
		}
		if len(b) == 0 { // the archive is shorter than it claims
			break
		}
	}
	return s.v.Size
}

// header returns the member whose header lies at an offset, and the offset of the
// member's data. It returns nil if no header lies there.
func (s *salvager) header(at int64) (m *Member, from int64) {
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
	readZip64Sizes(h, rest[name:])
	from = at + localHeaderSize + int64(len(rest))
	return &Member{header: h, allow: s.allow, at: func() (int64, error) { return from, nil }}, from
}

// member returns the member whose header lies at an offset, and the offset at which
// the next header may lie. It returns nil if no header lies there.
func (s *salvager) member(at int64) (m *Member, next int64) {
	m, from := s.header(at)
	if m == nil {
		return nil, 0
	}
	h := m.header
	if next = from + int64(min(h.CompressedSize64, 1<<62-1)); h.Flags&sizesFollow != 0 && h.CompressedSize64 == 0 {
		next = s.measure(h, from)
	}
	if next > s.v.Size || next < from {
		m.cut, next = true, s.v.Size
		h.CompressedSize64 = uint64(next - from)
	}
	size := int64(h.CompressedSize64)
	m.stored = func() (io.Reader, error) { return io.NewSectionReader(s.v, from, size), nil }
	return m, next
}

// readZip64Sizes reads sizes of 4 GB and more from the header's extra fields.
func readZip64Sizes(h *zip.FileHeader, extra []byte) {
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
