package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/walk"
	"dayafter/internal/summary"
)

func TestEveryInputIsListedWithItsReason(t *testing.T) {
	dir := folder(
		t,
		entry{"a.gpx", gpxRun(0, 10)},
		entry{"b.tcx.gz", gz(tcxRun(1, 10))},
		entry{"named-wrong.jpg", gpxRun(2, 10)},
		entry{"training-session-2024.json", []byte(`{"exportVersion":"1.6","name":"Running","startTime":"2024-03-01T07:30:00.000","stopTime":"2024-03-01T07:40:00.000","timeZoneOffset":60,"duration":"PT600S","exercises":[{"sport":"RUNNING"}]}`)},
		entry{"training-session-empty.json", []byte(`{"exportVersion":"1.6","startTime":"2024-03-01T07:30:00.000","stopTime":"2024-03-01T07:40:00.000","exercises":[]}`)},
		entry{"zip-inside.fit", zipOf(t, entry{"ride.gpx", gpxRun(3, 10)})},
		entry{"page.fit", []byte("<!DOCTYPE html><html><body>Sign in</body></html>")},
		entry{"pickle.fit", []byte("\x80\x03}q\x00X\x04\x00\x00\x00dataq\x01.")},
		entry{"empty.gpx", nil},
		entry{"noise.fit", []byte("\x01\x02\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00")},
		entry{"photo.jpg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF")},
		entry{"notes.txt", []byte("legs felt heavy\n")},
		entry{"truth.csv", []byte("file,label,alt\na.gpx,long,\n")},
		entry{".DS_Store", []byte("\x00\x00\x00\x01Bud1")},
		entry{"__MACOSX/._a.fit", []byte("\x00\x05\x16\x07\x00\x02\x00\x00")},
		entry{"cut.gpx.gz", gz(gpxRun(4, 10))[:900]},
		entry{"empty.zip", zipOf(t)},
		entry{"broken.zip", zipOf(t, entry{"a.gpx", gpxRun(5, 2)})[:400]},
		entry{"route.kml", []byte(`<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>`)},
	)
	got := lines(under(dir, read(t, Options{}, dir)))
	want := []string{
		`.DS_Store [unknown] not: not a FIT, GPX or TCX file`,
		`__MACOSX/._a.fit [apple-double] not: a leftover of the macOS Finder`,
		`a.gpx [gpx] read`,
		`b.tcx.gz [tcx] read`,
		`broken.zip [zip] failed: a damaged zip archive: its table of contents at the end cannot be read; the download may have been cut off; complete files found in it and read nevertheless: 0`,
		`broken.zip!a.gpx [gpx] read`,
		`cut.gpx.gz [gpx] read`,
		`empty.gpx [empty] failed: an empty file`,
		`empty.zip [zip] not: an archive without files`,
		`named-wrong.jpg [gpx] read`,
		`noise.fit [unknown] failed: not a FIT, GPX or TCX file`,
		`notes.txt [text] not: plain text, not a recording`,
		`page.fit [html] failed: an HTML page, not a watch file: the download failed`,
		`photo.jpg [image] not: a picture`,
		`pickle.fit [pickle] failed: a Python pickle, which is never opened`,
		`route.kml [kml] not: a KML map; it holds no reliable times of a run`,
		`training-session-2024.json [polar] read`,
		`training-session-empty.json [polar] not: not an activity: a session without duration, distance or points`,
		`truth.csv [csv] not: a table (CSV), not a recording`,
		`zip-inside.fit!ride.gpx [gpx] read`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestACutGzipSaysSo(t *testing.T) {
	f := Digest("cut.gpx.gz", gz(gpxRun(0, 30))[:2000])
	if f.Outcome != summary.Read || len(f.Summaries) != 1 {
		t.Fatalf("%v %s", f.Outcome, f.Reason)
	}
	for _, i := range f.Issues {
		if i.Code == "archive-cut" && i.Severity == activity.Partial {
			return
		}
	}
	t.Error("no issue says that the content breaks off:", f.Issues)
}

func TestContentIsHashedAfterInflating(t *testing.T) {
	plain, packed := Digest("a.gpx", gpxRun(0, 5)), Digest("a.gpx.gz", gz(gz(gpxRun(0, 5))))
	if plain.SHA256 != packed.SHA256 || plain.SHA256 == [32]byte{} || plain.Size != packed.Size {
		t.Errorf("plain %x of %d bytes, packed %x of %d bytes", plain.SHA256, plain.Size, packed.SHA256, packed.Size)
	}
}

func TestNumberOfWorkersChangesNothing(t *testing.T) {
	dir := stravaExport(t)
	one := read(t, Options{Jobs: 1}, dir)
	for _, jobs := range []int{2, 3, 16} {
		if !same(one, read(t, Options{Jobs: jobs}, dir)) {
			t.Errorf("%d workers give another result than one", jobs)
		}
	}
	other := read(t, Options{Jobs: 1}, dir)
	other[2].Summaries = nil
	if same(one, other) {
		t.Error("the comparison sees no difference")
	}
}

func TestAMissingPathIsNamed(t *testing.T) {
	_, err := Read(context.Background(), []string{t.TempDir(), "no/such\x1b.fit"}, Options{})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), `no/such\x1b.fit`) {
		t.Error(err)
	}
}

func TestNoInputGivesNoFiles(t *testing.T) {
	if files := read(t, Options{}, t.TempDir()); len(files) != 0 {
		t.Error(lines(files))
	}
}

func TestAPathGivenTwiceIsReadOnce(t *testing.T) {
	dir := folder(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"sub/b.gpx", gpxRun(1, 5)})
	files := read(t, Options{}, dir, filepath.Join(dir, "a.gpx"), filepath.Join(dir, "sub"))
	if len(files) != 2 {
		t.Error(lines(files))
	}
}

func TestAPanickingDecoderFailsOneFile(t *testing.T) {
	dir := folder(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"b.tcx", tcxRun(1, 5)})
	d := newDigester()
	d.decoders[TCX] = func([]byte) ([]*activity.Activity, activity.Issues, error) { panic("boom\x1b[2J") }
	r := newReader(Options{Jobs: 2}, d)
	r.readTree(context.Background(), treeOf(walk.List([]string{dir}, nil)), 2)
	got := lines(under(dir, r.files(true)))
	want := []string{"a.gpx [gpx] read", `b.tcx [tcx] failed: an error of this program while reading it: boom\x1b[2J`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCancelReturnsWhatIsFinished(t *testing.T) {
	var entries []entry
	for i := range 40 {
		entries = append(entries, entry{fmt.Sprintf("%02d.gpx", i), gpxRun(i, 5)})
	}
	dir := folder(t, append(entries, entry{"activities.csv", []byte("Activity ID,Activity Date,Activity Name,Activity Type,Filename\n1,x,lost,Run,nowhere.fit\n")})...)
	ctx, cancel := context.WithCancel(context.Background())
	files, err := Read(ctx, []string{dir}, Options{Jobs: 2, Progress: func(p Progress) {
		if p.Done == 5 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(files) < 5 || len(files) >= 40 {
		t.Errorf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if f.Outcome == summary.Failed {
			t.Error("an interrupted run must not call anything failed:", f.Name, f.Reason)
		}
	}
}

func TestProgressCountsUpToAll(t *testing.T) {
	dir := stravaExport(t)
	last := Progress{}
	files := read(t, Options{Jobs: 3, Progress: func(p Progress) {
		if p.Done != last.Done+1 || p.Done > p.Known || p.Bytes < last.Bytes {
			t.Errorf("%+v after %+v", p, last)
		}
		last = p
	}}, dir)
	rows := 0 // rows of the index, which are not inputs
	for _, f := range files {
		if strings.Contains(f.Name, "activities.csv, line") || f.Stated.Title == "Lost" {
			rows++
		}
	}
	if last.Done != last.Known || last.Done != len(files)-rows {
		t.Errorf("%+v for %d files, %d rows", last, len(files), rows)
	}
}

func TestRealFiles(t *testing.T) {
	data := os.Getenv("DAYAFTER_DATA")
	if data == "" {
		t.Skip("DAYAFTER_DATA is not set: the shared real files are not read")
	}
	for _, sub := range []string{"corpus", "labelled", "seasons"} {
		counts := map[summary.Outcome]int{}
		for _, f := range read(t, Options{}, filepath.Join(data, sub)) {
			counts[f.Outcome]++
			if f.Outcome == summary.Read != (f.Reason == "") || f.Outcome == summary.Read != (len(f.Summaries) > 0) {
				t.Errorf("%s: outcome %d, reason %q, %d activities", f.Name, f.Outcome, f.Reason, len(f.Summaries))
			}
		}
		t.Log(sub, counts)
	}
}
