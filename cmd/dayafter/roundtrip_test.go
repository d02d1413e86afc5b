package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// must runs the program and fails unless the exit code is 0.
func must(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), append([]string{"dayafter"}, args...), &out, &errs); code != exitOK {
		t.Fatalf("dayafter %v: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}

// runsSheet finds the row of heads and the columns by their names.
func runsSheet(t *testing.T, f *excelize.File) (head int, column map[string]int, rows [][]string) {
	t.Helper()
	rows, err := f.GetRows("Runs")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if slices.Contains(row, report.KeyColumn) {
			column = map[string]int{}
			for k, name := range row {
				column[name] = k + 1
			}
			return i + 1, column, rows
		}
	}
	t.Fatal("the Runs sheet has no column of activity keys")
	return 0, nil, nil
}

// decide writes a class and a note into the row of an activity, as a runner would.
func decide(t *testing.T, path, key, class, note string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head, column, rows := runsSheet(t, f)
	for i := head; i < len(rows); i++ {
		if k := column[report.KeyColumn] - 1; k >= len(rows[i]) || rows[i][k] != key {
			continue
		}
		for name, v := range map[string]string{report.OverrideColumn: class, report.NoteColumn: note} {
			cell, err := excelize.CoordinatesToCellName(column[name], i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellValue("Runs", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Fatalf("no row for %s", key)
}

// cellOf reads one cell of an activity's row.
func cellOf(t *testing.T, path, key, name string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head, column, rows := runsSheet(t, f)
	for _, row := range rows[head:] {
		if k := column[report.KeyColumn] - 1; k < len(row) && row[k] == key {
			if c := column[name] - 1; c < len(row) {
				return row[c]
			}
		}
	}
	return ""
}

// A class and a note written into the workbook hold in the next workbook, in
// scan and in classify, and can be taken back.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	book, cache, fixtures := filepath.Join(dir, "season.xlsx"), filepath.Join(dir, "cache"), "../../fixtures/season"
	file := fixtures + "/2025-10-08-0622.fit"
	key := *scan(t, fixtures+"/", fixtures)["2025-10-08-0622.fit"].Session

	must(t, "season", "--cache", cache, fixtures, "-o", book)
	first, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	decide(t, book, key, "key", "felt like a workout")
	edited, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}

	out := must(t, "season", "--cache", cache, fixtures, "-o", book)
	if !strings.Contains(out, "classes and notes kept") {
		t.Errorf("season did not say that it kept anything: %s", out)
	}
	if got := cellOf(t, book, key, report.OverrideColumn); got != "key" {
		t.Errorf("class override %q, want key", got)
	}
	if got := cellOf(t, book, key, report.NoteColumn); got != "felt like a workout" {
		t.Errorf("note %q", got)
	}
	backup, err := os.ReadFile(filepath.Join(dir, "season.backup.xlsx"))
	if err != nil || !bytes.Equal(backup, edited) {
		t.Errorf("the backup is not the workbook as it was (%v)", err)
	}
	if out := must(t, "classify", "--cache", cache, file); !strings.Contains(out, "class: key") {
		t.Errorf("classify does not know the override:\n%s", out)
	}
	if out := must(t, "scan", "--cache", cache, "--json", file); !strings.Contains(out, `"class":"key"`) {
		t.Errorf("scan does not know the override:\n%s", out)
	}

	// Another workbook of the runner, written before the decision, takes nothing back.
	other := filepath.Join(dir, "other.xlsx")
	if err := os.WriteFile(other, first, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "season", "--cache", cache, fixtures, "-o", other)
	if got := cellOf(t, other, key, report.OverrideColumn); got != "key" {
		t.Errorf("the other workbook has the class override %q, want key", got)
	}

	decide(t, book, key, "", "")
	must(t, "season", "--cache", cache, fixtures, "-o", book)
	if last, err := os.ReadFile(book); err != nil || !bytes.Equal(last, first) {
		t.Errorf("an override taken back leaves a trace (%v)", err)
	}
}

// A file that is no season workbook is never overwritten.
func TestForeignWorkbookStays(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string][]byte{"taxes.xlsx": foreignWorkbook(t), "notes.xlsx": []byte("my notes")} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"dayafter", "season", "--no-cache", "../../fixtures/season", "-o", path}, &out, &errs)
		if code != exitNoResult || !strings.Contains(errs.String(), "nothing was written") {
			t.Errorf("%s: exit code %d: %s", name, code, errs.String())
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s was changed (%v)", name, err)
		}
	}
}

func foreignWorkbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellValue("Sheet1", "A1", "taxes"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
