package store

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dayafter/internal/ingest"
	"dayafter/internal/summary"
)

// gpx returns a run of ten minutes on day n at a given heart rate.
func gpx(n, hr int) []byte {
	var b strings.Builder
	b.WriteString(`<gpx version="1.1"><trk><type>running</type><trkseg>`)
	start := time.Date(2024, 3, 1+n, 6, 30, 0, 0, time.UTC)
	for s := 0; s < 600; s += 5 {
		fmt.Fprintf(&b, `<trkpt lat="%.6f" lon="7.5"><time>%s</time><extensions><hr>%d</hr></extensions></trkpt>`,
			46+float64(s)*2.8/111_195, start.Add(time.Duration(s)*time.Second).Format(time.RFC3339), hr)
	}
	b.WriteString(`</trkseg></trk></gpx>`)
	return []byte(b.String())
}

func gz(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// season returns a folder with n runs, an archive with n runs, two damaged copies of the
// first run, an index, and two files that are no recordings.
func season(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		old := started.Add(-time.Hour)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	index := "Activity ID,Activity Date,Activity Name,Activity Type,Filename\n"
	for i := range n {
		name := fmt.Sprintf("%03d.gpx", i)
		put(name, gpx(i, 140))
		index += fmt.Sprintf("%d,x,run %d,Run,%s\n", i, i, name)
		m, _ := w.Create(name)
		m.Write(gpx(100+i, 150))
	}
	w.Close()
	put("older.zip", archive.Bytes())
	put("tail.gpx.gz", append(gz(gpx(0, 140)), "junk"...))
	put("cut.gpx.gz", gz(gpx(0, 140))[:700])
	put("activities.csv", []byte(index))
	put("notes.txt", []byte("legs felt heavy\n"))
	put("page.fit", []byte("<html>"))
	return dir
}

// started is the time at which the program starts in the tests.
var started = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

func read(t testing.TB, dir string, c ingest.Cache) []summary.File {
	t.Helper()
	files, err := ingest.Read(context.Background(), []string{dir}, ingest.Options{Jobs: 2, Now: started, Cache: c})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(a, b []summary.File) bool {
	encode := func(fs []summary.File) (all []byte) {
		for i := range fs {
			all = summary.AppendBinary(all, &fs[i])
		}
		return all
	}
	return bytes.Equal(encode(a), encode(b))
}

func closed(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheCacheChangesNoResult(t *testing.T) {
	runs, dir := season(t, 5), t.TempDir()
	plain := read(t, runs, nil)
	if len(plain) != 15 {
		t.Fatal(len(plain), "files")
	}
	for _, c := range []struct {
		name   string
		before func()
	}{
		{"cold", func() {}},
		{"warm", func() {}},
		{"warm again", func() {}},
		{"deleted", func() { os.RemoveAll(dir) }},
		{"after deletion", func() {}},
	} {
		c.before()
		s := open(t, dir, "1")
		if !same(plain, read(t, runs, s)) {
			t.Errorf("%s: another result than without a cache", c.name)
		}
		closed(t, s)
	}
}

func TestKnownFilesAreNotReadAgain(t *testing.T) {
	runs, dir := season(t, 3), t.TempDir()
	s := open(t, dir, "1")
	before := read(t, runs, s)
	s.Flush()
	path := filepath.Join(runs, "001.gpx")
	info, _ := os.Stat(path)
	change := func(at time.Time) {
		if err := os.WriteFile(path, gpx(1, 171), 0o644); err != nil {
			t.Fatal(err)
		}
		os.Chtimes(path, at, at)
	}
	change(info.ModTime())
	if !same(before, read(t, runs, s)) {
		t.Error("a file with known size and time was read: the cache is not used")
	}
	change(info.ModTime().Add(time.Minute))
	if after := read(t, runs, s); after[1].Summaries[0].AvgHR != 171 {
		t.Error("a changed file was not read again:", after[1].Summaries[0].AvgHR)
	}
	closed(t, s)
}

// TestInterruptedReadingIsKept checks that the store holds the results up to an interrupt,
// and that the next run of the program reads only the other files.
func TestInterruptedReadingIsKept(t *testing.T) {
	runs, dir := season(t, 20), t.TempDir()
	for _, last := range []int{1, 5, 17} {
		s := open(t, dir, "1")
		if err := s.Clear(); err != nil {
			t.Fatal(err)
		}
		ctx, interrupt := context.WithCancel(context.Background())
		files, err := ingest.Read(ctx, []string{runs}, ingest.Options{Jobs: 1, Now: started, Cache: s, Progress: func(p ingest.Progress) {
			if p.Done == last {
				interrupt()
			}
		}})
		if !errors.Is(err, context.Canceled) || len(files) != last {
			t.Fatalf("interrupted after %d: %d files, %v", last, len(files), err)
		}
		closed(t, s)
		s = open(t, dir, "1")
		for _, f := range files {
			if kept, ok := s.Content(f.SHA256); f.Outcome == summary.Read && (!ok || len(kept.Summaries) != len(f.Summaries)) {
				t.Errorf("interrupted after %d: %s is not kept", last, f.Name)
			}
		}
		if info, err := s.Info(); err != nil || info.Files != last {
			t.Errorf("interrupted after %d: %d files are kept, %v", last, info.Files, err)
		}
		closed(t, s)
	}
}

func TestFreshFilesAreReadAgain(t *testing.T) {
	for name, at := range map[string]time.Time{"fresh": started.Add(-time.Second), "in the future": started.Add(time.Hour)} {
		runs := season(t, 2)
		path := filepath.Join(runs, "001.gpx")
		s := open(t, t.TempDir(), "1")
		for _, hr := range []int{150, 160, 170} { // files of equal length, written within one tick of the clock
			os.WriteFile(path, gpx(1, hr), 0o644)
			os.Chtimes(path, at, at)
			if got := read(t, runs, s)[1].Summaries[0].AvgHR; got != float64(hr) {
				t.Errorf("%s: heart rate %g, want %d", name, got, hr)
			}
			s.Flush()
		}
		closed(t, s)
	}
}

// Several processes write to one store; one of them is killed while it writes.
func TestProcessesShareAStore(t *testing.T) {
	if part := os.Getenv("STORE_CHILD"); part != "" {
		childWrites(t, part)
		return
	}
	dir := t.TempDir()
	open(t, dir, "1").Close()
	var children []*exec.Cmd
	for _, part := range []string{"0", "1", "killed"} {
		c := exec.Command(os.Args[0], "-test.run=^TestProcessesShareAStore$")
		c.Env = append(os.Environ(), "STORE_CHILD="+part, "STORE_DIR="+dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, c)
	}
	for len(waitFor(t, dir, 2000)) == 0 {
		time.Sleep(time.Millisecond)
	}
	children[2].Process.Kill()
	for i, c := range children {
		if err := c.Wait(); err != nil && i < 2 {
			t.Errorf("process %d: %v", i, err)
		}
	}
	s := open(t, dir, "1")
	defer s.Close()
	for i := range 600 {
		want := file(i)
		got, ok := s.Content(want.SHA256)
		got.Name = want.Name
		if !ok || !same([]summary.File{got}, []summary.File{want}) {
			t.Fatalf("file %d is missing or changed", i)
		}
	}
	if h, err := s.History("0"); err != nil || len(h.Files) != 300 {
		t.Errorf("history of %d files, %v", len(h.Files), err)
	}
}

// waitFor returns the rows from number from on, which the killed process writes.
func waitFor(t *testing.T, dir string, from int) []summary.File {
	t.Helper()
	s := open(t, dir, "1")
	defer s.Close()
	if f, ok := s.Content(file(from).SHA256); ok {
		return []summary.File{f}
	}
	return nil
}

func childWrites(t *testing.T, part string) {
	from, n := map[string]int{"0": 0, "1": 300, "killed": 2000}[part], 300
	if part == "killed" {
		n = 1 << 16
	}
	s := open(t, os.Getenv("STORE_DIR"), "1")
	var files []summary.File
	for i := from; i < from+n; i++ {
		f := file(i)
		s.Keep("/runs/"+f.Name, f.Size, int64(i), f)
		files = append(files, f)
		if i%40 == 0 {
			s.Flush()
		}
	}
	if _, err := s.Remember(part, files); err != nil {
		t.Error(err)
	}
	closed(t, s)
}

// BenchmarkWarmRead calls ingest.Read for a folder whose results are all in the store.
func BenchmarkWarmRead(b *testing.B) {
	runs := season(b, 2500)
	s := open(b, b.TempDir(), "1")
	defer s.Close()
	read(b, runs, s)
	s.Flush()
	for b.Loop() {
		if files := read(b, runs, s); len(files) < 5000 {
			b.Fatal(len(files))
		}
	}
}
