package ingest

import (
	"fmt"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
	"dayafter/internal/ingest/export/garmin"
	"dayafter/internal/ingest/export/runkeeper"
	"dayafter/internal/ingest/export/strava"
	"dayafter/internal/summary"
)

// vendor describes how one vendor's export lists its activities. The table vendors has a
// row for each package below export; each row has exactly one of the readers.
type vendor struct {
	name string // name of the package
	kind Kind   // content in which the list is written

	// table reads a list that names the file of each activity. ok is false for
	// another table.
	table func(*export.Table) (rows []export.Row, ok bool)
	// list reads a list that names no files. root returns the folder in which the
	// recordings lie.
	list func(data []byte) []export.Row
	root func(listPath string) string
	// records is set for records that complete the recordings beside them (health.go).
	records bool
}

// vendors are the exports whose lists are read.
var vendors = []vendor{
	{name: "strava", kind: CSV, table: strava.Rows},
	{name: "runkeeper", kind: CSV, table: runkeeper.Rows},
	{name: "garmin", kind: Garmin, list: garmin.Rows, root: garmin.Root},
	{name: "applehealth", kind: Health, records: true},
}

// list is an export's list of activities.
type list struct {
	in   *input
	root string // folder of the recordings; "" if the rows name files
	rows []export.Row
	// complete adds what the export knows about an activity without a recording. If it
	// is set, an activity may have no recording although the row names one.
	complete func(*activity.Activity)
}

// indexReason is the reason for a file that serves as a list.
const indexReason = "index of the export, used for titles"

// wakingReason is the reason for a file with the measurements of mornings.
const wakingReason = "resting heart rate, heart rate variability or sleep of each day, used for the mornings"

// readList reads a file that may be the list of an export.
func (r *reader) readList(in *input, b *body) summary.File {
	f := r.digester.digest(in.name, b, nil)
	if b.size > maxIndex {
		if b.kind != CSV { // a long table of another kind needs no reason
			f.Reason = fmt.Sprintf("a list of activities of more than %d MB", maxIndex>>20)
		}
		return f
	}
	if b.kind == Waking {
		f.Mornings = garmin.Mornings(b.data)
		return f
	}
	if l := parseList(in, b); l != nil {
		in.tree.addList(l)
		f.Reason = indexReason
	}
	return f
}

// parseList returns the list in b, or nil if b is another file.
func parseList(in *input, b *body) *list {
	var table export.Table
	if b.kind == CSV {
		table = export.ParseTable(b.data)
	}
	for _, v := range vendors {
		switch {
		case v.kind != b.kind:
		case v.table != nil:
			if rows, ok := v.table(&table); ok {
				return &list{in: in, rows: rows}
			}
		case v.list != nil:
			if rows := v.list(b.data); len(rows) > 0 {
				return &list{in: in, root: v.root(in.path), rows: rows}
			}
		}
	}
	return nil
}

// addList adds a list after removing the places in its titles.
func (t *tree) addList(l *list) {
	for i := range l.rows {
		l.rows[i].Stated.Title = activity.WithoutPlaces(l.rows[i].Stated.Title)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lists = append(t.lists, l)
}
