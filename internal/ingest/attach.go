package ingest

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"dayafter/internal/format"
	"dayafter/internal/ingest/export"
	"dayafter/internal/summary"
)

// attachLists adds the values of the exports' lists to the results, and returns a File for
// each row without a recording.
func (r *reader) attachLists() (unrecorded []summary.File) {
	at := r.places()
	for _, t := range r.trees {
		slices.SortFunc(t.lists, func(a, b *list) int { return cmp.Compare(a.in.name, b.in.name) })
		byRoot := map[string][]*list{}
		var roots []string
		for _, l := range t.lists {
			if l.root == "" {
				unrecorded = append(unrecorded, r.attachByPath(l, at)...)
				continue
			}
			if byRoot[l.root] == nil {
				roots = append(roots, l.root)
			}
			byRoot[l.root] = append(byRoot[l.root], l)
		}
		for _, root := range roots {
			unrecorded = append(unrecorded, r.attachByStart(t, root, byRoot[root])...)
		}
	}
	return withoutRepeats(unrecorded)
}

// place is the location at which a list names a file.
type place struct {
	tree *tree
	path string
}

// places returns the results at each place. It also lists a result under the archives that
// hold it, because a row may name an archive.
func (r *reader) places() map[place][]int {
	at := map[place][]int{}
	for i, d := range r.done {
		for in := d.in; in != nil; in = in.tree.up {
			p := place{in.tree, unpacked(in.path)}
			at[p] = append(at[p], i)
		}
	}
	return at
}

// unpacked returns the path of a file after gunzip, so that a row finds its file even if
// the user has unpacked it.
func unpacked(p string) string { return strings.TrimSuffix(p, ".gz") }

// attachByPath attaches the rows of a list that names files.
func (r *reader) attachByPath(l *list, at map[place][]int) (unrecorded []summary.File) {
	r.setDistances(l, at)
	for i := range l.rows {
		row := &l.rows[i]
		found := l.resultsOf(row, at)
		for _, k := range found {
			f := &r.done[k].file
			f.Stated, f.IndexEntry = row.Stated, &row.Entry
		}
		switch {
		case len(found) > 0:
		case row.File == "" || l.complete != nil:
			unrecorded = append(unrecorded, r.listFile(l, row))
		default:
			unrecorded = append(unrecorded, l.missing(row))
		}
	}
	return unrecorded
}

// resultsOf returns the results that a row names.
func (l *list) resultsOf(row *export.Row, at map[place][]int) []int {
	if row.File == "" {
		return nil
	}
	return at[place{l.in.tree, unpacked(path.Join(path.Dir(l.in.path), row.File))}]
}

// setDistances converts displayed distances to metres in a list without distances in
// metres. It finds the runner's unit by comparison with the recordings that the list names.
func (r *reader) setDistances(l *list, at map[place][]int) {
	var ratios []float64
	for i := range l.rows {
		for _, k := range l.resultsOf(&l.rows[i], at) {
			if f := &r.done[k].file; len(f.Summaries) == 1 && f.Summaries[0].Distance > 0 && l.rows[i].Displayed > 0 {
				ratios = append(ratios, f.Summaries[0].Distance/l.rows[i].Displayed)
			}
		}
	}
	unit := export.Unit(ratios)
	for i := range l.rows {
		if e := &l.rows[i].Entry; math.IsNaN(e.Distance) {
			e.Distance = l.rows[i].Displayed * unit
		}
	}
}

// listFile returns the File of a row without a recording: the activity that the row
// states, or a File with a reason if the row states too little.
func (r *reader) listFile(l *list, row *export.Row) summary.File {
	f := passedOver(l.nameOf(row), "listed without a recording, a start or a duration")
	f.Stated, f.IndexEntry = row.Stated, &row.Entry
	if a := row.Activity(); a != nil {
		if l.complete != nil {
			l.complete(a)
		}
		s := r.digester.summarise(a, format.List)
		s.Elapsed = a.Totals.Elapsed // the samples do not include the pauses
		f.Format, f.Outcome, f.Reason = format.List, summary.Read, ""
		f.Summaries = []summary.Summary{s}
	}
	return f
}

// nameOf returns the name under which a row without a recording is listed.
func (l *list) nameOf(row *export.Row) string {
	switch {
	case row.Line > 0:
		return fmt.Sprintf("%s, line %d", l.in.name, row.Line)
	case row.ID != "":
		return fmt.Sprintf("%s, activity %s", l.in.name, Printable(row.ID))
	case row.Entry.Start.IsZero():
		return l.in.name + ", activity without a start"
	}
	return fmt.Sprintf("%s, activity starting %s", l.in.name, row.Entry.Start.Format("2006-01-02 15:04:05"))
}

// withoutRepeats keeps the first File of each name. Two rows may name the same file, and
// two apps may have saved the same workout.
func withoutRepeats(files []summary.File) []summary.File {
	seen := map[string]bool{}
	return slices.DeleteFunc(files, func(f summary.File) bool {
		repeated := seen[f.Name]
		seen[f.Name] = true
		return repeated
	})
}

// missing returns the File of a row whose recording is not in the export.
func (l *list) missing(row *export.Row) summary.File {
	name := strings.TrimSuffix(l.in.name, path.Base(l.in.path)) + Printable(row.File)
	f := failed(name, Unknown, "named by the index of the export, but missing from the export")
	f.Stated, f.IndexEntry = row.Stated, &row.Entry
	return f
}
