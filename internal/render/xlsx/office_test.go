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

	"github.com/xuri/excelize/v2"
)

// recalculateAlways is a LibreOffice profile that calculates every formula of
// an Excel workbook anew when it is opened.
const recalculateAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// recalculated is the workbook as LibreOffice saves it after calculating it anew.
func recalculated(t *testing.T, path string) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		unproven(t, "LibreOffice (soffice) is not installed: cached values were not compared with a recalculation")
	}
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(recalculateAlways), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Dir(profile)),
		"--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path)
	if log, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
	return filepath.Join(out, filepath.Base(path))
}

// unproven skips a test for want of a program, and says so; in CI it fails instead.
func unproven(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("DAYAFTER_CI") != "" {
		t.Fatal("NOT PROVEN: " + why)
	}
	t.Skip("NOT PROVEN: " + why)
}

// formulaCell is a cell with a formula, as "sheet!A1".
type formulaCell struct{ formula, value string }

// formulas are all formula cells of a workbook with their cached values.
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

// valuesAt are the values of the named cells in a workbook.
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

// differences lists the cells whose cached value is not what was recalculated,
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

// same compares numbers to 9 significant digits, since programs add in other orders.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x), math.Abs(y))
}
