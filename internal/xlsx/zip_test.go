package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// TestInsertsWhateverThePieces: a sheet that comes in pieces of any size gets its
// ending; the first piece holds the tag of its format.
func TestInsertsWhateverThePieces(t *testing.T) {
	const sheet = `<worksheet><sheetFormatPr defaultRowHeight="15"></sheetFormatPr><sheetData></sheetData></worksheet>`
	const want = `<worksheet><sheetFormatPr outlineLevelCol="1" defaultRowHeight="15"></sheetFormatPr><sheetData></sheetData><extLst/></worksheet>`
	for size := 1; size <= len(sheet)-30; size++ {
		var out bytes.Buffer
		z := &sortedZip{out: &out, inserts: map[string]insert{"sheet": {folded, "<extLst/>"}}}
		pieces := [][]byte{[]byte(sheet[:30])}
		for rest := []byte(sheet[30:]); len(rest) > 0; {
			n := min(size, len(rest))
			pieces, rest = append(pieces, rest[:n]), rest[n:]
		}
		if got := onePart(t, z, &out, pieces); got != want {
			t.Fatalf("pieces of %d: %s", size, got)
		}
	}
}

// onePart writes a part in pieces beside another, and reads it back.
func onePart(t *testing.T, z *sortedZip, out *bytes.Buffer, pieces [][]byte) string {
	t.Helper()
	for _, name := range []string{"z", "sheet", "a"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pieces {
			if n, err := w.Write(p); err != nil || n != len(p) {
				t.Fatalf("wrote %d of %d: %v", n, len(p), err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if names := archive.File[0].Name + archive.File[1].Name + archive.File[2].Name; names != "asheetz" {
		t.Errorf("parts in the order %s", names)
	}
	f, err := archive.Open("sheet")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
