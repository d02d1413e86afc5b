package xlsx_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dayafter/internal/testing/proof"

	"github.com/xuri/excelize/v2"
)

// recalculateAlways configures LibreOffice to calculate every formula of an Excel
// workbook anew when it opens the workbook.
const recalculateAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// recalculated returns the workbooks as LibreOffice saves them after calculating them anew.
// It starts LibreOffice only once, because the start takes seconds.
func recalculated(t *testing.T, paths ...string) []string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		proof.Missing(t, "LibreOffice (soffice) is not installed: cached values were not compared with a recalculation")
	}
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(recalculateAlways), 0o644); err != nil {
		t.Fatal(err)
	}
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	args := []string{
		"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Dir(profile)),
		"--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out,
	}
	saved := make([]string, len(paths))
	for i, path := range paths {
		name := fmt.Sprintf("%d.xlsx", i)
		if err := os.Symlink(path, filepath.Join(in, name)); err != nil {
			t.Fatal(err)
		}
		args, saved[i] = append(args, filepath.Join(in, name)), filepath.Join(out, name)
	}
	if log, err := exec.Command(office, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
	return saved
}

// formulaCell holds the formula and the cached value of a cell.
type formulaCell struct{ formula, value string }

// formulas returns all formula cells of a workbook, by "sheet!A1", with their cached values.
func formulas(t *testing.T, path string) map[string]formulaCell {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells := map[string]formulaCell{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if text, _ := f.GetCellFormula(sheet, at); text != "" {
					cells[sheet+"!"+at] = formulaCell{text, row[c]}
				}
			}
		}
	}
	return cells
}

// valuesAt returns the values of the named cells of a workbook.
func valuesAt(t *testing.T, path string, cells map[string]formulaCell) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	values := make(map[string]string, len(cells))
	for name := range cells {
		sheet, at, _ := strings.Cut(name, "!")
		if values[name], err = f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
	}
	return values
}

// differences lists the cells whose cached value differs from the recalculated one,
// and all error values.
func differences(cached map[string]formulaCell, recalculated map[string]string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(cached)) {
		want, got := cached[name].value, recalculated[name]
		if !same(want, got) || strings.HasPrefix(got, "#") {
			out = append(out, fmt.Sprintf("%s: cached %q, recalculated %q: %s", name, want, got, cached[name].formula))
		}
	}
	return out
}

// same compares numbers to 9 significant digits, because programs add in different orders.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x), math.Abs(y))
}
