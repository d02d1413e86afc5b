package store

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// file returns the File of an hour's run, as large as that of a real recording.
func file(n int) summary.File {
	s := summary.Summary{
		Sport: activity.Run, Title: fmt.Sprint("run ", n), Format: "fit",
		Start: time.Unix(1_700_000_000+int64(n)*86400, 0).UTC(), Elapsed: 3600, Timer: 3600, Moving: 3550, Distance: 10_000,
		AvgHR: math.NaN(), HRSeconds: make([]uint16, 190),
	}
	speed, gap, hr := make([]uint8, 3600), make([]uint8, 720), make([]uint8, 720)
	for i := range speed {
		speed[i] = uint8(80 + (i*7+n)%9)
	}
	for i := range hr {
		gap[i], hr[i] = uint8(80+(i*5+n)%7), uint8(140+(i/60+n)%11)
	}
	s.Trace = summary.Trace{Speed: summary.Pack(speed), GAP: summary.Pack(gap), HR: summary.Pack(hr)}
	f := summary.File{Name: fmt.Sprintf("run-%05d.fit", n), Size: 200_000, Format: "fit", Summaries: []summary.Summary{s}}
	f.SHA256[0], f.SHA256[1], f.SHA256[2], f.SHA256[31] = byte(n*37), byte(n>>8), byte(n), 1
	return f
}

func open(t testing.TB, dir, version string) *Store {
	t.Helper()
	s, err := Open(dir, version)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// filled returns a store with n files, by stamp and in the history of one runner.
func filled(t testing.TB, dir string, n int) *Store {
	t.Helper()
	s := open(t, dir, "1")
	var files []summary.File
	for i := range n {
		f := file(i)
		s.Keep("/runs/"+f.Name, f.Size, int64(i), f)
		files = append(files, f)
	}
	if _, err := s.Remember("default", files); err != nil {
		t.Fatal(err)
	}
	s.Flush()
	return s
}

// TestADatabaseIsWholeOrMissing stops the creation of a database in the middle, as a
// kill does.
func TestADatabaseIsWholeOrMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), cacheFile)
	killed := path + ".new-1"
	if err := os.Mkdir(killed, 0o700); err != nil {
		t.Fatal(err)
	}
	hour := time.Now().Add(-time.Hour)
	if err := os.Chtimes(killed, hour, hour); err != nil {
		t.Fatal(err)
	}
	if err := create(path, schema{number: 1, tables: []string{"CREATE TABLE a (b)", "no statement"}}, synced); err == nil {
		t.Error("created with a wrong schema")
	}
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

const remembered = 5000

func BenchmarkStamped(b *testing.B) {
	s := filled(b, b.TempDir(), remembered)
	defer s.Close()
	for b.Loop() {
		for i := range remembered {
			if _, ok := s.Stamped(fmt.Sprintf("/runs/run-%05d.fit", i), 200_000, int64(i)); !ok {
				b.Fatal("miss")
			}
		}
	}
}

func BenchmarkHistory(b *testing.B) {
	s := filled(b, b.TempDir(), remembered)
	defer s.Close()
	for b.Loop() {
		h, err := s.History("default")
		if err != nil || len(h.Files) != remembered {
			b.Fatal(len(h.Files), err)
		}
	}
}

func BenchmarkRememberAgain(b *testing.B) {
	s := filled(b, b.TempDir(), remembered)
	defer s.Close()
	h, _ := s.History("default")
	for b.Loop() {
		if _, err := s.Remember("default", h.Files); err != nil {
			b.Fatal(err)
		}
	}
}
