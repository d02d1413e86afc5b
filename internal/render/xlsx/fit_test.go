package xlsx_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
	"dayafter/internal/testing/reporttest"
)

// The part of a sheet in pixels that a laptop with 1366 × 768 pixels shows at 100 % below
// Excel's ribbon.
const (
	screenWidth  = 1366 - 60 // row numbers, scroll bar
	screenHeight = 768 - 285 // title, ribbon, formula bar, heads, tabs, status, task bar
)

// TestSummaryFitsOneScreen measures all cells and charts of Summary.
func TestSummaryFitsOneScreen(t *testing.T) {
	f := open(t, file(t, workbook(t, reporttest.Season(33), report.Defaults())))
	rows, err := f.GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	height := 0.0
	for row := 1; row <= len(rows); row++ {
		h, err := f.GetRowHeight("Summary", row)
		if err != nil {
			t.Fatal(err)
		}
		height += h / 0.75
	}
	const chart = 360 // the least width of the chart beside the tables
	width := columnsTo(t, f, 11) + chart
	t.Logf("Summary is %.0f × %.0f pixels", width, height)
	if width > screenWidth || height > screenHeight {
		t.Errorf("Summary is %.0f × %.0f pixels, a screen %d × %d", width, height, screenWidth, screenHeight)
	}
}

func columnsTo(t *testing.T, f *excelize.File, last int) (pixels float64) {
	t.Helper()
	for col := 1; col <= last; col++ {
		name, _ := excelize.ColumnNumberToName(col)
		w, err := f.GetColWidth("Summary", name)
		if err != nil {
			t.Fatal(err)
		}
		pixels += w*7 + 5
	}
	return pixels
}

// TestTextsStayTexts checks that the title of a run never becomes a formula, and holds only
// characters that a cell can hold.
func TestTextsStayTexts(t *testing.T) {
	c := reporttest.Season(1)
	titles := []string{
		`=HYPERLINK("http://example.com","+cmd")`, `+cmd|'/c calc'!A1`, `@SUM(1)`, `-1+1`, "bell\x07 and\x00nul", "line\nbreak", "\ufffe\xff",
	}
	for i, title := range titles {
		c.History.Sessions[i].Intent.Title = title
	}
	r := report.Build(c.History, c.Analyse(), report.Defaults())
	f := open(t, file(t, drawn(t, r)))
	found, err := f.SearchSheet("Runs", "Title")
	if err != nil || len(found) != 1 {
		t.Fatalf("column Title: %v %v", found, err)
	}
	col, head, _ := excelize.CellNameToCoordinates(found[0])
	for i, want := range []string{titles[0], titles[1], titles[2], titles[3], "bell andnul", "line break", ""} {
		at, _ := excelize.CoordinatesToCellName(col, head+1+i)
		got, _ := f.GetCellValue("Runs", at)
		if formula, _ := f.GetCellFormula("Runs", at); formula != "" || got != want {
			t.Errorf("%s is %q with formula %q, want the text %q", at, got, formula, want)
		}
	}
	if len(r.Notes) == 0 {
		t.Error("nothing was said of the characters that were left out")
	}
}

// TestPrint checks that heads are repeated on every printed page, even those of the last of
// several tables, and that of the calendar only the weeks are printed, with room for the
// lines above them.
func TestPrint(t *testing.T) {
	f := open(t, file(t, workbook(t, reporttest.Season(33), report.Defaults())))
	printed := map[string]string{}
	for _, n := range f.GetDefinedName() {
		printed[n.Scope+" "+n.Name] = n.RefersTo
	}
	for _, sheet := range report.SheetNames[1:] {
		if printed[sheet+" _xlnm.Print_Titles"] == "" {
			t.Errorf("%s: no heads are repeated", sheet)
		}
	}
	rows, err := f.GetRows("Next days")
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for i, row := range rows {
		if len(row) > 0 && row[0] == "Date" {
			last = i + 1
		}
	}
	if got, want := printed["Next days _xlnm.Print_Titles"], fmt.Sprintf("'Next days'!$%d:$%d", last, last); got != want {
		t.Errorf("Next days repeats %s, want %s", got, want)
	}
	if got, want := printed["Calendar _xlnm.Print_Area"], "Calendar!$A$1:$X$40"; got != want {
		t.Errorf("of Calendar %s is printed, want %s", got, want)
	}
}

// TestWorkingColumnsAreHidden checks that Working columns are hidden, even if another table
// of the sheet shows columns below or above them.
func TestWorkingColumnsAreHidden(t *testing.T) {
	c := reporttest.Season(33)
	r := report.Build(c.History, c.Analyse(), report.Defaults())
	f := open(t, file(t, drawn(t, r)))
	for _, sheet := range r.Sheets {
		heads := workingHeads(sheet)
		rows, err := f.GetRows(sheet.Name)
		if err != nil {
			t.Fatal(err)
		}
		for row, cells := range rows {
			for col, text := range cells {
				name, _ := excelize.ColumnNumberToName(col + 1)
				if shown, _ := f.GetColVisible(sheet.Name, name); heads[text] && shown {
					t.Errorf("%s: %s%d with %q is shown", sheet.Name, name, row+1, text)
				}
			}
		}
	}
}

// workingHeads returns the heads that only Working columns of a sheet have.
func workingHeads(s *report.Sheet) map[string]bool {
	heads := map[string]bool{}
	for _, working := range []bool{true, false} {
		for _, t := range s.Tables {
			for _, c := range t.Columns {
				if is := c.Role == report.Working; is == working {
					heads[c.Header()] = is
				}
			}
		}
	}
	maps.DeleteFunc(heads, func(_ string, working bool) bool { return !working })
	return heads
}
