// Package golden compares what a test made with a file that a person can review. Every test
// that imports the package takes the flag -update.
package golden

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the files that hold expected output anew")

// Updating reports whether the tests write their files anew instead of failing.
func Updating() bool { return *update }

// Check fails the test unless the file at path holds the text. With -update it writes the
// text to the file.
func Check(t testing.TB, path, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(text, "\n")); diff != "" {
		t.Errorf("%s (-want +got; read the difference, then run the test with -update):\n%.4000s", path, diff)
	}
}
