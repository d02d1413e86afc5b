package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"
)

func TestForwardReadsLikeMemory(t *testing.T) {
	data := make([]byte, 3<<20)
	for i := range data {
		data[i] = byte(i * i >> 7)
	}
	opened := 0
	f := &forward{open: func() (io.ReadCloser, error) {
		opened++
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
	mem := bytes.NewReader(data)
	for i, c := range []struct{ off, n int64 }{
		{0, 10},
		{3<<20 - 22, 22},
		{3<<20 - 22, 100},
		{100, 0},
		{5000, 300 << 10},
		{4000, 2000},
		{2 << 20, 1},
		{2<<20 - 100, 5000},
		{3 << 20, 1},
		{4 << 20, 1},
		{0, 3 << 20},
		{7, 1},
	} {
		got, want := make([]byte, c.n), make([]byte, c.n)
		n, err := f.ReadAt(got, c.off)
		m, wantErr := mem.ReadAt(want, c.off)
		if n != m || !bytes.Equal(got, want) || (err == nil) != (wantErr == nil) {
			t.Errorf("%d: read %d bytes (%v), want %d (%v)", i, n, err, m, wantErr)
		}
	}
	if opened > 8 {
		t.Errorf("opened %d times", opened)
	}
}

// TestMeasuringCountsCompressedBytes measures a stream that inflates to nothing. In a
// malicious archive, thousands of headers could precede such a stream, and each would be
// measured through the rest of the archive.
func TestMeasuringCountsCompressedBytes(t *testing.T) {
	data := make([]byte, localHeaderSize, 1<<20)
	copy(data, localHeader)
	binary.LittleEndian.PutUint16(data[6:], sizesFollow)
	binary.LittleEndian.PutUint16(data[8:], zip.Deflate)
	for emptyBlock := []byte{0, 0, 0, 0xff, 0xff}; len(data) < 1<<20; {
		data = append(data, emptyBlock...)
	}
	s := salvager{v: &Volume{ReaderAt: bytes.NewReader(data), Size: int64(len(data))}, allow: AllowanceOf(takenWeight * 1 << 19)}
	if s.member(0); !errors.Is(s.err, ErrAllowance) {
		t.Errorf("error %v, want that of the allowance", s.err)
	}
}
