package ingest

import (
	"path/filepath"
	"slices"
	"testing"

	"dayafter/internal/format"
)

// TestEveryFormatHasARankAndADecoder compares the table of contents with package format and
// with the packages that have a decoder: those below format, and those below export that do
// not read a list.
func TestEveryFormatHasARankAndADecoder(t *testing.T) {
	var decoded []string
	for _, c := range contents {
		if c.isFormat() {
			decoded = append(decoded, string(c.kind))
		}
	}
	if bad := differ(decoded, format.All()); bad != "" {
		t.Errorf("package format and the table of contents differ by %s", bad)
	}
	packages := packagesBelow(t, "../format")
	for _, name := range packagesBelow(t, "export") {
		if !slices.ContainsFunc(vendors, func(v vendor) bool { return v.name == name }) {
			packages = append(packages, name)
		}
	}
	if bad := differ(decoded, packages); bad != "" {
		t.Errorf("the decoders and the table of contents differ by %s", bad)
	}
	if format.Rank("new") <= format.Rank(format.GPX) {
		t.Error("a format without a rank ranks above GPX")
	}
	if differ([]string{"a", "b"}, []string{"b", "a"}) != "" || differ([]string{"a"}, []string{"a", "b"}) != "b" || differ([]string{"a"}, nil) != "a" {
		t.Error("the comparison does not see what is missing")
	}
}

func TestEveryExportIsInTheTable(t *testing.T) {
	var names []string
	for _, v := range vendors {
		names = append(names, v.name)
		readers := 0
		for _, set := range []bool{v.table != nil, v.list != nil, v.records} {
			if set {
				readers++
			}
		}
		if readers != 1 || (v.list == nil) != (v.root == nil) {
			t.Errorf("%s has %d readers, want one", v.name, readers)
		}
		if c := contentOf(v.kind); c.kind != v.kind || c.list == v.records {
			t.Errorf("%s reads content %s, which holds no list", v.name, v.kind)
		}
	}
	packages := packagesBelow(t, "export")
	for _, name := range names {
		if !slices.Contains(packages, name) {
			t.Errorf("the table lists %s, which is no package below export", name)
		}
	}
}

func TestEveryContentIsDescribed(t *testing.T) {
	seen := map[Kind]bool{}
	for _, c := range contents {
		switch {
		case seen[c.kind]:
			t.Errorf("%s stands in the table twice", c.kind)
		case c.sniff == nil:
			t.Errorf("%s has no sniffer", c.kind)
		case c.isFormat() == (c.reason != ""):
			t.Errorf("%s needs either a decoder or a reason", c.kind)
		case (c.isFormat() || c.list) && c.reading != whole:
			t.Errorf("%s is not read whole", c.kind)
		}
		seen[c.kind] = true
	}
}

// packagesBelow returns the names of the folders in a folder.
func packagesBelow(t *testing.T, dir string) []string {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no packages below %s: %v", dir, err)
	}
	var names []string
	for _, f := range folders {
		if name := filepath.Base(filepath.Dir(f)); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// differ returns a name that only one of the lists has, or "".
func differ(a, b []string) string {
	for _, lists := range [][2][]string{{a, b}, {b, a}} {
		for _, name := range lists[0] {
			if !slices.Contains(lists[1], name) {
				return name
			}
		}
	}
	return ""
}
