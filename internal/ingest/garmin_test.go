package ingest

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// garminJSON returns a list of activities as Garmin writes it, in ms and cm and with more
// members than are read.
func garminJSON(activities ...string) []byte {
	return []byte(`[{"summarizedActivitiesExport":[` + strings.Join(activities, ",") + `]}]`)
}

// garminActivity returns an activity of 10 minutes and 1,680 m on day n.
func garminActivity(id, n int, name, members string) string {
	return fmt.Sprintf(`{"activityId":%d,"uuidMsb":-1,"name":%q,"activityType":"running","sportType":"RUNNING","beginTimestamp":%d,"startTimeGmt":%d.0,
		"duration":600000.0,"elapsedDuration":600000.0,"movingDuration":580000.0,"distance":168000.0,"avgSpeed":0.28,"splits":[{"a":[1]}],"eventTypeId":9%s}`,
		id, name, runDay(n).UnixMilli(), runDay(n).UnixMilli(), members)
}

func garminEntries(t *testing.T) []entry {
	first := garminJSON(
		garminActivity(10000000001, 0, "Bern - Long run", `,"description":"by the river"`),
		garminActivity(10000000002, 1, "City race", `,"eventTypeId":1`),
		garminActivity(10000000003, 2, "Another length", `,"distance":900000.0,"duration":3000000.0,"elapsedDuration":3000000.0`),
		garminActivity(10000000004, 20, "By hand", `,"manualActivity":true,"activityType":"yoga","distance":0`),
		garminActivity(10000000005, 21, "A part", `,"parentId":7`),
	)
	second := garminJSON(garminActivity(10000000006, 9, "Clock set wrong", ""), garminActivity(10000000001, 0, "Bern - Long run", ""), `{"name":"no start"}`)
	return []entry{
		{"DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json", first},
		{"DI_CONNECT/DI-Connect-Fitness/me_1001_summarizedActivities.json", second},
		{"DI_CONNECT/DI-Connect-Fitness/me_gear.json", []byte(`[{"gearDTOS":{}}]`)},
		{"DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip", zipOf(
			t, entry{"me_1.tcx", tcxRun(0, 10)}, entry{"me_2.tcx", tcxRun(1, 10)}, entry{"me_3.tcx", tcxRun(2, 10)}, entry{"10000000006_ACTIVITY.tcx", tcxRun(3, 10)},
		)},
		{"elsewhere/me_4.tcx", tcxRun(0, 10)},
	}
}

func TestGarminExport(t *testing.T) {
	dir := folder(t, garminEntries(t)...)
	files := under(dir, read(t, Options{}, dir))
	const fitness, uploads = "DI_CONNECT/DI-Connect-Fitness/", "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip!"
	want := []string{
		fitness + `me_0_summarizedActivities.json [garmin-list] not: index of the export, used for titles`,
		fitness + `me_0_summarizedActivities.json, activity 10000000004 [list] read "By hand"`,
		fitness + `me_1001_summarizedActivities.json [garmin-list] not: index of the export, used for titles`,
		fitness + `me_gear.json [json] not: a JSON file, not a recording`,
		uploads + `10000000006_ACTIVITY.tcx [tcx] read "Clock set wrong"`,
		uploads + `me_1.tcx [tcx] read "Bern - Long run"`,
		uploads + `me_2.tcx [tcx] read "City race"`,
		uploads + `me_3.tcx [tcx] read`,
		`elsewhere/me_4.tcx [tcx] read`,
	}
	if d := cmp.Diff(want, lines(files)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(summary.Stated{Title: "Bern - Long run", Sport: activity.Run}, files[5].Stated); d != "" {
		t.Error(d)
	}
	if !files[6].Stated.Race {
		t.Error("a race is not flagged")
	}
	yoga := files[1].Summaries[0]
	if e := files[1].IndexEntry; !e.ByHand || yoga.Moving != 580 || yoga.Elapsed != 600 || !yoga.Start.Equal(runDay(20)) || files[1].Stated.Sport != activity.Yoga {
		t.Errorf("the yoga that was typed in: %+v, %v of %v s, %v", e, yoga.Moving, yoga.Elapsed, files[1].Stated)
	}
	if e := files[5].IndexEntry; e == nil || e.Timer != 600 || e.Distance != 1680 {
		t.Errorf("the numbers of a recorded run: %+v", e)
	}
}

// A runner who corrects the distance of a treadmill run in the list leaves its time.
func TestGarminCorrectedDistance(t *testing.T) {
	dir := folder(t, entry{"a.tcx", tcxRun(0, 10)}, entry{"list.json", garminJSON(garminActivity(1, 0, "Treadmill", `,"distance":195000.0`))})
	if e := read(t, Options{}, dir)[0].IndexEntry; e == nil || e.Distance != 1950 {
		t.Errorf("the list states %+v", e)
	}
}

// A zipped export, and more workers, give the same result.
func TestGarminFolderAndArchiveAgree(t *testing.T) {
	dir := folder(t, garminEntries(t)...)
	plain := under(dir, read(t, Options{Jobs: 1}, dir))
	for name, data := range map[string][]byte{"e.zip": zipOf(t, garminEntries(t)...), "in.zip": zipOf(t, entry{"e.zip", zipOf(t, garminEntries(t)...)})} {
		zipped := folder(t, entry{name, data})
		got := under(zipped, read(t, Options{Jobs: 3}, zipped))
		for i := range got {
			got[i].Name = strings.TrimPrefix(strings.TrimPrefix(got[i].Name, name+"!"), "e.zip!")
		}
		if !same(plain, got) {
			t.Errorf("%s: %s", name, cmp.Diff(lines(plain), lines(got)))
		}
	}
}

// A list also applies to recordings in its own folder.
func TestGarminListBesideRecordings(t *testing.T) {
	dir := folder(t, entry{"a.tcx", tcxRun(0, 10)}, entry{"list.json", garminJSON(garminActivity(1, 0, "Morning", ""))})
	files := read(t, Options{}, dir, filepath.Join(dir, "a.tcx"))
	if files[0].Stated.Title != "Morning" {
		t.Error(lines(files))
	}
}

// A list far longer than that of any export is not read.
func TestGarminListTooLong(t *testing.T) {
	blanks := strings.Repeat(" ", maxIndex)
	dir := folder(t, entry{"list.json", garminJSON(garminActivity(1, 0, "Morning", ""), blanks+garminActivity(2, 1, "Noon", ""))})
	want := []string{"list.json [garmin-list] not: a list of activities of more than 64 MB"}
	if d := cmp.Diff(want, lines(under(dir, read(t, Options{}, dir)))); d != "" {
		t.Error(d)
	}
}

func FuzzGarmin(f *testing.F) {
	f.Add(garminJSON(garminActivity(1, 0, "a", ""), garminActivity(2, 1, "b", `,"parentId":1`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := folder(t, entry{"list.json", data}, entry{"r.gpx", gpxTrack(0, 1, false)})
		seen := map[string]bool{}
		for _, file := range read(t, Options{Jobs: 1}, dir) {
			check(t, file)
			if seen[file.Name] {
				t.Errorf("two inputs are called %q", file.Name)
			}
			seen[file.Name] = true
		}
	})
}
