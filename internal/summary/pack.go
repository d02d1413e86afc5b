package summary

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// block is how many values are packed with one width. Ours: 16 gave the smallest
// traces of 8, 16, 32 and 64.
const block = 16

// pack appends a series of bytes: its length, then for each block its lowest
// value and the width in bits of the highest value above it, then the values
// above the lowest, so many bits each, low bits first (frame of reference,
// Goldstein, Ramakrishnan & Shaft 1998).
func pack(dst []byte, s []uint8) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(s)))
	for part := range slices.Chunk(s, block) {
		low := slices.Min(part)
		width := bits.Len8(slices.Max(part) - low)
		dst = append(dst, low, byte(width))
		var held uint64
		n := 0
		for _, v := range part {
			held |= uint64(v-low) << n
			if n += width; n >= 32 {
				dst = binary.LittleEndian.AppendUint32(dst, uint32(held))
				held, n = held>>32, n-32
			}
		}
		for ; n > 0; n -= 8 {
			dst = append(dst, byte(held))
			held >>= 8
		}
	}
	return dst
}

// unpack reads what pack appended and returns the rest; ok is false when b is
// not that.
func unpack(b []byte) (s []uint8, rest []byte, ok bool) {
	length, k := binary.Uvarint(b)
	// Every block costs two bytes at least.
	if k <= 0 || length > uint64(len(b))*block/2 {
		return nil, b, false
	}
	b = b[k:]
	if length == 0 {
		return nil, b, true
	}
	s = make([]uint8, length)
	for part := range slices.Chunk(s, block) {
		if len(b) < 2 {
			return nil, b, false
		}
		low, width := b[0], int(b[1])
		size := (width*len(part) + 7) / 8
		if b = b[2:]; width > 8 || len(b) < size {
			return nil, b, false
		}
		spread(part, b, low, width)
		b = b[size:]
	}
	return s, b, true
}

// spread fills part with low plus the values of so many bits that b begins with.
// Eight values take as many bytes as one has bits.
func spread(part, b []uint8, low uint8, width int) {
	mask := uint64(1)<<width - 1
	for ; len(part) >= 8; part, b = part[8:], b[width:] {
		held := first64(b)
		for i := range part[:8] {
			part[i] = low + uint8(held&mask)
			held >>= width
		}
	}
	held := first64(b)
	for i := range part {
		part[i] = low + uint8(held&mask)
		held >>= width
	}
}

// first64 is the first eight bytes of b, zeros behind its end.
func first64(b []uint8) uint64 {
	if len(b) >= 8 {
		return binary.LittleEndian.Uint64(b)
	}
	var held [8]uint8
	copy(held[:], b)
	return binary.LittleEndian.Uint64(held[:])
}
