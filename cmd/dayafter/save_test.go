package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dayafter/internal/report"
	"dayafter/internal/testing/testfile"
)

// A class that the runner saves while season runs, at whatever moment, is in the new
// workbook or still in the old one.
func TestASaveWhileSeasonRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	inputs := t.TempDir()
	files, _ := filepath.Glob(fixture(t, "season/2025-07-*"))
	for _, f := range files {
		testfile.Put(t, filepath.Join(inputs, filepath.Base(f)), testfile.Read(t, f))
	}
	key := *scan(t, "../../fixtures/season/", "../../fixtures/season/2025-07-11-0615.gpx")["2025-07-11-0615.gpx"].Session
	book := filepath.Join(t.TempDir(), "season.xlsx")
	args := []string{"season", "--no-cache", "--jobs", "1", inputs, "-o", book}
	begin := time.Now()
	dayafter(t, exitOK, args...)
	took := time.Since(begin)
	first := testfile.Read(t, book)
	decide(t, book, key, "key", "")
	edited := testfile.Read(t, book)
	for moment := range 3 {
		os.RemoveAll(dataHome(t))
		testfile.Put(t, book, first)
		p := start(t, args...)
		time.Sleep(took * time.Duration(3*(moment+1)) / 10)
		testfile.Put(t, book+".tmp", edited) // as spreadsheet programs save
		if err := os.Rename(book+".tmp", book); err != nil {
			t.Fatal(err)
		}
		if code := p.wait(t); code != exitOK {
			t.Errorf("moment %d: exit code %d: %s", moment, code, p.errs.String())
		}
		if got := cellOf(t, book, key, report.OverrideColumn); got != "key" {
			t.Errorf("moment %d: the save is lost: %q\n%s", moment, got, p.errs.String())
		}
		t.Logf("moment %d: counted at once: %v", moment, strings.Contains(p.errs.String(), "saved meanwhile"))
	}
}

// A workbook that is open in a spreadsheet program is written, with a warning.
func TestAnOpenWorkbookIsNoticed(t *testing.T) {
	dir := t.TempDir()
	testfile.Put(t, filepath.Join(dir, ".~lock.season.xlsx#"), []byte(",ann,host,"))
	p := dayafter(t, exitOK, "season", "--no-cache", fixture(t, "season/2025-07-09-0621.gpx"), "-o", filepath.Join(dir, "season.xlsx"))
	if !strings.Contains(p.errs.String(), "seems to be open in LibreOffice") {
		t.Error(p.errs.String())
	}
}
