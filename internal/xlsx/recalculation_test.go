package xlsx_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/classify"
	"dayafter/internal/formula"
	"dayafter/internal/report"
	"dayafter/internal/report/reporttest"
	"dayafter/internal/unit"
)

// file keeps a workbook in a file.
func file(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "season.xlsx")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRecalculationEqualsCachedValues(t *testing.T) {
	for _, units := range []unit.System{unit.Metric, unit.Imperial} {
		path := file(t, workbook(t, reporttest.Season(20), report.Options{Units: units}))
		cached := formulas(t, path)
		show(t, differences(cached, valuesAt(t, recalculated(t, path), cached)))
		t.Logf("%d formula cells recalculated", len(cached))
	}
}

// TestOverridesRecalculate writes classes into the workbook as a runner would,
// lets LibreOffice calculate it, and compares with the report computed with the
// same classes.
func TestOverridesRecalculate(t *testing.T) {
	for _, n := range []int{1, 7, 20} {
		c := reporttest.Season(20)
		r := report.Build(c.History, c.Analyse(), report.Defaults())
		path := file(t, drawn(t, r))
		rows := override(c, n)
		typeOverrides(t, path, rows)
		for row, class := range rows {
			r.Table("Runs").Column(report.OverrideColumn).Cells[row] = formula.Str(class.String())
		}
		r.Compute()
		cached := formulas(t, file(t, drawn(t, r)))
		show(t, differences(cached, valuesAt(t, recalculated(t, path), cached)))
	}
}

// override chooses other classes for n runs, spread over the season, by session.
func override(c *reporttest.Case, n int) map[int]classify.Class {
	next := map[classify.Class]classify.Class{
		classify.Long: classify.Easy, classify.Easy: classify.Long, classify.Key: classify.Recovery, classify.Recovery: classify.Key,
	}
	rows := map[int]classify.Class{}
	step := max(1, len(c.Verdicts)/(n+n/2))
	for i := 0; i < len(c.Verdicts) && len(rows) < n; i += step {
		if class, ok := next[c.Verdicts[i].Class]; ok {
			rows[i] = class
		}
	}
	return rows
}

// typeOverrides writes classes into the column Class override.
func typeOverrides(t *testing.T, path string, rows map[int]classify.Class) {
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
		if err := f.SetCellStr("Runs", at, class.String()); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// show fails with the first twenty differences.
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

// TestDifferencesCatches checks the checker.
func TestDifferencesCatches(t *testing.T) {
	cached := map[string]formulaCell{"A!A1": {"1+1", "2"}, "A!A2": {"1/0", "#DIV/0!"}, "A!A3": {`"x"`, "x"}}
	got := differences(cached, map[string]string{"A!A1": "2.0000001", "A!A2": "#DIV/0!", "A!A3": ""})
	if len(got) != 3 {
		t.Errorf("found %q, want all three cells", got)
	}
}
