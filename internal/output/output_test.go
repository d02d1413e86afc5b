package output

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
	"dayafter/internal/testing/testfile"
)

// book returns a workbook with the columns of a season and a class.
func book(t *testing.T, class string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "Runs"); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]string{"A1": report.KeyColumn, "B1": report.OverrideColumn, "A2": "a run", "B2": class} {
		if err := f.SetCellValue("Runs", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// An edit that the runner saves after the workbook was read is never overwritten.
func TestASaveMeanwhileStays(t *testing.T) {
	dir := t.TempDir()
	p := Paths{Book: filepath.Join(dir, "season.xlsx")}
	for name, first := range map[string][]byte{"replaced": book(t, "easy"), "new": nil} {
		if first != nil {
			testfile.Put(t, p.Book, first)
		}
		e, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		saved := book(t, "key")
		testfile.Put(t, p.Book, saved)
		files := &Files{}
		files.book.WriteString("the new workbook")
		if _, err := p.Write(nil, e, files); !errors.Is(err, ErrSaved) {
			t.Errorf("%s: %v", name, err)
		}
		if now, _ := os.ReadFile(p.Book); string(now) != string(saved) {
			t.Errorf("%s: the save was overwritten", name)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Errorf("%s: left behind: %v", name, entries)
		}
		os.Remove(p.Book)
	}
}

func TestParse(t *testing.T) {
	for path, want := range map[string]Paths{
		"a.b/season.xlsx": {"a.b/season.xlsx", "a.b/season.html"}, "S.XLSX": {"S.XLSX", "S.html"}, "page.html": {Page: "page.html"}, "-": {Book: "-"},
	} {
		if got, err := Parse(path, false); got != want || err != nil {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	for _, path := range []string{"", "season", "season.ods", "esc\x1b[2J.pdf"} {
		if _, err := Parse(path, false); err == nil || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// Open refuses files that must not be overwritten, before any input is read.
func TestOpenRefuses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no modes")
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	testfile.Put(t, at("protected.xlsx"), book(t, ""))
	os.Chmod(at("protected.xlsx"), 0o444)
	testfile.Put(t, at("foreign.html"), []byte("<p>my page"))
	testfile.Put(t, at("notes.xlsx"), []byte("my notes"))
	os.Symlink(at("nothing.xlsx"), at("dangling.xlsx"))
	for name, want := range map[string]string{
		"protected.xlsx": "write-protected", "foreign.xlsx": "dayafter did not write it", "notes.xlsx": "nothing was written",
		"dangling.xlsx": "a link to", "absent/season.xlsx": "there is no folder",
	} {
		p, err := Parse(at(name), false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Open(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}

func TestTheProgramOfALockFile(t *testing.T) {
	for lock, want := range map[string]string{".~lock.season.xlsx#": "LibreOffice", "~$season.xlsx": "Excel", "~$other.xlsx": ""} {
		dir := t.TempDir()
		testfile.Put(t, filepath.Join(dir, lock), nil)
		program, name := Paths{Book: filepath.Join(dir, "season.xlsx")}.openIn()
		if program != want || !slices.Contains([]string{"", lock}, name) {
			t.Errorf("%s: %q %q", lock, program, name)
		}
	}
}
