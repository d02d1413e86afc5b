package squad

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
	"dayafter/internal/roster"
)

// setClass writes a class into the first easy run of a workbook, as a coach would, and
// returns the key of its session.
func setClass(t *testing.T, book, class string) (key string) {
	t.Helper()
	f, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Runs")
	if err != nil {
		t.Fatal(err)
	}
	columns, head := map[string]int{}, -1
	for i, row := range rows {
		if head < 0 {
			for j, text := range row {
				columns[text] = j
			}
			if _, ok := columns[report.KeyColumn]; ok {
				head = i
			}
			continue
		}
		if judged := columns["Class"]; judged < len(row) && row[judged] == "easy" {
			cell, _ := excelize.CoordinatesToCellName(columns[report.OverrideColumn]+1, i+1)
			if err := f.SetCellValue("Runs", cell, class); err != nil {
				t.Fatal(err)
			}
			if err := f.Save(); err != nil {
				t.Fatal(err)
			}
			return row[columns[report.KeyColumn]]
		}
	}
	t.Fatalf("no easy run; columns %v", columns)
	return ""
}

func entriesOf(names ...string) (out []roster.Entry) {
	for _, name := range names {
		out = append(out, roster.Entry{Runner: name, Root: "/x"})
	}
	return out
}
