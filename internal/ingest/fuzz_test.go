package ingest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dayafter/internal/ingest/export"
	"dayafter/internal/summary"
)

// check fails if a File lacks a property that every File must have.
func check(t *testing.T, f summary.File) {
	t.Helper()
	switch {
	case (f.Outcome == summary.Read) != (len(f.Summaries) > 0):
		t.Errorf("%s: outcome %d with %d activities", f.Name, f.Outcome, len(f.Summaries))
	case (f.Outcome == summary.Read) != (f.Reason == ""):
		t.Errorf("%s: outcome %d with reason %q", f.Name, f.Outcome, f.Reason)
	case f.Reason != Printable(f.Reason) || f.Name != Printable(f.Name):
		t.Errorf("not printable: %q, %q", f.Name, f.Reason)
	case f.Format == "" || f.Size < 0:
		t.Errorf("%s: format %q, size %d", f.Name, f.Format, f.Size)
	}
	for _, i := range f.Issues {
		if i.Code == "" || i.Text == "" || i.Count < 1 || !utf8.ValidString(i.Text) {
			t.Errorf("%s: issue %+v", f.Name, i)
		}
	}
}

func FuzzDigest(f *testing.F) {
	f.Add(gpxRun(0, 1))
	f.Add(tcxRun(0, 1))
	f.Add(gz(gz(gpxRun(0, 1))))
	f.Add(gz(tcxRun(0, 1))[:300])
	f.Add([]byte("<!doctype html>"))
	f.Add([]byte("\xff\xfe<\x00g\x00p\x00x\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := Digest("x", data)
		check(t, file)
		if again := Digest("x", data); !same([]summary.File{file}, []summary.File{again}) {
			t.Error("the same bytes give another result")
		}
	})
}

func FuzzArchive(f *testing.F) {
	f.Add(zipOf(f, exportEntries()...))
	f.Add(zipOf(f, entry{"a.zip", zipOf(f, entry{"b.gpx", gpxRun(0, 1)})}, entry{"../x", nil}))
	f.Add(overlapping(3))
	f.Add(zipOf(f, exportEntries()...)[:3000])
	for _, p := range packings {
		cut, ends := packed(f, p, entry{"a.gpx", gpxRun(0, 1)}, entry{"in.zip", zipOf(f, entry{"b.tcx", tcxRun(1, 1)})}, entry{"c.gpx", gpxRun(2, 1)})
		f.Add(cut[:ends[1]])
		f.Add(cut[:ends[2]-40])
	}
	f.Add(zipOf(
		f, entry{"DI_CONNECT/DI-Connect-Fitness/x.json", garminJSON(garminActivity(10000000001, 0, "a", ""), garminActivity(2, 9, "b", ""))},
		entry{"DI_CONNECT/u.zip", zipOf(f, entry{"1.gpx", gpxRun(0, 1)})},
		entry{"training-session-1.json", []byte(`{"exportVersion":"1","startTime":"2024-03-09T07:30:00","stopTime":"2024-03-09T07:40:00","exercises":[{"duration":"PT600S","sport":"RUNNING"}]}`)},
	))
	dir := f.TempDir()
	path := filepath.Join(dir, "e.zip")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		files, err := Read(context.Background(), []string{path}, Options{Jobs: 2})
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		seen := map[string]bool{}
		for _, file := range files {
			check(t, file)
			if seen[file.Name] {
				t.Errorf("two inputs are called %q", file.Name)
			}
			seen[file.Name] = true
		}
	})
}

func FuzzIndex(f *testing.F) {
	f.Add([]byte(stravaCSV))
	f.Add([]byte("Activity Id,Date,Type,GPX File\nx,y,Running,a.gpx\n"))
	f.Add([]byte("\xff\xfea\x00;\x00b\x00;\x00c\x00\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table := export.ParseTable(data)
		last := 0
		for _, r := range table.Records {
			if r.Line <= last {
				t.Fatalf("line %d after line %d", r.Line, last)
			}
			last = r.Line
		}
		for _, v := range vendors {
			if v.table == nil {
				continue
			}
			rows, ok := v.table(&table)
			if !ok && len(rows) > 0 || len(rows) > len(table.Records) {
				t.Errorf("%d rows of %d records", len(rows), len(table.Records))
			}
			for _, r := range rows {
				if r.Line < 1 || r.Line > last || strings.TrimSpace(r.File) != r.File {
					t.Errorf("an impossible row: %+v", r)
				}
			}
		}
	})
}

func FuzzHealth(f *testing.F) {
	f.Add(healthXML(0, 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := folder(t, entry{"export.xml", data}, entry{"workout-routes/r.gpx", gpxTrack(0, 1, false)})
		for _, file := range read(t, Options{Jobs: 1}, dir) {
			check(t, file)
		}
	})
}
