package table

import (
	"bytes"
	"strings"
	"testing"
)

// Every column has a description.
func TestDictionary(t *testing.T) {
	text := Dictionary() + PublishedDictionary()
	for _, columns := range [][]Column{
		ColumnsOf[Run](), ColumnsOf[LongRun](), ColumnsOf[Runner](),
		ColumnsOf[PublishedRun](), ColumnsOf[PublishedLongRun](), ColumnsOf[PublishedRunner](),
	} {
		for _, c := range columns {
			if c.About == "" || strings.ContainsAny(c.About, "|\n") || !strings.Contains(text, "| "+c.Name+" | "+c.Type) {
				t.Errorf("column %s (%s): %q", c.Name, c.Type, c.About)
			}
		}
	}
}

// Open reads what Writer wrote, and refuses other versions.
func TestParquet(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter[Runner](&out, "v1")
	lthr := 170.0
	for i := range 3 {
		if err := w.Group([]Runner{{Runner: "a", Runs: int32(i)}, {Runner: "b", LTHR: &lthr}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := Open[Runner](bytes.NewReader(out.Bytes()), int64(out.Len()), "v1")
	if err != nil || f.Groups() != 3 {
		t.Fatal(f, err)
	}
	rows, err := f.Rows(2)
	if err != nil || len(rows) != 2 || rows[0].Runs != 2 || rows[0].LTHR != nil || *rows[1].LTHR != lthr {
		t.Errorf("%+v, %v", rows, err)
	}
	if _, err := Open[Runner](bytes.NewReader(out.Bytes()), int64(out.Len()), "v2"); err == nil || !strings.Contains(err.Error(), `"v1", want "v2"`) {
		t.Errorf("another version: %v", err)
	}
}
