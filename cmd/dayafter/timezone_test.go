package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"dayafter/internal/testing/testfile"
)

// The machine's time zone changes nothing if the files state theirs or --tz does.
// Each zone runs in a process of its own, because Go reads TZ once.
func TestMachineZoneChangesNothing(t *testing.T) {
	season := fixture(t, "season")
	for name, args := range map[string][]string{
		"scan":     {"scan", season, "--json", "--no-cache"},
		"zones":    {"zones", season, "--json", "--no-cache"},
		"season":   {"season", season, "--json", "--no-cache", "--quiet"},
		"utc":      {"scan", utcOnly(t), "--json", "--no-cache", "--tz", "Asia/Tokyo"},
		"classify": {"classify", filepath.Join(season, "2025-10-15-0623.fit"), "--history", season, "--no-cache"},
	} {
		want := ""
		for _, zone := range []string{"UTC", "Pacific/Kiritimati", "America/St_Johns"} {
			if got := runIn(t, zone, args); want == "" {
				want = got
			} else if got != want {
				t.Errorf("%s: TZ=%s gives another result than TZ=UTC", name, zone)
			}
		}
	}
}

// The machine's zone decides the day only for a file that states no zone. This shows that
// the test above can fail.
func TestMachineZoneIsTheLastResort(t *testing.T) {
	args := []string{"scan", utcOnly(t), "--json", "--no-cache"}
	if runIn(t, "UTC", args) == runIn(t, "Pacific/Kiritimati", args) {
		t.Error("the machine's zone decides nothing")
	}
}

// runIn runs the program with TZ set and returns its output and workbook.
func runIn(t *testing.T, zone string, args []string) string {
	t.Helper()
	book := filepath.Join(t.TempDir(), "season.xlsx")
	if args[0] == "season" {
		args = append(args[:len(args):len(args)], "-o", book)
	}
	p := newProcess(t, args...)
	p.Env = append(p.Env, "TZ="+zone)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	if code := p.wait(t); code != exitOK {
		t.Fatalf("TZ=%s dayafter %q: exit code %d\n%s", zone, args, code, p.errs.String())
	}
	content, _ := os.ReadFile(book)
	return p.out.String() + string(content)
}

// utcOnly returns a folder with one run whose times are UTC and which holds no
// position, so that nothing in the file states the runner's zone.
func utcOnly(t *testing.T) string {
	t.Helper()
	positions := regexp.MustCompile(`(?s)<Position>.*?</Position>`)
	folder := t.TempDir()
	testfile.Put(t, filepath.Join(folder, "run.tcx"), positions.ReplaceAll(testfile.Read(t, fixture(t, "season/2025-07-14-1820.tcx")), nil))
	return folder
}
