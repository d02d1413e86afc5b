package decisions

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// FuzzDecode checks that a file without damage has exactly the bytes that the program
// writes for its rows.
func FuzzDecode(f *testing.F) {
	sound := encode([]Row{{Runner: "default", Topic: session, Key: "k", Class: "easy", Note: "n"}, {Runner: "default", Topic: plan, Key: "p", Text: "t"}})
	for _, seed := range [][]byte{nil, sound, sound[:len(sound)/2], bytes.ToUpper(sound), []byte(`{"dayafter":"decisions","version":2}`)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := decode(data)
		if err == nil && c.sound() && !bytes.Equal(encode(c.rows), data) {
			t.Errorf("%d rows are sound, and would be written as %q", len(c.rows), encode(c.rows))
		}
	})
}

// FuzzParseExport checks that the rows of an accepted export are the same after exporting
// and parsing them again.
func FuzzParseExport(f *testing.F) {
	const row = `{"runner": "default", "topic": "session", "key": "k", "class": "easy"}`
	for _, seed := range []string{"", "[]", "[" + row + "]", "[" + row + "][" + row + "]", "[" + row + "] x", "[{}]", "null"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := ParseExport(strings.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		b := &Book{rows: map[id]Row{}}
		for _, r := range rows {
			b.rows[r.id()] = r
		}
		if err := b.Export(&out); err != nil {
			t.Fatal(err)
		}
		again, err := ParseExport(&out)
		if err != nil || !slices.Equal(again, b.Rows()) {
			t.Errorf("exported and parsed again: %v, error %v; want %v", again, err, b.Rows())
		}
	})
}

// TestParseExportReadsAll checks that an export with more text after its list is refused,
// because decisions in that text would be lost.
func TestParseExportReadsAll(t *testing.T) {
	const row = `{"runner": "default", "topic": "session", "key": "k", "class": "easy"}`
	for text, ok := range map[string]bool{"[" + row + "]\n\n": true, "[" + row + "][" + row + "]": false, "[" + row + "],": false} {
		if rows, err := ParseExport(strings.NewReader(text)); (err == nil) != ok {
			t.Errorf("%s: %v, error %v; accepted must be %v", text, rows, err, ok)
		}
	}
}
