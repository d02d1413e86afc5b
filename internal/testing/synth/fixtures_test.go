package synth

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/tkrajina/gpxgo/gpx"
	"github.com/tormoder/fit"
)

// fixtureDir is the repository's folder of fixtures.
const fixtureDir = "../../../fixtures"

// TestFixturesAreAsGenerated compares every fixture with the generator's current result. It
// compares the content of compressed files, so that another version of the compressor
// causes no failure.
func TestFixturesAreAsGenerated(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the fixtures were written on amd64; other processors round fused multiplications otherwise")
	}
	for folder, generate := range Fixtures {
		if folder == "season" {
			generate = season
		}
		files, err := generate()
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, f := range files {
			want[f.Path] = true
			path := filepath.Join(fixtureDir, folder, filepath.FromSlash(f.Path))
			lies, err := os.ReadFile(path)
			if err != nil {
				t.Error(err)
			} else if !bytes.Equal(content(t, lies), content(t, f.Data)) {
				t.Errorf("%s/%s is not what the generator gives: run go generate ./...", folder, f.Path)
			}
		}
		noStrangers(t, filepath.Join(fixtureDir, folder), want)
	}
}

// noStrangers fails if the folder holds files that the generator does not write.
func noStrangers(t *testing.T, dir string, want map[string]bool) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !want[e.Name()] {
			t.Errorf("%s is not written by the generator", filepath.Join(dir, e.Name()))
		}
	}
}

// content returns the decompressed content of a file; for a zip, its members one
// after another with their names.
func content(t *testing.T, data []byte) []byte {
	t.Helper()
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return gunzip(t, data)
	}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		var all []byte
		for _, f := range z.File {
			all = append(append(all, f.Name...), content(t, member(t, f))...)
		}
		return all
	}
	return data
}

func gunzip(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func member(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// season returns the fixture, which is generated once for all tests.
var season = sync.OnceValues(SeasonFixture)

// TestArchivesAreRepeatable checks that the same files give the same bytes when
// they are packed again. TestFixturesAreAsGenerated checks their contents.
func TestArchivesAreRepeatable(t *testing.T) {
	files := []File{{"a.fit", []byte("a")}, {"b/c.gpx", bytes.Repeat([]byte("c"), 1000)}}
	for name, pack := range map[string]func() ([]byte, error){
		"zip":  func() ([]byte, error) { return zipped(files) },
		"gzip": func() ([]byte, error) { return gzipped(files[1].Data) },
	} {
		first, err := pack()
		second, again := pack()
		if err != nil || again != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: errors %v, %v, or other bytes the second time", name, err, again)
		}
	}
}

// TestSeasonIsSmall checks that the fixture takes less than 6 MB.
func TestSeasonIsSmall(t *testing.T) {
	files, err := season()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range files {
		total += len(f.Data)
	}
	if total > 6e6 {
		t.Errorf("the season takes %d bytes", total)
	}
}

// TestLibrariesReadTheSeason checks that the libraries can read the files that they wrote.
// Two FIT files are damaged on purpose.
func TestLibrariesReadTheSeason(t *testing.T) {
	files, err := season()
	if err != nil {
		t.Fatal(err)
	}
	damaged := 0
	for _, f := range files {
		data := f.Data
		if strings.HasSuffix(f.Path, ".gz") {
			data = gunzip(t, data)
		}
		switch {
		case strings.Contains(f.Path, ".fit"):
			if _, err := fit.Decode(bytes.NewReader(data)); err != nil {
				t.Logf("%s: %v", f.Path, err)
				damaged++
			}
		case strings.Contains(f.Path, ".gpx"):
			g, err := gpx.ParseBytes(data)
			if err != nil || g.GetTrackPointsNo() < 100 {
				t.Errorf("%s: %v", f.Path, err)
			}
		}
	}
	if damaged != 2 {
		t.Errorf("%d FIT files are damaged, want 2", damaged)
	}
}

// TestReadmeNamesEveryDamage compares the README's table of damaged files with expect.csv.
func TestReadmeNamesEveryDamage(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(fixtureDir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(damages(), damage{file: "expect.csv", status: "not-activity"}) {
		row := regexp.MustCompile("(?m)^\\|.*`" + regexp.QuoteMeta(d.file) + "`.*\\| " + d.status + " \\|$")
		if !row.Match(readme) {
			t.Errorf("fixtures/README.md has no row for %s with status %s", d.file, d.status)
		}
	}
}
