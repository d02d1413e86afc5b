package plans_test

import (
	"path/filepath"
	"strings"
	"testing"

	"dayafter/internal/app"
	"dayafter/internal/disk"
	"dayafter/internal/experiment"
	"dayafter/internal/plans"
	"dayafter/internal/unit"
)

// sunday is the day of the first long run of the plans.
const sunday = unit.Day(20002)

// plan returns a plan of two weeks that starts some weeks after sunday.
func plan(t *testing.T, week int) *experiment.Plan {
	t.Helper()
	rest, err := experiment.ParseArm("rest")
	if err != nil {
		t.Fatal(err)
	}
	walk, err := experiment.ParseArm("walk")
	if err != nil {
		t.Fatal(err)
	}
	start := sunday + unit.Day(7*week)
	return &experiment.Plan{Arms: [2]experiment.Arm{rest, walk}, Weeks: []experiment.Week{{Start: start}, {Start: start + 7, Arm: 1}}}
}

// A second plan on the same days is refused until the first one is ended. Then Today
// returns the arm of the second plan.
func TestTwoPlansAtOnce(t *testing.T) {
	s, m := app.Defaults(), app.Monitor{}
	s.Data = t.TempDir()
	folder := t.TempDir()
	first, second := filepath.Join(folder, "first.toml"), filepath.Join(folder, "second.toml")
	if err := plans.Write(first, plan(t, 0), s, m); err != nil {
		t.Fatal(err)
	}
	if err := plans.Write(second, plan(t, 1), s, m); err == nil || !strings.Contains(err.Error(), "two plans at once") || !strings.Contains(err.Error(), "experiment end first.toml") {
		t.Errorf("the second plan: %v", err)
	}
	if err := plans.CheckFree(first); err == nil || !strings.Contains(err.Error(), "two plans at once") {
		t.Errorf("the first plan's file: %v", err)
	}
	if line, err := plans.Today("", sunday+1, s, m); err != nil || line != "Your experiment asks for today: rest.\n\n" {
		t.Errorf("%q, %v", line, err)
	}
	if _, err := plans.End(first, s, m); err != nil {
		t.Fatal(err)
	}
	if line, err := plans.Today("", sunday+1, s, m); err != nil || line != "" {
		t.Errorf("after the end: %q, %v", line, err)
	}
	if err := plans.Write(second, plan(t, 1), s, m); err != nil {
		t.Error(err)
	}
	if line, err := plans.Today("", sunday+15, s, m); err != nil || !strings.Contains(line, "walk") {
		t.Errorf("%q, %v", line, err)
	}
}

// An edited file is refused even if there is a copy, so that the runner notices the change.
func TestChangedFileIsNotUsed(t *testing.T) {
	s, m := app.Defaults(), app.Monitor{}
	s.Data = t.TempDir()
	path := filepath.Join(t.TempDir(), "plan.toml")
	f := plan(t, 0).File()
	f.Weeks[0].Arm, f.Weeks[1].Arm = "walk", "rest"
	text, err := disk.EncodeTOML(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := disk.Write(path, text); err != nil {
		t.Fatal(err)
	}
	if _, err := plans.Find(path, s, m); err == nil || !strings.Contains(err.Error(), "changed after it was drawn") {
		t.Errorf("%v", err)
	}
}
