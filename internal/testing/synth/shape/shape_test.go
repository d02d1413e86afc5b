package shape_test

import (
	"os"
	"strings"
	"testing"

	"dayafter/internal/testing/synth/shape"
)

// TestSeedsHaveTheirShape checks that the structure of each filled structure is the same
// structure.
func TestSeedsHaveTheirShape(t *testing.T) {
	for _, format := range shape.Formats() {
		seeds, err := shape.Seeds(format)
		if err != nil || len(seeds) < 30 {
			t.Fatalf("%s: %d seeds, error %v", format, len(seeds), err)
		}
		text, err := os.ReadFile("testdata/" + format + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			if got := shape.Of(format, seeds[i]); got != line {
				t.Errorf("%s, structure %d: got\n%s\nwant\n%s", format, i+1, got, line)
			}
		}
	}
}

// TestFillRefuses checks that damaged structures are errors.
func TestFillRefuses(t *testing.T) {
	for _, c := range []struct{ format, structure string }{
		{"fit", "M.x"}, {"fit", "D.0.0"}, {"fit", "D.0.0.20.253:x:1"}, {"fit", "H"}, {"gpx", "a(b"}, {"gpx", "a(  b)"},
	} {
		if file, err := shape.Fill(c.format, c.structure); err == nil {
			t.Errorf("%s %q: filled as %q", c.format, c.structure, file)
		}
	}
}
