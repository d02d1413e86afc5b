// Package runkeeper reads the list of activities in Runkeeper's export.
package runkeeper

import (
	"math"
	"strconv"
	"strings"

	"dayafter/internal/ingest/export"
	"dayafter/internal/summary"
)

// columns are the places of the columns; -1 if the table lacks one.
type columns struct {
	file, id, date, kind, title, duration, distance int
	unit                                            float64 // m
}

// Rows returns the activities of a cardioActivities.csv. ok is false for any other
// table.
func Rows(t *export.Table) (rows []export.Row, ok bool) {
	c := findColumns(t)
	if c.file < 0 || c.kind < 0 || c.id < 0 {
		return nil, false
	}
	return t.Rows(c.kind, c.row), true
}

func findColumns(t *export.Table) columns {
	at := t.Columns()
	c := columns{
		file: at.Find("gpx file"), id: at.Find("activity id"), date: at.Find("date"), kind: at.Find("type"),
		title: at.Find("route name"), duration: at.Find("duration"),
		distance: at.Find("distance (km)", "distance (mi)"), unit: export.Kilometre,
	}
	if at.Find("distance (km)") < 0 {
		c.unit = export.Mile
	}
	return c
}

// row returns the activity of a record. Runkeeper writes the runner's local time and
// leaves pauses out of the duration.
func (c *columns) row(r *export.Record) export.Row {
	row := export.NewRow()
	row.Line, row.File, row.ID = r.Line, r.Cell(c.file), r.Cell(c.id)
	row.Stated = summary.Stated{Title: r.Cell(c.title), Sport: export.Sport(r.Cell(c.kind))}
	e := &row.Entry
	e.Local, e.ByHand = true, row.File == ""
	e.Timer = clockSeconds(r.Cell(c.duration))
	e.Distance = r.Quantity(c.distance) * c.unit
	e.Start, _ = export.ParseTime(r.Cell(c.date))
	return row
}

// clockSeconds returns the seconds of a duration such as 1:02:03 or 10:00, or NaN for
// any other text.
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
