package xlsx_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
)

// FuzzReadBack changes the parts of an earlier workbook that hold the runner's cells.
// ReadBack must refuse the workbook, or give the same result twice, with a class for every
// note.
func FuzzReadBack(f *testing.F) {
	base := unzip(f, smallWorkbook(f))
	const sheet, texts, book = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
	f.Add(base[sheet], base[texts], base[book])
	f.Add([]byte("<worksheet><sheetData><row r=\"99999999\"><c r=\"XFE1\" t=\"s\"><v>-1</v></c></row></sheetData></worksheet>"), []byte("<sst>"), base[book])
	f.Fuzz(func(t *testing.T, sheetXML, textsXML, bookXML []byte) {
		p := parts{}
		for name, data := range base {
			p[name] = data
		}
		p[sheet], p[texts], p[book] = sheetXML, textsXML, bookXML
		data := zipped(t, p)
		kept, err := xlsx.ReadBack(bytes.NewReader(data), int64(len(data)))
		again, errAgain := xlsx.ReadBack(bytes.NewReader(data), int64(len(data)))
		if (err == nil) != (errAgain == nil) || (err == nil) == (kept == nil) {
			t.Fatalf("errors %v and %v", err, errAgain)
		}
		if err != nil {
			return
		}
		if d := cmp.Diff(kept.Classes, again.Classes) + cmp.Diff(kept.Notes, again.Notes) + cmp.Diff(kept.Sheets(), again.Sheets()); d != "" {
			t.Fatal("read twice, two results:", d)
		}
		for key := range kept.Notes {
			if _, ok := kept.Classes[key]; !ok || key == "" {
				t.Errorf("a note for %q, which is no activity of the workbook", key)
			}
		}
	})
}

// smallWorkbook returns a workbook with only the columns that ReadBack needs, and one of
// the runner's own sheets.
func smallWorkbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if _, err := f.NewSheet("My plan"); err != nil {
		t.Fatal(err)
	}
	for at, text := range map[string]string{
		"A1": report.KeyColumn, "B1": report.OverrideColumn, "C1": report.NoteColumn,
		"A2": "2025-07-09T04:21:00Z run", "B2": "easy", "C2": "=1+1", "A3": "2025-07-10T04:21:00Z run", "B3": "jog",
	} {
		if err := f.SetCellStr("Sheet1", at, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellFormula("My plan", "A1", "SUM(1,2)"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
