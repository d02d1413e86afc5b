package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dayafter/internal/classify"
	"dayafter/internal/season"
	"dayafter/internal/testing/testfile"
)

// maxStateDocs is the largest share of function docs that may say what a function
// is instead of what it does.
const maxStateDocs = 0.12

// stateDoc matches a doc comment such as "speed is the mean of the speeds".
var stateDoc = regexp.MustCompile(`^\w+ (is|are|was|were)\b`)

// isStateDoc reports whether a doc comment describes a state. Its first word is
// the function's name.
func isStateDoc(doc string) bool { return stateDoc.MatchString(doc) }

// functionDocs returns the doc comments of all functions below the folders, with
// their positions. Generated files and tests are left out.
func functionDocs(t *testing.T, folders ...string) map[string]string {
	t.Helper()
	docs := map[string]string{}
	files := token.NewFileSet()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, decl := range f.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && fn.Doc != nil {
					docs[files.Position(fn.Pos()).String()] = fn.Doc.Text()
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return docs
}

// testName matches the name of a test in a document.
var testName = regexp.MustCompile(`\b(Test|Fuzz|Benchmark)[A-Z]\w+`)

// testFunc matches the declaration of a test.
var testFunc = regexp.MustCompile(`(?m)^func (\w+)\(`)

// TestDocumentsNameTestsThatExist checks that no document names a test that was renamed or
// removed.
func TestDocumentsNameTestsThatExist(t *testing.T) {
	known := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, m := range testFunc.FindAllSubmatch(testfile.Read(t, path), -1) {
			known[string(m[1])] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	reports, err := filepath.Glob("../../reports/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(reports, "../../README.md", "../../ARCHITECTURE.md", "../../CONTRIBUTING.md") {
		for _, name := range testName.FindAllString(string(testfile.Read(t, path)), -1) {
			if !known[name] {
				t.Errorf("%s names %s, which does not exist", filepath.Base(path), name)
			}
		}
	}
}

func TestFunctionDocsBeginWithAVerb(t *testing.T) {
	docs := functionDocs(t, "..", "../../internal")
	var states []string
	for at, doc := range docs {
		if isStateDoc(doc) {
			first, _, _ := strings.Cut(doc, "\n")
			states = append(states, at+": "+first)
		}
	}
	share := float64(len(states)) / float64(len(docs))
	t.Logf("%d of %d function docs (%.0f %%) say what a function is", len(states), len(docs), 100*share)
	if share > maxStateDocs {
		t.Errorf("the limit is %.0f %%; begin these with a verb:\n%s", 100*maxStateDocs, strings.Join(states, "\n"))
	}
}

func TestStateDocsAreSeen(t *testing.T) {
	for doc, want := range map[string]bool{
		"speed is the mean.": true, "speeds are all of them.": true, "speed returns the mean.": false, "issue reports it.": false,
	} {
		if isStateDoc(doc) != want {
			t.Errorf("%q: %v", doc, !want)
		}
	}
}

// TestDaysAfterAreNamed fails if a document that lists the kinds of day after leaves a
// kind out.
func TestDaysAfterAreNamed(t *testing.T) {
	for _, file := range []string{"../../README.md", "../../internal/cohort/table/table.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range season.FollowedKinds {
			if !strings.Contains(string(text), k.String()) {
				t.Errorf("%s does not name the kind of day after %q", file, k)
			}
		}
	}
}

// TestKindsAreNamed fails if a document that lists the kinds of key runs leaves a kind
// out.
func TestKindsAreNamed(t *testing.T) {
	for _, file := range []string{
		"../../README.md", "../../internal/report/readme.go", "../../internal/cohort/table/table.go",
		"../../internal/cohort/table/published.go", "../../internal/render/json/record.go",
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range classify.Kinds() {
			if k != classify.LongWithQuality && !strings.Contains(string(text), k.String()) {
				t.Errorf("%s does not name the kind %v", file, k)
			}
		}
	}
}
