package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/synth"
)

// simulatedWeeks writes four weeks of a simulated runner as FIT into a folder.
func simulatedWeeks(t *testing.T, dir string) []synth.Session {
	t.Helper()
	r := synth.Amateur()
	h := synth.Marathoner(r)
	h.Weeks, h.Base, h.Race = 4, 1, false
	sessions := synth.Season(7, r, h)
	for i, s := range sessions {
		data, err := synth.FIT(s.Activity, synth.FITOptions{})
		keep(t, dir, fmt.Sprintf("%03d.fit", i), data, err)
	}
	return sessions
}

func keep(t *testing.T, dir, name string, data []byte, err error) {
	t.Helper()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Copies in other formats and with a zone error change no class and no count of sessions.
func TestCopiesInOtherFormats(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a season several times")
	}
	dir := t.TempDir()
	sessions := simulatedWeeks(t, dir)
	alone := classes(scan(t, "", dir))
	for name, write := range map[string]func(a *activity.Activity) ([]byte, error){
		"gpx":              synth.GPX,
		"tcx":              synth.TCX,
		"polar until 2025": synth.Polar,
		"polar since 2026": synth.PolarSeries,
		"gpx nine hours off": func(a *activity.Activity) ([]byte, error) {
			moved := *a
			moved.Start = a.Start.Add(9 * time.Hour)
			return synth.GPX(&moved)
		},
		"polar, taken for UTC": func(a *activity.Activity) ([]byte, error) {
			moved := *a
			moved.Start = a.Start.Add(a.Clock.Offset)
			moved.Clock = activity.Clock{}
			return synth.Polar(&moved)
		},
	} {
		t.Run(name, func(t *testing.T) {
			copies := t.TempDir()
			for i, s := range sessions {
				if s.Activity.Indoor || s.Activity.Sport != activity.Run {
					continue
				}
				data, err := write(s.Activity)
				keep(t, copies, fmt.Sprintf("copy %03d", i), data, err)
			}
			if with := classes(scan(t, "", dir, copies)); !slices.Equal(alone, with) {
				t.Errorf("sessions and classes\nalone       %q\nwith copies %q", alone, with)
			}
		})
	}
}

// Polar's export and the TCX and GPX files of the same account give one session for each
// run, on the same days.
func TestCopiesOfPolarSessions(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a season several times")
	}
	fits, export, copies := t.TempDir(), t.TempDir(), t.TempDir()
	runs := 0
	for i, s := range simulatedWeeks(t, fits) {
		if s.Activity.Indoor || s.Activity.Sport != activity.Run {
			continue
		}
		runs++
		for name, write := range map[string]func(a *activity.Activity) ([]byte, error){
			filepath.Join(export, fmt.Sprintf("training-session-%03d.json", i)): synth.Polar,
			filepath.Join(copies, fmt.Sprintf("%03d.tcx", i)):                   synth.TCX,
			filepath.Join(copies, fmt.Sprintf("%03d.gpx", i)):                   synth.GPX,
		} {
			data, err := write(s.Activity)
			keep(t, "", name, data, err)
		}
	}
	alone, with := classes(scan(t, "", export)), classes(scan(t, "", export, copies))
	if !slices.Equal(alone, with) || len(alone) == 0 || len(alone) > runs {
		t.Errorf("%d runs\nalone       %q\nwith copies %q", runs, alone, with)
	}
	days := func(classes []string) (out []string) {
		for _, c := range classes {
			out = append(out, c[:len("2006-01-02T15:04")])
		}
		return out
	}
	onDays := days(classes(scan(t, "", fits)))
	for _, d := range days(alone) {
		if !slices.Contains(onDays, d) {
			t.Errorf("a session of Polar's at %s, and no FIT file", d)
		}
	}
}
