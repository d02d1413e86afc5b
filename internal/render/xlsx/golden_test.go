package xlsx_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
	"dayafter/internal/testing/golden"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// projection returns a workbook as text that a person can review: every cell with its
// value, number format and formula.
func projection(t testing.TB, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s ==\n", sheet)
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, value := range row {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				line(t, &b, f, sheet, at, value)
			}
		}
	}
	return b.String()
}

func line(t testing.TB, b *strings.Builder, f *excelize.File, sheet, at, value string) {
	t.Helper()
	text, err := f.GetCellFormula(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	if value == "" && text == "" {
		return
	}
	fmt.Fprintf(b, "%s\t%s", at, value)
	if format := formatOf(t, f, sheet, at); format != "" {
		fmt.Fprintf(b, "\t%s", format)
	}
	if text != "" {
		fmt.Fprintf(b, "\t=%s", text)
	}
	b.WriteByte('\n')
}

func formatOf(t testing.TB, f *excelize.File, sheet, at string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.CustomNumFmt == nil {
		return ""
	}
	return *style.CustomNumFmt
}

func TestGolden(t *testing.T) {
	for name, units := range map[string]unit.System{"metric": unit.Metric, "imperial": unit.Imperial} {
		weeks := map[unit.System]int{unit.Metric: 2, unit.Imperial: 1}[units]
		got := projection(t, workbook(t, reporttest.Season(weeks), report.Options{Units: units}))
		golden.Check(t, filepath.Join("testdata", name+".txt"), got)
	}
}
