package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestCompress checks that parts of one piece, of many pieces and of an empty piece inflate
// to their content, and that the number of jobs does not change their bytes.
func TestCompress(t *testing.T) {
	var want []string
	var parts [][]piece
	for i, n := range []int{1, 9, 40} {
		var pieces []piece
		var text strings.Builder
		for j := range n {
			words := strings.Repeat(fmt.Sprintf("part %d, piece %d; ", i, j), 100*j)
			text.WriteString(words)
			pieces = append(pieces, func(xml []byte) []byte { return append(xml, words...) })
		}
		want, parts = append(want, text.String()), append(parts, pieces)
	}
	first := packed(t, parts, 1)
	for _, jobs := range []int{2, 3, 8} {
		if !bytes.Equal(packed(t, parts, jobs), first) {
			t.Errorf("%d jobs give other bytes than one", jobs)
		}
	}
	archive, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r) // checks the sum
		if err != nil || string(got) != want[i] {
			t.Errorf("part %d: %d bytes, want %d: %v", i, len(got), len(want[i]), err)
		}
	}
}

// packed returns the parts as an archive.
func packed(t *testing.T, parts [][]piece, jobs int) []byte {
	t.Helper()
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for i, c := range compress(parts, jobs) {
		if err := c.writeTo(zw, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
