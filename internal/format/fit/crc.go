package fit

import "encoding/binary"

// crcStep is the number of bytes that the sliced CRC handles at a time.
const crcStep = 16

// crcTables holds the slicing tables of FIT's CRC-16 (reflected polynomial 0xA001, initial
// value 0): table k holds a byte's remainder after k further zero bytes. Kounavis and
// Berry, "Novel Table Lookup-Based Algorithms for High-Performance CRC Generation", IEEE
// Trans. Comput. 57 (2008).
var crcTables = newCRCTables()

func newCRCTables() *[crcStep][256]uint16 {
	var t [crcStep][256]uint16
	for b := range t[0] {
		crc := uint16(b)
		for range 8 {
			low := crc & 1
			crc >>= 1
			crc ^= low * 0xA001
		}
		t[0][b] = crc
	}
	for k := 1; k < crcStep; k++ {
		for b := range t[k] {
			prev := t[k-1][b]
			t[k][b] = prev>>8 ^ t[0][byte(prev)]
		}
	}
	return &t
}

// checksum returns FIT's CRC-16 of data.
func checksum(data []byte) uint16 {
	t, crc := crcTables, uint16(0)
	for len(data) >= crcStep {
		lo := binary.LittleEndian.Uint64(data) ^ uint64(crc)
		hi := binary.LittleEndian.Uint64(data[8:])
		crc = t[15][byte(lo)] ^ t[14][byte(lo>>8)] ^ t[13][byte(lo>>16)] ^ t[12][byte(lo>>24)] ^
			t[11][byte(lo>>32)] ^ t[10][byte(lo>>40)] ^ t[9][byte(lo>>48)] ^ t[8][byte(lo>>56)] ^
			t[7][byte(hi)] ^ t[6][byte(hi>>8)] ^ t[5][byte(hi>>16)] ^ t[4][byte(hi>>24)] ^
			t[3][byte(hi>>32)] ^ t[2][byte(hi>>40)] ^ t[1][byte(hi>>48)] ^ t[0][byte(hi>>56)]
		data = data[crcStep:]
	}
	for _, b := range data {
		crc = crc>>8 ^ t[0][byte(crc)^b]
	}
	return crc
}
