package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	render "dayafter/internal/render/json"
)

// scan runs scan --json over paths and returns its lines by file name, relative to root.
func scan(t *testing.T, root string, args ...string) map[string]render.Record {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), append([]string{"dayafter", "scan", "--no-cache", "--json"}, args...), &out, &errs)
	withoutActivity := code == exitNoResult && out.Len() > 0 // inputs, none of them an activity
	if code != exitOK && code != exitUnusable && !withoutActivity {
		t.Fatalf("scan %v: exit code %d: %s", args, code, errs.String())
	}
	recs := map[string]render.Record{}
	for dec := json.NewDecoder(&out); dec.More(); {
		var r render.Record
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		r.File = strings.TrimPrefix(r.File, root)
		recs[r.File] = r
	}
	return recs
}

func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, head := range rows[0] {
			m[head] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// Each file of fixtures/broken is read alone and must come out as expect.csv says.
func TestBroken(t *testing.T) {
	root := "../../fixtures/broken/"
	for _, want := range readCSV(t, root+"expect.csv") {
		name := want["file"]
		t.Run(name, func(t *testing.T) {
			path, _, _ := strings.Cut(name, "!")
			recs := scan(t, root, root+path)
			if len(recs) == 0 {
				t.Fatal("the file is missing in the output")
			}
			for _, r := range recs {
				checkBroken(t, r, want)
			}
		})
	}
}

func checkBroken(t *testing.T, r render.Record, want map[string]string) {
	t.Helper()
	used := r.Status == "used" || r.Status == "other-sport" || r.Status == "joined"
	if used != (want["status"] == "used") || !used && r.Status != want["status"] {
		t.Errorf("%s: status %s, want %s", r.File, r.Status, want["status"])
	}
	if want["issue"] != "" && len(r.Issues) == 0 {
		t.Errorf("%s: nothing is said of %s", r.File, want["issue"])
	}
	if !used && (r.Reason == nil || !strings.Contains(*r.Reason, want["reason_contains"])) {
		t.Errorf("%s: reason %v, want one with %q", r.File, r.Reason, want["reason_contains"])
	}
}

// A folder and a zip of it give the same lines, apart from the names.
func TestFolderAndZip(t *testing.T) {
	folder := "../../fixtures/season"
	archive := filepath.Join(t.TempDir(), "season.zip")
	zipFolder(t, folder, archive)
	loose := scan(t, folder+"/", folder)
	zipped := scan(t, archive+"!", archive)
	if len(loose) != len(zipped) {
		t.Errorf("%d lines from the folder, %d from its zip", len(loose), len(zipped))
	}
	for name, want := range loose {
		got := zipped[name]
		want.Reason, got.Reason = nil, nil // they name other files by their paths
		if a, b := asJSON(t, want), asJSON(t, got); a != b {
			t.Errorf("%s:\nfolder %s\nzip    %s", name, a, b)
		}
	}
}

func zipFolder(t *testing.T, folder, archive string) {
	t.Helper()
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	if err := z.AddFS(os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Copies of a file change no class and no number of runs, whether they are renamed, zipped,
// in a truncated archive or in another folder.
func TestCopiesChangeNothing(t *testing.T) {
	season := "../../fixtures/season"
	copies := t.TempDir()
	zipFolder(t, season, filepath.Join(copies, "copy.zip"))
	files, err := fs.Glob(os.DirFS(season), "2025-0[89]*.fit")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(season, f))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(copies, "renamed "+f), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := os.ReadFile(filepath.Join(copies, "copy.zip"))
	if err == nil {
		err = os.WriteFile(filepath.Join(copies, "cut off.zip"), whole[:len(whole)*3/5], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	with := scan(t, "", season, copies)
	if a, b := classes(scan(t, "", season)), classes(with); !slices.Equal(a, b) {
		t.Errorf("classes by start\nalone       %q\nwith copies %q", a, b)
	}
	if r := with[filepath.Join(copies, "cut off.zip")]; r.Status != "failed" {
		t.Errorf("the archive that was cut off: %+v", r)
	}
}

// classes returns "session class" of all sessions, sorted.
func classes(recs map[string]render.Record) []string {
	var out []string
	for _, r := range recs {
		if r.Status == "used" && r.Class != nil {
			out = append(out, *r.Session+" "+*r.Class)
		}
	}
	slices.Sort(out)
	return out
}

// Nearly all runs get the classes that the simulation gave them. The bound is loose,
// because this test shows only that no package is broken; it is no score.
func TestSeasonFixtureIsJudged(t *testing.T) {
	recs := scan(t, "../../fixtures/season/", "../../fixtures/season")
	var right, all int
	for _, row := range readCSV(t, "../../fixtures/season/truth.csv") {
		r, ok := recs[row["file"]]
		if !ok {
			t.Errorf("%s is missing in the output", row["file"])
			continue
		}
		all++
		if r.Class != nil && (*r.Class == row["label"] || *r.Class == row["alt"]) {
			right++
		}
	}
	if right*10 < all*8 {
		t.Errorf("%d of %d runs judged as they were meant", right, all)
	}
}
