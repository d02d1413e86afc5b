package ingest

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// stravaCSV is an index as Strava writes it, with repeated names of columns and with notes
// of several lines.
const stravaCSV = "\xef\xbb\xbf" + `Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Commute,Filename,Elapsed Time,Moving Time,Distance,Type,Recovery,With Pet,Competition,Long Run,For a Cause,Media
1,"Mar 1, 2024, 6:30:00 AM",Sunday Long,Run,"through the woods
and back",600,1.6,false,activities/1.gpx.gz,600.0,600.0,1600.0,,,,,1.0,,
2,"Mar 2, 2024, 6:30:00 AM","Shake out, ""easy""",Run,,600,1.6,false,activities/2.tcx.gz,600.0,600.0,1600.0,,1.0,,,,,
3,"Mar 3, 2024, 6:30:00 AM",Town 10k,Run,,600,1.6,false,activities/3.gpx,600.0,600.0,1600.0,,,,1.0,,,
4,"Mar 4, 2024, 6:30:00 AM",Gym,Weight Training,,600,,false,,600.0,600.0,,,,,,,,
5,"Mar 5, 2024, 6:30:00 AM",Lost,Run,,600,2.1,false,activities/5.fit.gz,600.0,500.0,2100.0,,,,,,,
`

func exportEntries() []entry {
	return []entry{
		{"activities.csv", []byte(stravaCSV)},
		{"activities/1.gpx.gz", gz(gpxRun(0, 10))},
		{"activities/2.tcx.gz", gz(tcxRun(1, 10))},
		{"activities/3.gpx", gpxRun(2, 10)},
		{"activities/9.gpx", gpxRun(8, 10)},
		{"media/1.jpg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF")},
		{"profile.csv", []byte("Athlete ID,Email Address,First Name\n1,a@example.org,A\n")},
	}
}

// stravaExport returns the folder of an unpacked Strava export.
func stravaExport(t *testing.T) string { return folder(t, exportEntries()...) }

func TestStravaExport(t *testing.T) {
	dir := stravaExport(t)
	files := under(dir, read(t, Options{}, dir))
	want := []string{
		`activities.csv [csv] not: index of the export, used for titles`,
		`activities.csv, line 6 [list] read "Gym"`,
		`activities/1.gpx.gz [gpx] read "Sunday Long"`,
		`activities/2.tcx.gz [tcx] read "Shake out, \"easy\""`,
		`activities/3.gpx [gpx] read "Town 10k"`,
		`activities/5.fit.gz [unknown] failed: named by the index of the export, but missing from the export "Lost"`,
		`activities/9.gpx [gpx] read`,
		`media/1.jpg [image] not: a picture`,
		`profile.csv [csv] not: a table (CSV), not a recording`,
	}
	if d := cmp.Diff(want, lines(files)); d != "" {
		t.Error(d)
	}
	stated := []summary.Stated{files[2].Stated, files[3].Stated, files[4].Stated, files[1].Stated}
	wantStated := []summary.Stated{
		{Title: "Sunday Long", Sport: activity.Run, Long: true},
		{Title: `Shake out, "easy"`, Sport: activity.Run, Recovery: true},
		{Title: "Town 10k", Sport: activity.Run, Race: true},
		{Title: "Gym", Sport: activity.Strength},
	}
	if d := cmp.Diff(wantStated, stated); d != "" {
		t.Error(d)
	}
	entries := map[string]summary.IndexEntry{}
	for _, f := range files {
		if f.IndexEntry != nil {
			entries[f.Stated.Title] = *f.IndexEntry
		}
	}
	wantEntries := map[string]summary.IndexEntry{}
	for title, v := range map[string][]float64{"Sunday Long": {0, 600, 600, 1600}, `Shake out, "easy"`: {1, 600, 600, 1600}, "Town 10k": {2, 600, 600, 1600}, "Gym": {3, 600, 600, math.NaN()}, "Lost": {4, 600, 500, 2100}} {
		n := math.NaN()
		wantEntries[title] = summary.IndexEntry{Start: runDay(int(v[0])), ByHand: title == "Gym", Elapsed: v[1], Timer: n, Moving: v[2], Distance: v[3], RPE: n, Temp: n}
	}
	if d := cmp.Diff(wantEntries, entries, cmpopts.EquateNaNs()); d != "" {
		t.Error(d)
	}
}

// TestStravaExportsBefore2019 checks that the runner's unit of distance is found from the
// recordings.
func TestStravaExportsBefore2019(t *testing.T) {
	const csv = `id,date,name,type,description,elapsed_time,distance,filename
1,"Mar 1, 2024, 6:30:00 AM",Recorded,Run,,600,%s,activities/1.gpx
2,"Mar 2, 2024, 6:30:00 AM",By hand,Run,,3600,%s,
`
	for unit, row := range map[string]string{"km": fmt.Sprintf(csv, "1.68", "10"), "mi": fmt.Sprintf(csv, "1.04", "6.21")} {
		dir := folder(t, entry{"activities.csv", []byte(row)}, entry{"activities/1.gpx", gpxRun(0, 10)})
		files := under(dir, read(t, Options{}, dir))
		if s := files[1].Summaries; len(s) != 1 || math.Abs(s[0].Distance-10000) > 50 {
			t.Errorf("%s: %s", unit, lines(files))
		}
	}
}

// TestStravaUnreadableFile checks that the values of the index are kept for a file that
// cannot be read.
func TestStravaUnreadableFile(t *testing.T) {
	dir := folder(t, append(exportEntries(), entry{"activities/5.fit.gz", gz([]byte("<!DOCTYPE html><html>"))})...)
	for _, f := range under(dir, read(t, Options{}, dir)) {
		if f.Name == "activities/5.fit.gz" && (f.Outcome != summary.Failed || f.IndexEntry == nil || f.IndexEntry.Distance != 2100) {
			t.Errorf("%v, %+v", f.Outcome, f.IndexEntry)
		}
	}
}

// An export gives the same results, apart from names, as a folder, zipped, zipped with its
// folder, in a zip within a zip, or with its files unpacked.
func TestFolderAndArchiveAgree(t *testing.T) {
	dir := stravaExport(t)
	plain := under(dir, read(t, Options{}, dir))
	inner := zipOf(t, exportEntries()...)
	var top []entry
	for _, e := range exportEntries() {
		top = append(top, entry{"export_123/" + e.name, e.data})
	}
	for _, c := range []struct {
		file, prefix string
		data         []byte
	}{
		{"e.zip", "e.zip!", inner},
		{"e.zip", "e.zip!export_123/", zipOf(t, top...)},
		{"e.bin", "e.bin!mine/old.zip!", zipOf(t, entry{"mine/old.zip", inner})},
		{"x/y/e.zip", "x/y/e.zip!", inner},
	} {
		dir := folder(t, entry{c.file, c.data})
		got := under(dir, read(t, Options{}, dir))
		for i := range got {
			got[i].Name = strings.Replace(got[i].Name, c.prefix, "", 1)
		}
		if !same(plain, got) {
			t.Errorf("%s: %s", c.prefix, cmp.Diff(lines(plain), lines(got)))
		}
	}
	os.Rename(filepath.Join(dir, "activities/3.gpx"), filepath.Join(dir, "activities/3.gpx.gz"))
	moved := under(dir, read(t, Options{}, dir))
	if moved[4].Stated.Title != "Town 10k" {
		t.Error("a file unpacked by its owner is not found:", lines(moved))
	}
}

// If the user names only the folder of recordings, the index beside it is read, but no
// other file.
func TestActivitiesFolderAlone(t *testing.T) {
	dir := stravaExport(t)
	want := map[string]summary.Stated{}
	for _, f := range under(dir, read(t, Options{}, dir)) {
		want[f.Name] = f.Stated
	}
	alone := under(dir, read(t, Options{}, filepath.Join(dir, "activities")))
	words := []string{
		`activities.csv [csv] not: index of the export, used for titles; it lies beside the folder`,
		`activities.csv, line 6 [list] read "Gym"`,
		`activities/1.gpx.gz [gpx] read "Sunday Long"`,
		`activities/2.tcx.gz [tcx] read "Shake out, \"easy\""`,
		`activities/3.gpx [gpx] read "Town 10k"`,
		`activities/5.fit.gz [unknown] failed: named by the index of the export, but missing from the export "Lost"`,
		`activities/9.gpx [gpx] read`,
	}
	if d := cmp.Diff(words, lines(alone)); d != "" {
		t.Error(d)
	}
	for _, f := range alone {
		if d := cmp.Diff(want[f.Name], f.Stated); d != "" {
			t.Error(f.Name, d)
		}
	}
	named := under(dir, read(t, Options{}, filepath.Join(dir, "activities"), filepath.Join(dir, "activities.csv")))
	if len(named) != len(words) || named[0].Reason != indexReason {
		t.Error("the index that is named, too:", lines(named))
	}
	t.Chdir(filepath.Join(dir, "activities"))
	if here := read(t, Options{}, "."); len(here) != len(words) || here[0].Name != "../activities.csv" || here[len(here)-1].Name != "9.gpx" {
		t.Error(lines(here))
	}
	if other := read(t, Options{}, "1.gpx.gz"); len(other) != 1 {
		t.Error("a file alone looks around:", lines(other))
	}
	os.WriteFile("../activities.csv", []byte("a,b,c\n1,2,3\n"), 0o600)
	if foreign := read(t, Options{}, "."); len(foreign) != 4 {
		t.Error("a table that is no index is listed:", lines(foreign))
	}
}

func TestRunkeeperExport(t *testing.T) {
	dir := folder(
		t,
		entry{"cardioActivities.csv", []byte("Activity Id,Date,Type,Route Name,Distance (km),Duration,Notes,GPX File\n" +
			"abc,2024-03-01 06:30:00,Running,River loop,1.6,10:00,windy,2024-03-01-063000.gpx\n" +
			"abd,2024-03-02 06:30:00,Walking,,1.6,10:00,,\n")},
		entry{"2024-03-01-063000.gpx", gpxRun(0, 10)},
	)
	got := under(dir, read(t, Options{}, dir))
	want := []string{
		`2024-03-01-063000.gpx [gpx] read "River loop"`,
		`cardioActivities.csv [csv] not: index of the export, used for titles`,
		`cardioActivities.csv, line 3 [list] read`,
	}
	if d := cmp.Diff(want, lines(got)); d != "" {
		t.Error(d)
	}
	walk := got[2].Summaries[0]
	if e := got[2].IndexEntry; !e.Local || !e.ByHand || !walk.Start.Equal(runDay(1)) || walk.Moving != 600 || math.Abs(walk.Distance-1600) > 1 {
		t.Errorf("the walk that was typed in: %+v, %v s, %v m", e, walk.Moving, walk.Distance)
	}
	if got[0].Stated.Sport != activity.Run || got[2].Stated.Sport != activity.Walk {
		t.Error(got[0].Stated, got[2].Stated)
	}
}
