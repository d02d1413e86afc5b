package summary

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Series is a packed series of bytes, which takes half the space in memory and in the
// cache. A Series is never changed. A nil Series is empty.
//
// It holds the number of values. Each block then holds its lowest value, the width
// in bits of its range, and each value minus the lowest in that width, low bits
// first (frame of reference, Goldstein, Ramakrishnan & Shaft 1998).
type Series []byte

// block is the number of values packed with one width. Ours: of 8, 16, 32 and 64,
// 16 gave the smallest traces.
const block = 16

// Pack returns the values as a Series; nil if there are none.
func Pack(values []uint8) Series {
	if len(values) == 0 {
		return nil
	}
	return slices.Clone(pack(make([]byte, 0, len(values)), values))
}

// Len returns the number of values.
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

// packed returns the number of bytes that values take at a width in bits.
func packed(values, width int) int { return (width*values + 7) / 8 }

// pack appends the packed values to dst. Eight values of n bits take n bytes.
func pack(dst []byte, s []uint8) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(s)))
	for part := range slices.Chunk(s, block) {
		low, high := part[0], part[0]
		for _, v := range part {
			low, high = min(low, v), max(high, v)
		}
		width := bits.Len8(high - low)
		dst = append(dst, low, byte(width))
		for len(part) > 0 {
			n := min(8, len(part))
			var held uint64
			for i, v := range part[:n] {
				held |= uint64(v-low) << (i * width & 63)
			}
			dst = binary.LittleEndian.AppendUint64(dst, held)[:len(dst)+packed(n, width)]
			part = part[n:]
		}
	}
	return dst
}

// leadingSeries splits off the Series at the start of b; ok is false if b does not
// start with a Series.
func leadingSeries(b []byte) (s Series, rest []byte, ok bool) {
	n, k := binary.Uvarint(b)
	// Every block takes at least two bytes.
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

// spread fills part with low plus the values of width bits at the start of b, as pack
// wrote them.
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

// lanes moves eight values of width bits each to the bytes of a word, in three steps: four
// values to each half of the word, two to each quarter, one to each byte.
type lanes struct {
	width                uint
	halves, fours, bytes uint64 // masks of a half, a quarter and a byte
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

// first64 returns the first eight bytes of b, padded with zeros.
func first64(b []uint8) uint64 {
	if len(b) >= 8 {
		return binary.LittleEndian.Uint64(b)
	}
	var held [8]uint8
	copy(held[:], b)
	return binary.LittleEndian.Uint64(held[:])
}
