package xlsx_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"dayafter/internal/classify"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/testing/reporttest"
)

// edited returns a workbook that a runner edited, with a class, notes, a word that is no
// class, and an own sheet.
func edited(t *testing.T) (path string, keys []string) {
	t.Helper()
	c := reporttest.Season(4)
	for i := range c.History.Sessions {
		keys = append(keys, c.History.Sessions[i].Key)
	}
	path = file(t, workbook(t, c, report.Defaults()))
	f := open(t, path)
	set := func(column string, row int, text string) {
		found, err := f.SearchSheet("Runs", column)
		if err != nil || len(found) != 1 {
			t.Fatalf("column %s: %v %v", column, found, err)
		}
		col, head, _ := excelize.CellNameToCoordinates(found[0])
		at, _ := excelize.CoordinatesToCellName(col, head+1+row)
		if err := f.SetCellStr("Runs", at, text); err != nil {
			t.Fatal(err)
		}
	}
	set(report.OverrideColumn, 2, "Recovery")
	set(report.OverrideColumn, 3, "jog")
	set(report.OverrideColumn, 4, "Not a race")
	set(report.NoteColumn, 2, "felt flat")
	set(report.NoteColumn, 5, `=1+1 "quoted"`)
	ownSheet(t, f)
	save(t, f)
	return path, keys
}

// ownSheet adds a sheet with numbers, a formula, a format and a chart.
func ownSheet(t *testing.T, f *excelize.File) {
	t.Helper()
	if _, err := f.NewSheet("My plan"); err != nil {
		t.Fatal(err)
	}
	bold, _ := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Calibri"}})
	for at, v := range map[string]any{"A1": "Goal", "B1": 42.195, "B2": 2.5, "C1": true} {
		if err := f.SetCellValue("My plan", at, v); err != nil {
			t.Fatal(err)
		}
	}
	err := errors.Join(
		f.SetCellStyle("My plan", "A1", "A1", bold), f.SetCellFormula("My plan", "B3", "B1*B2"), f.SetCellFormula("My plan", "B4", "Summary!A1"),
		f.SetColWidth("My plan", "A", "A", 30), f.MergeCell("My plan", "A6", "C6"),
		f.AddChart("My plan", "E2", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "'My plan'!$B$1:$B$2"}}}),
	)
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func save(t *testing.T, f *excelize.File) {
	t.Helper()
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// readBack reads a workbook's edits.
func readBack(t *testing.T, path string) *xlsx.Kept {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := xlsx.ReadBack(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func check(t *testing.T, kept *xlsx.Kept, keys []string) {
	t.Helper()
	if len(kept.Classes) != len(keys) {
		t.Errorf("%d activities read back, want %d", len(kept.Classes), len(keys))
	}
	for key, class := range kept.Classes {
		want := classify.Override{}
		switch key {
		case keys[2]:
			want.Class = classify.Recovery
		case keys[4]:
			want.NotRace = true
		}
		if class != want {
			t.Errorf("%s is %s, want %s", key, class, want)
		}
	}
	notes := map[string]string{keys[2]: "felt flat", keys[5]: `=1+1 "quoted"`}
	if diff := cmp.Diff(notes, kept.Notes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"My plan"}, kept.Sheets()); diff != "" {
		t.Error(diff)
	}
	for _, words := range []string{`"jog" is none of long`, "charts or pictures", "formulas point to cells of other sheets"} {
		if !slices.ContainsFunc(kept.Warnings, func(w string) bool { return strings.Contains(w, words) }) {
			t.Errorf("no warning says %q: %q", words, kept.Warnings)
		}
	}
}

func TestReadBack(t *testing.T) {
	path, keys := edited(t)
	check(t, readBack(t, path), keys)
}

// checkSaved checks that a workbook that another program saved is read back, and that the
// runner's own sheet is carried into the next workbook.
func checkSaved(t *testing.T, path string, keys []string) {
	t.Helper()
	kept := readBack(t, path)
	check(t, kept, keys)
	checkCarried(t, kept)
}

// TestReadBackSorted checks a workbook with sorted rows, an inserted column and a renamed
// sheet.
func TestReadBackSorted(t *testing.T) {
	path, keys := edited(t)
	f := open(t, path)
	rows, err := f.GetRows("Runs", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(rows[4:])
	for r, row := range rows {
		for c, v := range row {
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if err := f.SetCellStr("Runs", at, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(f.InsertCols("Runs", "C", 1), f.SetSheetName("Runs", "All my runs")); err != nil {
		t.Fatal(err)
	}
	save(t, f)
	check(t, readBack(t, path), keys)
}

// checkCarried checks that the runner's own sheet is in the next workbook.
func checkCarried(t *testing.T, kept *xlsx.Kept) {
	t.Helper()
	c := reporttest.Season(5)
	var out bytes.Buffer
	err := xlsx.Write(&out, report.Build(c.History, c.Analyse(), report.Defaults()), xlsx.Options{Kept: kept})
	if err != nil {
		t.Fatal(err)
	}
	show(t, slices.DeleteFunc(lint(unzip(t, out.Bytes())), func(c string) bool {
		return strings.Contains(c, "My plan!") // formulas in the runner's own sheet
	}))
	f := open(t, file(t, out.Bytes()))
	for at, want := range map[string]string{"A1": "Goal", "B1": "42.195", "C1": "1"} {
		if got, _ := f.GetCellValue("My plan", at, excelize.Options{RawCellValue: true}); got != want && !(at == "C1" && got == "TRUE") {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	if got, _ := f.GetCellFormula("My plan", "B3"); got != "B1*B2" {
		t.Errorf("formula %q", got)
	}
	if got, _ := f.GetCellValue("My plan", "B3"); got != "105.4875" {
		t.Errorf("value of the formula %q", got)
	}
	if w, _ := f.GetColWidth("My plan", "A"); w != 30 {
		t.Errorf("width %g", w)
	}
	id, _ := f.GetCellStyle("My plan", "A1")
	if style, err := f.GetStyle(id); err != nil || style.Font == nil || !style.Font.Bold {
		t.Errorf("style lost: %v", err)
	}
}

func TestReadBackRefusesOtherWorkbooks(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	if _, err := xlsx.ReadBack(bytes.NewReader(out.Bytes()), int64(out.Len())); !errors.Is(err, xlsx.ErrForeign) {
		t.Errorf("error %v, want ErrForeign", err)
	}
	if _, err := xlsx.ReadBack(strings.NewReader("no workbook"), 11); err == nil {
		t.Error("text was read as a workbook")
	}
}
