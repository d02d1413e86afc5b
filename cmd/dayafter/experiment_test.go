package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/experiment"
	"dayafter/internal/plans"
	"dayafter/internal/testing/golden"
	"dayafter/internal/testing/synth"
	"dayafter/internal/testing/testfile"
	"dayafter/internal/unit"
)

// simulatedYear writes the FIT files of a simulated runner into a folder. The watch stores a
// record only where something changes. dayAfter says what comes after each week's long run.
func simulatedYear(t *testing.T, dayAfter []string) (folder string, first unit.Day) {
	t.Helper()
	r := synth.Amateur()
	h := synth.Marathoner(r)
	h.First = time.Date(2025, 1, 6, 0, 0, 0, 0, r.Zone)
	h.Weeks, h.Runs, h.Race, h.Base, h.DayAfter = len(dayAfter), 4, false, 0, dayAfter
	folder = t.TempDir()
	for _, s := range synth.Season(3, r, h) {
		data, err := synth.FIT(synth.Smart(s.Activity), synth.FITOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, s.Plan.Start.Format("2006-01-02-1504")+".fit"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder, unit.DayOf(h.First)
}

// A simulated runner draws a plan after 14 weeks, follows it for 16 weeks, and reads the
// status halfway and the result at the end. reports/experiment.md shows what the program
// prints.
func TestExperimentOfASimulatedRunner(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates 30 weeks second by second")
	}
	const before, weeks = 14, 16
	habit := slices.Repeat([]string{"recovery", "rest"}, before/2)
	folder, first := simulatedYear(t, habit)
	plan := filepath.Join(t.TempDir(), "experiment.toml")
	lastDay := first + 7*before - 1
	planned := must(t, "experiment", "plan", folder, "--no-cache", "--quiet", "--weeks", "16", "--seed", "7", "--to", lastDay.String(), "-o", plan)
	p, err := plans.Read(plan)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Weeks) != weeks {
		t.Errorf("the plan has %d weeks, want %d", len(p.Weeks), weeks)
	}
	full, _ := simulatedYear(t, append(habit[:before:before], dayAfterOf(p)...))
	checkExperimentReport(t, map[string]string{
		"plan":   strings.ReplaceAll(planned, plan, filepath.Base(plan)),
		"status": must(t, "experiment", "status", plan, full, "--no-cache", "--quiet", "--to", (p.Weeks[8].Start - 1).String()),
		"result": must(t, "experiment", "result", plan, full, "--no-cache", "--quiet"),
	})
}

// experimentSession matches an action in reports/experiment.md, with what it prints.
var experimentSession = regexp.MustCompile("(?s)(\\$ dayafter experiment (plan|status|result) [^\n]*\n).*?```")

// checkExperimentReport compares what each action prints with reports/experiment.md.
// -update writes the report anew.
func checkExperimentReport(t *testing.T, printed map[string]string) {
	t.Helper()
	const path = "../../reports/experiment.md"
	text := string(testfile.Read(t, path))
	if n := len(experimentSession.FindAllString(text, -1)); n != len(printed) {
		t.Errorf("%s shows %d actions, want %d", path, n, len(printed))
	}
	golden.Check(t, path, experimentSession.ReplaceAllStringFunc(text, func(session string) string {
		m := experimentSession.FindStringSubmatch(session)
		return m[1] + printed[m[2]] + "```"
	}))
}

// dayAfterOf returns what the simulated runner does in each week of the plan, and in the
// week after it.
func dayAfterOf(p *experiment.Plan) []string {
	var out []string
	for _, w := range p.Weeks {
		out = append(out, []string{"rest", "recovery"}[w.Arm])
	}
	return append(out, "rest")
}

// Each mistake with a plan gets its own message.
func TestExperimentMistakes(t *testing.T) {
	folder := t.TempDir()
	changed := filepath.Join(folder, "changed.toml")
	text := "schema = 1\narms = [\"rest\", \"walk\"]\nhash = \"0\"\n[[week]]\nstart = \"2025-01-05\"\narm = \"rest\"\npair = 1\n"
	if err := os.WriteFile(changed, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(folder, "other.toml")
	if err := os.WriteFile(other, []byte("arms = 3"), 0o600); err != nil {
		t.Fatal(err)
	}
	const runs = "../../fixtures/season"
	for want, args := range map[string][]string{
		"experiment needs plan PATH":      {"experiment"},
		"cannot read":                     {"experiment", "status", filepath.Join(folder, "none.toml"), runs},
		"changed after it was drawn":      {"experiment", "result", changed, runs},
		"is not a plan":                   {"experiment", "result", other, runs},
		"name another file with -o":       {"experiment", "plan", runs, "-o", changed},
		"an experiment compares two arms": {"experiment", "plan", runs, "--arms", "rest", "-o", filepath.Join(folder, "new.toml")},
		"unknown arm \"recovery500\"":     {"experiment", "plan", runs, "--arms", "rest,recovery500", "-o", filepath.Join(folder, "new.toml")},
		"4 weeks: plan 16 to 156 weeks":   {"experiment", "plan", runs, "--weeks", "4", "-o", filepath.Join(folder, "new.toml")},
	} {
		var out, errs bytes.Buffer
		code := run(context.Background(), append(append([]string{"dayafter"}, args...), "--no-cache", "--quiet"), &out, &errs)
		if code == exitOK || !strings.Contains(errs.String(), want) {
			t.Errorf("%v: code %d, %s; want %q", args, code, errs.String(), want)
		}
	}
}
