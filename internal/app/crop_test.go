package app_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/app"
	"dayafter/internal/testing/synth"
)

// TestIndexAgreesWithTheTrim reads a run with a drive home from an export, in three
// formats. The index holds the run alone, as the runner cropped it on the site, or the
// whole recording. The drive is trimmed once, and the index changes nothing else.
func TestIndexAgreesWithTheTrim(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 4))
	r := synth.Amateur()
	sound := synth.Simulate(rng, r, synth.Plain(r, 14, time.Date(2025, 5, 5, 7, 0, 0, 0, time.UTC)), 1)
	whole := synth.WithTail(sound, synth.Tail{Seconds: 900, Speed: 14, HR: 80, Every: 1})
	for format := range writers {
		for listed, a := range map[string]*activity.Activity{"cropped": sound, "whole": whole} {
			checkTrimmed(t, format+", "+listed, sound, exportOf(t, "activities/1."+format, whole, stravaIndex(a)))
			checkTrimmed(t, format+", "+listed+", another site", sound, exportOf(t, "1."+format, whole, runkeeperIndex(a)))
		}
	}
}

// index is the list of activities of an export: the name of its file, and its text with %s
// for the name of the recording.
type index struct{ name, text string }

// exportOf returns a folder with a run and the index of an export.
func exportOf(t *testing.T, name string, a *activity.Activity, list index) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "activities"), 0o700); err != nil {
		t.Fatal(err)
	}
	writeRun(t, filepath.Join(dir, filepath.FromSlash(name)), writers[strings.TrimPrefix(filepath.Ext(name), ".")], a)
	if err := os.WriteFile(filepath.Join(dir, list.name), []byte(fmt.Sprintf(list.text, name)), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// stravaIndex returns a list of activities that states the totals of a, as Strava writes it.
func stravaIndex(a *activity.Activity) index {
	return index{"activities.csv", fmt.Sprintf(`Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Filename,Elapsed Time,Moving Time,Distance
1,"May 5, 2025, 7:00:00 AM",Morning Run,Run,,%.0f,%.2f,%%s,%.1f,%.1f,%.1f
`, a.Totals.Elapsed, a.Totals.Distance/1000, a.Totals.Elapsed, a.Totals.Timer, a.Totals.Distance)}
}

// runkeeperIndex returns the list as Runkeeper writes it, without an elapsed time.
func runkeeperIndex(a *activity.Activity) index {
	s := int(a.Totals.Timer)
	return index{"cardioActivities.csv", fmt.Sprintf(`Activity Id,Date,Type,Route Name,Distance (km),Duration,Average Pace,Average Speed (km/h),Calories Burned,Climb (m),Average Heart Rate (bpm),Friend's Tagged,Notes,GPX File
1,2025-05-05 09:00:00,Running,,%.2f,%d:%02d:%02d,,,,,,,,%%s
`, a.Totals.Distance/1000, s/3600, s/60%60, s%60)}
}

func checkTrimmed(t *testing.T, name string, sound *activity.Activity, dir string) {
	t.Helper()
	res, err := app.Judge(context.Background(), app.Inputs{Paths: []string{dir}}, app.Defaults(), app.Monitor{})
	if err != nil || len(res.History.Sessions) != 1 {
		t.Fatalf("%s: %d sessions, %v", name, len(res.History.Sessions), err)
	}
	s := &res.History.Sessions[0]
	if math.Abs(s.Sum.Distance/sound.Totals.Distance-1) > 0.01 || math.Abs(s.Sum.Elapsed/sound.Totals.Elapsed-1) > 0.02 {
		t.Errorf("%s: %.0f m in %.0f s, want %.0f in %.0f", name, s.Sum.Distance, s.Sum.Elapsed, sound.Totals.Distance, sound.Totals.Elapsed)
	}
	var codes []string
	for _, e := range res.History.Entries {
		for _, i := range e.Issues {
			if i.Code == "ride-after" || strings.HasPrefix(i.Code, "index-") {
				codes = append(codes, i.Code)
			}
		}
	}
	if !slices.Equal(codes, []string{"ride-after"}) {
		t.Errorf("%s: reports %v, want the ride once", name, codes)
	}
}
