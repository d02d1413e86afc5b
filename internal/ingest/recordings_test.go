package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dayafter/internal/summary"
)

// gpxRun returns a run of the given minutes on day n, with heart rate.
func gpxRun(n, minutes int) []byte { return gpxTrack(n, minutes, true) }

func gpxTrack(n, minutes int, hr bool) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>`)
	start := runDay(n)
	for s := 0; s < minutes*60; s += 4 {
		fmt.Fprintf(&b, `<trkpt lat="%.6f" lon="7.5"><ele>250</ele><time>%s</time>`,
			46+float64(s)*2.8/111_195, start.Add(time.Duration(s)*time.Second).Format(time.RFC3339))
		if hr {
			fmt.Fprintf(&b, `<extensions><TrackPointExtension><hr>%d</hr></TrackPointExtension></extensions>`, 130+s/60%20)
		}
		b.WriteString(`</trkpt>`)
	}
	b.WriteString(`</trkseg></trk></gpx>`)
	return []byte(b.String())
}

func runDay(n int) time.Time { return time.Date(2024, 3, 1+n, 6, 30, 0, 0, time.UTC) }

func tcxRun(n, minutes int) []byte {
	var b strings.Builder
	start := runDay(n)
	at := func(s int) string { return start.Add(time.Duration(s) * time.Second).Format(time.RFC3339) }
	fmt.Fprintf(&b, `<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Running"><Id>%s</Id><Lap StartTime="%s"><TotalTimeSeconds>%d</TotalTimeSeconds><DistanceMeters>%d</DistanceMeters><Track>`,
		at(0), at(0), minutes*60, minutes*168)
	for s := 0; s <= minutes*60; s += 4 {
		fmt.Fprintf(&b, `<Trackpoint><Time>%s</Time><DistanceMeters>%.1f</DistanceMeters><HeartRateBpm><Value>%d</Value></HeartRateBpm></Trackpoint>`,
			at(s), float64(s)*2.8, 128+s/60%15)
	}
	b.WriteString(`</Track></Lap></Activity></Activities></TrainingCenterDatabase>`)
	return []byte(b.String())
}

func gz(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// entry is a file of a test's folder or archive.
type entry struct {
	name string
	data []byte
}

func zipOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for _, e := range entries {
		m, err := w.Create(e.name)
		if err == nil {
			_, err = m.Write(e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// folder writes the entries below a new folder and returns it.
func folder(t testing.TB, entries ...entry) string {
	t.Helper()
	dir := t.TempDir()
	for _, e := range entries {
		path := filepath.Join(dir, filepath.FromSlash(e.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, e.data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read calls Read and fails the test unless Read succeeds within a minute.
func read(t testing.TB, o Options, paths ...string) []summary.File {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	files, err := Read(ctx, paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// under removes the folder from the names.
func under(dir string, files []summary.File) []summary.File {
	for i := range files {
		files[i].Name = strings.TrimPrefix(filepath.ToSlash(files[i].Name), filepath.ToSlash(dir)+"/")
	}
	return files
}

// same compares files to the last bit, NaN included.
func same(a, b []summary.File) bool {
	encode := func(fs []summary.File) (all []byte) {
		for i := range fs {
			all = summary.AppendBinary(all, &fs[i])
		}
		return all
	}
	return bytes.Equal(encode(a), encode(b))
}

// lines returns one line for each file.
func lines(files []summary.File) []string {
	var out []string
	for _, f := range files {
		s := fmt.Sprintf("%s [%s] %s", f.Name, f.Format, [...]string{"read", "not", "failed"}[f.Outcome])
		if f.Reason != "" {
			s += ": " + f.Reason
		}
		if f.Stated.Title != "" {
			s += fmt.Sprintf(" %q", f.Stated.Title)
		}
		out = append(out, s)
	}
	return out
}
