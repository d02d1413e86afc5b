package source

import "dayafter/internal/summary"

// runkeeperRows reads Runkeeper's cardioActivities.csv. row.line is the number of
// the record.
func runkeeperRows(table [][]string) ([]row, bool) {
	if len(table) == 0 {
		return nil, false
	}
	at := columnsOf(table[0])
	file, kind, notes := at.find("gpx file"), at.find("type"), at.find("notes")
	title, id := at.find("route name"), at.find("activity id")
	if file < 0 || kind < 0 || id < 0 {
		return nil, false
	}
	var rows []row
	for i, record := range table[1:] {
		if len(record) <= kind {
			continue
		}
		rows = append(rows, row{line: i + 1, file: cell(record, file), stated: summary.Stated{
			Title: cell(record, title),
			Notes: cell(record, notes),
			Sport: sportOf(cell(record, kind)),
		}})
	}
	return rows, true
}
