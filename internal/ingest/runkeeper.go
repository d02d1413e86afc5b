package ingest

import (
	"math"
	"strconv"
	"strings"

	"dayafter/internal/summary"
)

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
	date, duration, distance := at.find("date"), at.find("duration"), at.find("distance (km)", "distance (mi)")
	unit := 1000.0 // m
	if at.find("distance (km)") < 0 {
		unit = 1609.344
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
		if start, ok := exportTime(cell(record, date)); ok { // of the runner's clock
			rows[len(rows)-1].told = &summary.Told{
				Start: start, Local: true,
				Distance: quantity(record, distance) * unit, Moving: clockSeconds(cell(record, duration)),
			}
		}
	}
	return rows, true
}

// clockSeconds are the seconds of a duration written as 1:02:03 or 10:00; NaN for
// any other.
func clockSeconds(s string) float64 {
	sum := 0.0
	for part := range strings.SplitSeq(s, ":") {
		v, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return math.NaN()
		}
		sum = 60*sum + float64(v)
	}
	return sum
}
