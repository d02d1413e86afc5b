package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"dayafter/internal/render/csv"
	render "dayafter/internal/render/json"
	"dayafter/internal/testing/golden"
	"dayafter/internal/testing/testfile"
)

// session matches a command of the README and the block with its output.
var session = regexp.MustCompile("(?ms)^\\$ (make demo|dayafter [^\n]*)\n```\n\n```\n(.*?)\n```")

// The outputs in the README are those that the program prints.
func TestREADME(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := session.FindAllSubmatch(text, -1)
	if len(found) < 2 {
		t.Fatalf("%d sessions in the README, want the demo and a classify", len(found))
	}
	for _, m := range found {
		command, shown := string(m[1]), string(m[2])
		got := strings.TrimRight(printed(t, command), "\n")
		if golden.Updating() {
			text = bytes.Replace(text, m[0], bytes.Replace(m[0], m[2], []byte(got), 1), 1)
		} else if got != shown {
			t.Errorf("$ %s\nshown:\n%s\nprinted:\n%s", command, shown, got)
		}
	}
	if golden.Updating() {
		if err := os.WriteFile("README.md", text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// printed runs a command of the README; make demo is the Makefile's recipe.
func printed(t *testing.T, command string) string {
	t.Helper()
	if command == "make demo" {
		command = "dayafter season fixtures/season -o " + filepath.Join(t.TempDir(), "season.xlsx")
	}
	var out, errs bytes.Buffer
	args := append(strings.Fields(command), "--no-cache", "--quiet")
	if code := run(t.Context(), args, &out, &errs); code != exitOK {
		t.Fatalf("%s: exit code %d: %s", command, code, errs.String())
	}
	return regexp.MustCompile(`(?m)^wrote .*season.xlsx and .*season.html$`).ReplaceAllString(out.String(), "wrote reports/season.xlsx and reports/season.html")
}

// The README names every field of scan --json.
func TestFieldsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Concat(fieldsOf(reflect.TypeFor[render.Record]()), csv.Columns()) {
		if !bytes.Contains(text, []byte("`"+name+"`")) {
			t.Errorf("%s is not in the README", name)
		}
	}
}

// fieldsOf returns the JSON names of the fields of a type, including nested
// ones.
func fieldsOf(t reflect.Type) (names []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return fieldsOf(t.Elem())
	case reflect.Struct:
		for f := range t.Fields() {
			names = append(append(names, f.Tag.Get("json")), fieldsOf(f.Type)...)
		}
	}
	return names
}

// reports/season.json holds the sample workbook as text, so that a diff shows each
// change. make reports rewrites the text, the workbook and its picture.
func TestSample(t *testing.T) {
	t.Chdir("../..")
	book := filepath.Join(t.TempDir(), "season.xlsx")
	got := must(t, "season", "fixtures/season", "--no-cache", "--quiet", "--json", "-o", book)
	if runtime.GOARCH == "amd64" && !bytes.Equal(testfile.Read(t, book), testfile.Read(t, "reports/season.xlsx")) { // other processors fuse multiplication and addition
		t.Error("reports/season.xlsx is not what the program makes of fixtures/season: run make reports")
	}
	if got != string(testfile.Read(t, "reports/season.json")) {
		t.Error("reports/season.json is not what the program makes of fixtures/season: run make reports and read the diff")
	}
}
