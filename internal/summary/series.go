package summary

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Series is a series of bytes as it is kept, in memory as in the cache: packed, at
// half the size. It is unpacked where it is read, and never changed. nil is none.
//
// It holds the number of values, then for each block of them the lowest and the
// width in bits of the highest above it, then the values above the lowest, so many
// bits each, low bits first (frame of reference, Goldstein, Ramakrishnan & Shaft
// 1998).
type Series []byte

// block is how many values are packed with one width. Ours: 16 gave the smallest
// traces of 8, 16, 32 and 64.
const block = 16

// Pack makes a Series of the values; nil without any.
func Pack(values []uint8) Series {
	if len(values) == 0 {
		return nil
	}
	return slices.Clone(pack(make([]byte, 0, len(values)), values))
}

// Len is the number of values.
func (s Series) Len() int {
	n, _ := binary.Uvarint(s)
	return int(n)
}

// AppendTo appends the values to dst.
func (s Series) AppendTo(dst []uint8) []uint8 {
	n, k := binary.Uvarint(s)
	was := len(dst)
	dst = slices.Grow(dst, int(n))[:was+int(n)]
	s = s[k:]
	for part := dst[was:]; len(part) > 0; {
		size := min(block, len(part))
		low, width := s[0], int(s[1])
		spread(part[:size], s[2:], low, width)
		part, s = part[size:], s[2+packed(size, width):]
	}
	return dst
}

// packed is how many bytes so many values take at a width in bits.
func packed(values, width int) int { return (width*values + 7) / 8 }

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

// leadingSeries splits off the Series that b begins with; ok is false when b does
// not begin with one.
func leadingSeries(b []byte) (s Series, rest []byte, ok bool) {
	n, k := binary.Uvarint(b)
	// Every block costs two bytes at least.
	if k <= 0 || n > uint64(len(b))*block/2 {
		return nil, b, false
	}
	if n == 0 {
		return nil, b[k:], true
	}
	at := k
	for left := int(n); left > 0; left -= block {
		if len(b) < at+2 || b[at+1] > 8 {
			return nil, b, false
		}
		at += 2 + packed(min(block, left), int(b[at+1]))
	}
	if at > len(b) {
		return nil, b, false
	}
	return b[:at:at], b[at:], true
}

// spread fills part with low plus the values of so many bits that b begins with.
// Eight values take as many bytes as one has bits.
func spread(part, b []uint8, low uint8, width int) {
	lanes, lows := lanesOf(uint(width)), uint64(low)*0x0101010101010101
	for ; len(part) >= 8; part, b = part[8:], b[width:] {
		binary.LittleEndian.PutUint64(part, lanes.spread(first64(b))+lows)
	}
	if len(part) == 0 {
		return
	}
	var rest [8]uint8
	binary.LittleEndian.PutUint64(rest[:], lanes.spread(first64(b))+lows)
	copy(part, rest[:])
}

// lanes spread eight values of so many bits each over the bytes of a word, by
// halves: four to each half of the word, two to each quarter, one to each byte.
type lanes struct {
	width                uint
	halves, fours, bytes uint64 // what a half, a quarter and a byte may hold
}

func lanesOf(width uint) lanes {
	return lanes{
		width:  width,
		halves: 1<<(4*width) - 1,
		fours:  (1<<(2*width) - 1) * 0x0000000100000001,
		bytes:  (1<<width - 1) * 0x0001000100010001,
	}
}

func (l *lanes) spread(v uint64) uint64 {
	v = v&l.halves | v>>(4*l.width&63)&l.halves<<32
	v = v&l.fours | v>>(2*l.width&63)&l.fours<<16
	return v&l.bytes | v>>(l.width&63)&l.bytes<<8
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
