package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"dayafter/internal/testing/golden"
)

// spoken lists the packages whose texts a runner reads: sheets, terminal, reasons, issues
// and messages.
var spoken = []string{
	"cmd/dayafter", "internal/app", "internal/classify", "internal/clean", "internal/experiment", "internal/extent", "internal/format/*",
	"internal/history", "internal/ingest", "internal/ingest/*", "internal/ingest/export/*", "internal/reconcile",
	"internal/render/html", "internal/render/text", "internal/render/xlsx", "internal/report", "internal/season", "internal/zone",
}

// TestSentences compares every text of three words or more with testdata/sentences.txt, so
// that a reviewer sees each change of what a runner reads. -update rewrites the file.
func TestSentences(t *testing.T) {
	var got []string
	for _, pattern := range spoken {
		folders, err := filepath.Glob(filepath.Join("../..", pattern))
		if err != nil || len(folders) == 0 {
			t.Fatalf("%s: no folder: %v", pattern, err)
		}
		for _, folder := range folders {
			got = append(got, sentencesOf(t, folder)...)
		}
	}
	slices.Sort(got)
	text := strings.Join(slices.Compact(got), "\n") + "\n"
	golden.Check(t, filepath.Join("testdata", "sentences.txt"), text)
}

// sentencesOf returns the texts in the sources of a package, each after the package's path.
func sentencesOf(t *testing.T, folder string) (found []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.ToSlash(strings.TrimPrefix(filepath.Clean(folder), filepath.Join("..", "..")+string(filepath.Separator)))
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, isTag := n.(*ast.Field); isTag {
				return false
			}
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			if text, err := strconv.Unquote(literal.Value); err == nil {
				for _, s := range textsIn(text) {
					found = append(found, name+": "+s)
				}
			}
			return true
		})
	}
	return found
}

var (
	inFormula = regexp.MustCompile(`"([^"]*)"`)
	words     = regexp.MustCompile(`[A-Za-z']+(?:[ ,;:.%()]+[A-Za-z'%0-9]+){2,}`)
	spaces    = regexp.MustCompile(`\s+`)
)

// textsIn returns the texts of a literal: those between quotes if the literal is part of
// a formula, else the literal itself.
func textsIn(literal string) (texts []string) {
	parts := []string{literal}
	if strings.Contains(literal, `"`) && strings.ContainsAny(literal, "([&") {
		parts = nil
		for _, m := range inFormula.FindAllStringSubmatch(literal, -1) {
			parts = append(parts, m[1])
		}
	}
	for _, p := range parts {
		if p = strings.TrimSpace(spaces.ReplaceAllString(p, " ")); words.MatchString(p) && !strings.Contains(p, "</") && !strings.ContainsFunc(p, unicode.IsControl) {
			texts = append(texts, p)
		}
	}
	return texts
}
