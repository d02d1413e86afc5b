package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/synth"
	"dayafter/internal/testing/testfile"
)

// twoRunners writes a folder for each of two runners, who run at the same hour.
func twoRunners(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, effort := range map[string]float64{"ann": synth.EffortEasy, "bob b": 1.35 * synth.EffortEasy} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o700); err != nil {
			t.Fatal(err)
		}
		for day := 1; day <= 2; day++ {
			p := synth.Plan{
				Sport: activity.Run, Start: time.Date(2025, 3, day, 6, 0, 0, 0, time.UTC), Temp: 12, AutoLap: 1000,
				Course: synth.Loop(3000, func(float64) float64 { return 1 }), Steps: []synth.Step{{Seconds: 900, Effort: effort}},
			}
			data, err := synth.GPX(synth.Simulate(rand.New(rand.NewPCG(uint64(day), 1)), synth.Amateur(), p, 1))
			if err != nil {
				t.Fatal(err)
			}
			testfile.Put(t, filepath.Join(folder, name, fmt.Sprintf("%d.gpx", day)), data)
		}
	}
	return folder
}

// TestTwoRunnersAreNotMixed checks that every command refuses the files of two runners,
// says what to type, and neither stores nor writes anything.
func TestTwoRunnersAreNotMixed(t *testing.T) {
	folder, cache := twoRunners(t), filepath.Join(t.TempDir(), "cache")
	book := filepath.Join(t.TempDir(), "season.xlsx")
	one := filepath.Join(folder, "ann", "1.gpx")
	for _, args := range [][]string{
		{"season", folder, "-o", book}, {"scan", folder}, {"zones", folder}, {"today", folder}, {"classify", one, "--history", folder},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append(append([]string{"dayafter"}, args...), "--cache", cache), &out, &errs)
		if want := fmt.Sprintf("dayafter %s '%s' --runner NAME2", args[0], filepath.ToSlash(filepath.Join(folder, "bob b"))); code != exitUsage || !strings.Contains(errs.String(), want) {
			t.Errorf("%v: exit code %d, want %q:\n%s", args, code, want, errs.String())
		}
		if out.Len() > 0 {
			t.Errorf("%v printed %s", args, out.String())
		}
	}
	if _, err := os.Stat(book); err == nil {
		t.Error("a workbook was written")
	}
	if info := must(t, "cache", "info", "--cache", cache, "--data", t.TempDir()); strings.Contains(info, "runner \"default\"") {
		t.Errorf("the runners were remembered:\n%s", info)
	}
	must(t, "scan", folder, "--cache", cache, "--one-runner")
}

// The second runner's files are not added to the first one's remembered history.
func TestAnotherRunnersFilesAreNotRemembered(t *testing.T) {
	folder, cache := twoRunners(t), filepath.Join(t.TempDir(), "cache")
	must(t, "scan", filepath.Join(folder, "ann"), "--cache", cache)
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"dayafter", "scan", filepath.Join(folder, "bob b"), "--cache", cache}, &out, &errs)
	if code != exitUsage || !strings.Contains(errs.String(), `another runner's than those remembered as runner "default"`) {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	must(t, "scan", filepath.Join(folder, "bob b"), "--cache", cache, "--runner", "bob")
}
