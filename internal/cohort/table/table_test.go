package table

import (
	"bytes"
	"strings"
	"testing"
)

func TestEveryColumnHasADescription(t *testing.T) {
	text := Dictionary() + PublishedDictionary()
	for _, columns := range [][]Column{
		ColumnsOf[Run](), ColumnsOf[LongRun](), ColumnsOf[Runner](),
		ColumnsOf[PublishedRun](), ColumnsOf[PublishedLongRun](), ColumnsOf[PublishedRunner](),
	} {
		for _, c := range columns {
			if c.About == "" || strings.ContainsAny(c.About, "|\n") || !strings.Contains(text, "| "+c.Name+" | "+c.Type) {
				t.Errorf("column %s (%s) has no description of one line in the dictionary: %q", c.Name, c.Type, c.About)
			}
		}
	}
}

// Open reads what Writer wrote, and refuses tables of other versions.
func TestOpenReadsWhatWriterWrote(t *testing.T) {
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
		t.Fatalf("%v, error %v; want a file with 3 groups", f, err)
	}
	rows, err := f.Rows(2)
	if err != nil || len(rows) != 2 || rows[0].Runs != 2 || rows[0].LTHR != nil || *rows[1].LTHR != lthr {
		t.Errorf("the third group holds %+v, error %v", rows, err)
	}
	if _, err := Open[Runner](bytes.NewReader(out.Bytes()), int64(out.Len()), "v2"); err == nil || !strings.Contains(err.Error(), `"v1", want "v2"`) {
		t.Errorf("tables of version v1, opened as v2: error %v, want one that names both", err)
	}
}
