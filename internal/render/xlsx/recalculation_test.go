package xlsx_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/classify"
	"dayafter/internal/report"
	"dayafter/internal/testing/apptest"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// file writes a workbook to a file and returns its path.
func file(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "season.xlsx")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// seasons returns the cases of the tests: a simulated season, the fixtures and, if
// DAYAFTER_DATA names a folder of them, real seasons.
func seasons(t *testing.T) map[string]*reporttest.Case {
	t.Helper()
	all := map[string]*reporttest.Case{"made up": reporttest.Season(20), "fixtures": apptest.Read(t, "../../../fixtures/season")}
	data := os.Getenv("DAYAFTER_DATA")
	if data == "" {
		t.Log("DAYAFTER_DATA is not set: no real season was tested")
		return all
	}
	for _, folder := range []string{"labelled/runner-a", "seasons/strava-export"} {
		all[folder] = apptest.Read(t, filepath.Join(data, folder))
	}
	return all
}

// TestLibreOffice compares every cached value with the one that LibreOffice calculates, and
// reads back a workbook that LibreOffice saved. One start of LibreOffice, which takes
// seconds, serves both.
func TestLibreOffice(t *testing.T) {
	pairs := recalculations(t)
	path, keys := edited(t)
	paths := []string{path}
	for _, p := range pairs {
		paths = append(paths, p.calculate)
	}
	saved := recalculated(t, paths...)
	t.Run("read back", func(t *testing.T) { checkSaved(t, saved[0], keys) })
	for i, p := range pairs {
		t.Run(p.name, func(t *testing.T) { p.compare(t, saved[i+1]) })
	}
}

// recalculations returns workbooks as they were written, workbooks into which a runner wrote
// twenty classes, and one in miles.
func recalculations(t *testing.T) (pairs []recalculation) {
	t.Helper()
	for name, c := range seasons(t) {
		r := report.Build(c.History, c.Analyse(), report.Defaults())
		written := file(t, drawn(t, r))
		pairs = append(pairs, recalculation{name, written, written})

		edited := file(t, drawn(t, r))
		rows := override(r, 20)
		typeOverrides(t, edited, rows)
		for row, class := range rows {
			r.Table("Runs").Column(report.OverrideColumn).Cells[row] = report.Value{Quantity: report.Text, Text: class}
		}
		r.Compute()
		pairs = append(pairs, recalculation{name + " with overrides", file(t, drawn(t, r)), edited})
	}
	miles := file(t, workbook(t, reporttest.Season(8), report.Options{Units: unit.Imperial}))
	return append(pairs, recalculation{"miles", miles, miles})
}

// recalculation pairs a workbook that has the wanted cached values with the workbook that
// LibreOffice calculates.
type recalculation struct{ name, want, calculate string }

// compare compares the cached values with those of the workbook that LibreOffice saved.
func (p recalculation) compare(t *testing.T, saved string) {
	t.Helper()
	cached := formulas(t, p.want)
	show(t, differences(cached, valuesAt(t, saved, cached)))
	t.Logf("%d formula cells recalculated", len(cached))
}

// override returns, by row, new classes for n runs spread over the season. It uses each
// possible word in turn, except the judged class.
func override(r *report.Report, n int) map[int]string {
	words := classify.OverrideWords()
	classes := r.Table("Runs").Column("Class").Cells
	rows := map[int]string{}
	step := max(1, len(classes)/(n+n/2))
	for i := 0; i < len(classes) && len(rows) < n; i += step {
		if word := words[len(rows)%len(words)]; word != classes[i].String() {
			rows[i] = word
		} else {
			rows[i] = words[len(words)-1]
		}
	}
	return rows
}

// typeOverrides writes classes into the column Class override of a workbook.
func typeOverrides(t *testing.T, path string, rows map[int]string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found, err := f.SearchSheet("Runs", report.OverrideColumn)
	if err != nil || len(found) != 1 {
		t.Fatalf("column %s: %v %v", report.OverrideColumn, found, err)
	}
	col, head, _ := excelize.CellNameToCoordinates(found[0])
	for row, class := range rows {
		at, _ := excelize.CoordinatesToCellName(col, head+1+row)
		if err := f.SetCellStr("Runs", at, class); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// show fails the test with the first twenty differences.
func show(t *testing.T, all []string) {
	t.Helper()
	for i, d := range all {
		if i == 20 {
			t.Errorf("and %d more", len(all)-i)
			break
		}
		t.Error(d)
	}
}

// TestDifferencesCatches checks that differences reports a wrong value.
func TestDifferencesCatches(t *testing.T) {
	cached := map[string]formulaCell{"A!A1": {"1+1", "2"}, "A!A2": {"1/0", "#DIV/0!"}, "A!A3": {`"x"`, "x"}}
	got := differences(cached, map[string]string{"A!A1": "2.0000001", "A!A2": "#DIV/0!", "A!A3": ""})
	if len(got) != 3 {
		t.Errorf("found %q, want all three cells", got)
	}
}
