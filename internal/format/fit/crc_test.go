package fit

import (
	"testing"

	"github.com/tormoder/fit/dyncrc16"
)

func TestChecksum(t *testing.T) {
	data := make([]byte, 100)
	for i := range data {
		data[i] = byte(i*i*7 + 13)
	}
	for n := range data {
		if got, want := checksum(data[:n]), dyncrc16.Checksum(data[:n]); got != want {
			t.Fatalf("checksum of %d bytes: got %#04x, want %#04x", n, got, want)
		}
	}
}

func BenchmarkChecksum(b *testing.B) {
	data := make([]byte, 1<<20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		checksum(data)
	}
}
