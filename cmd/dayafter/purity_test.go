package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// surroundings are names that read or change the program's surroundings. Code
// below cmd gets the clock, the time zone, folders and settings from its caller,
// and returns results instead of printing them. "*" stands for every name.
var surroundings = map[string][]string{
	"time":    {"Now", "Since", "Until", "Local"},
	"os":      {"Exit", "Getenv", "LookupEnv", "Environ", "Args", "Stdin", "Stdout", "Stderr", "UserCacheDir", "UserConfigDir", "UserHomeDir"},
	"fmt":     {"Print", "Printf", "Println"},
	"log":     {"*"},
	"flag":    {"*"},
	"syscall": {"Exit", "Getenv"},
}

// pathNames are names that open or change files. Only pathPackages use them.
var pathNames = map[string][]string{
	"os": {
		"Open", "OpenFile", "OpenRoot", "OpenInRoot", "Create", "CreateTemp", "ReadFile", "WriteFile", "ReadDir", "Stat", "Lstat", "Mkdir", "MkdirAll",
		"MkdirTemp", "Remove", "RemoveAll", "Rename", "Chmod", "Chtimes", "DirFS", "CopyFS",
	},
	"path/filepath": {"Walk", "WalkDir", "Glob", "EvalSymlinks", "Abs"},
}

var pathPackages = []string{"ingest", "store", "disk", "output", "cohort"}

// breaches lists the forbidden names in the files of a package, whose name is
// relative to internal.
func breaches(pkg string, files ...*ast.File) (out []string) {
	for _, f := range files {
		imported := importsOf(f)
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && forbidden(pkg, imported[x.Name], n.Sel.Name) {
					out = append(out, pkg+" uses "+imported[x.Name]+"."+n.Sel.Name)
				}
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					out = append(out, pkg+" has an init function")
				}
			}
			return true
		})
	}
	return out
}

func forbidden(pkg, imported, name string) bool {
	has := func(names []string) bool { return slices.Contains(names, name) || slices.Contains(names, "*") }
	first, _, _ := strings.Cut(pkg, "/")
	return has(surroundings[imported]) || has(pathNames[imported]) && !slices.Contains(pathPackages, first)
}

// importsOf returns the import paths of a file by the name that the file uses.
func importsOf(f *ast.File) map[string]string {
	out := map[string]string{}
	for _, imp := range f.Imports {
		p, _ := strconv.Unquote(imp.Path.Value)
		name := path.Base(p)
		if imp.Name != nil {
			name = imp.Name.Name
		}
		out[name] = p
	}
	return out
}

func TestPurity(t *testing.T) {
	root := "../../internal"
	files := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, p)
		switch {
		case err != nil:
			return err
		case rel == "testing":
			return fs.SkipDir
		case !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files++
		for _, b := range breaches(filepath.ToSlash(filepath.Dir(rel)), f) {
			t.Error(b)
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files checked: %v", files, err)
	}
}

// The checker must see each kind of breach, and nothing else.
func TestPuritySeesBreaches(t *testing.T) {
	source := `package x
import ("fmt"; "os"; clock "time"; "log")
func init() { fmt.Println(clock.Now(), os.Getenv("HOME")); log.Fatal(); os.Open("x") }
var zone = clock.Local
var good = fmt.Sprint(clock.UTC, os.ErrNotExist)`
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := breaches("season", f); len(got) != 7 {
		t.Errorf("%d breaches, want 7: %q", len(got), got)
	}
	if got := breaches("store/decisions", f); len(got) != 6 {
		t.Errorf("%d breaches in a package that opens files, want 6: %q", len(got), got)
	}
}
