package app_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/app"
	"dayafter/internal/classify"
	"dayafter/internal/testing/synth"
	"dayafter/internal/unit"
)

// writers write an activity as each format does.
var writers = map[string]func(*activity.Activity) ([]byte, error){
	"fit": func(a *activity.Activity) ([]byte, error) {
		return synth.FIT(a, synth.FITOptions{Product: "Invented 2"})
	},
	"gpx": synth.GPX, "tcx": synth.TCX,
}

// judgedRun is the program's verdict on a run.
type judgedRun struct {
	day              unit.Day
	class            classify.Class
	distance, moving float64
}

// TestOneAnswerInEveryFormat writes one run with one kind of damage, drawn at random, in
// three formats, after a week of easy runs. The answers must be those of the sound run.
func TestOneAnswerInEveryFormat(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 4))
	dir := t.TempDir()
	r := synth.Amateur()
	start := time.Date(2025, 5, 5, 7, 0, 0, 0, time.UTC)
	for day := range 5 {
		a := synth.Simulate(rng, r, synth.Plain(r, 20, start.AddDate(0, 0, day)), 1)
		writeRun(t, filepath.Join(dir, fmt.Sprintf("%d.fit", day)), writers["fit"], a)
	}
	a := synth.Simulate(rng, r, synth.Plain(r, 24, start.AddDate(0, 0, 6)), 1)
	sound := answerOf(t, dir, "fit", a)
	for _, d := range synth.Damages() {
		damaged := d.Apply(a, rng.Float64())
		for name := range writers {
			if d.Totals && name == "gpx" { // holds no totals
				continue
			}
			want := sound
			if d.Totals {
				want.distance = damaged.Totals.Distance
			}
			got := answerOf(t, dir, name, damaged)
			if got.day != want.day || got.class != want.class || math.Abs(got.distance/want.distance-1) > 0.01 || math.Abs(got.moving/want.moving-1) > 0.02 {
				t.Errorf("%s, %s: %+v, want %+v", d.Name, name, got, want)
			}
		}
	}
}

// answerOf adds a run to the folder, judges it and removes it again.
func answerOf(t *testing.T, dir, format string, a *activity.Activity) judgedRun {
	t.Helper()
	path := filepath.Join(dir, "run."+format)
	writeRun(t, path, writers[format], a)
	defer os.Remove(path)
	res, err := app.Judge(context.Background(), app.Inputs{Paths: []string{dir}}, app.Defaults(), app.Monitor{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range res.History.Entries {
		if e.File == path && e.Session >= 0 {
			s := &res.History.Sessions[e.Session]
			return judgedRun{s.Day, res.Verdicts[e.Session].Class, s.Sum.Distance, s.Sum.Moving}
		}
	}
	t.Fatalf("%s is in no session", path)
	return judgedRun{}
}

func writeRun(t *testing.T, path string, write func(*activity.Activity) ([]byte, error), a *activity.Activity) {
	t.Helper()
	data, err := write(a)
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
