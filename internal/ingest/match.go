package ingest

import (
	"cmp"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"dayafter/internal/ingest/export"
	"dayafter/internal/summary"
)

// Limits for a recording to be the activity of a row that names no file (ours).
const (
	maxStartGap  = time.Minute // longest time between the starts
	maxTotalDiff = 0.03        // relative, between the distances or durations
)

// listed is a row with the list that holds it.
type listed struct {
	*export.Row
	list     *list
	recorded bool // a recording covers the activity
}

// attachByStart attaches the rows of lists that name no files to the recordings below
// root, by number, or by start with distance or duration.
func (r *reader) attachByStart(t *tree, root string, lists []*list) (unrecorded []summary.File) {
	rows := merge(lists)
	byID := map[string]int{}
	for i, row := range rows {
		byID[row.ID] = i
	}
	for i := range r.done {
		d := &r.done[i]
		if len(d.file.Summaries) == 0 || !d.in.below(t, root) {
			continue
		}
		for k := range d.file.Summaries {
			markRecorded(rows, &d.file.Summaries[k])
		}
		if k := match(rows, byID, &d.file); k >= 0 {
			rows[k].recorded = true
			d.file.Stated, d.file.IndexEntry = rows[k].Stated, &rows[k].Entry
		}
	}
	for i := range rows {
		if !rows[i].recorded && !rows[i].Child {
			unrecorded = append(unrecorded, r.listFile(rows[i].list, rows[i].Row))
		}
	}
	return unrecorded
}

// merge returns the rows of all lists in order of start. It keeps one row for each
// activity.
func merge(lists []*list) []listed {
	var rows []listed
	for _, l := range lists {
		for i := range l.rows {
			rows = append(rows, listed{&l.rows[i], l, false})
		}
	}
	slices.SortStableFunc(rows, func(a, b listed) int { return cmp.Or(a.Entry.Start.Compare(b.Entry.Start), cmp.Compare(a.ID, b.ID)) })
	return slices.CompactFunc(rows, func(a, b listed) bool { return a.ID != "" && a.ID == b.ID })
}

// below reports whether the input, or an archive around it, lies in t below root.
func (in *input) below(t *tree, root string) bool {
	for ; in != nil; in = in.tree.up {
		if in.tree == t {
			return root == "." || strings.HasPrefix(in.path, strings.TrimSuffix(root, "/")+"/")
		}
	}
	return false
}

// near returns the range of rows that start close to a time.
func near(rows []listed, at time.Time) (from, to int) {
	start := func(row listed, at time.Time) int { return row.Entry.Start.Compare(at) }
	from, _ = slices.BinarySearchFunc(rows, at.Add(-maxStartGap), start)
	to, _ = slices.BinarySearchFunc(rows, at.Add(maxStartGap+1), start)
	return from, to
}

// markRecorded marks the rows that start during the recording.
func markRecorded(rows []listed, s *summary.Summary) {
	from, to := near(rows, s.Start)
	for ; from < len(rows) && (from < to || !rows[from].Entry.Start.After(s.End())); from++ {
		rows[from].recorded = true
	}
}

// activityNumber matches the number of an activity in a file name.
var activityNumber = regexp.MustCompile(`\d{8,}`)

// match returns the row of the activity that a file recorded, or -1. The number in the
// file's name decides before the start.
func match(rows []listed, byID map[string]int, f *summary.File) int {
	for _, id := range activityNumber.FindAllString(path.Base(f.Name), -1) {
		if i, ok := byID[id]; ok {
			return i
		}
	}
	first := &f.Summaries[0]
	all := totalsOf(f.Summaries)
	alone := totals{first.Elapsed, first.Timer, first.Distance}
	best, least := -1, time.Duration(math.MaxInt64)
	from, to := near(rows, first.Start)
	for i := from; i < to; i++ {
		gap := rows[i].Entry.Start.Sub(first.Start).Abs()
		if gap < least && (agree(&rows[i].Entry, all) || agree(&rows[i].Entry, alone)) {
			best, least = i, gap
		}
	}
	return best
}

// totals are the durations in s and the distance in m of a recording.
type totals struct{ elapsed, timer, distance float64 }

// totalsOf returns the totals of all activities of a file together.
func totalsOf(all []summary.Summary) totals {
	t := totals{elapsed: all[len(all)-1].End().Sub(all[0].Start).Seconds()}
	for i := range all {
		t.timer += all[i].Timer
		t.distance += all[i].Distance
	}
	return t
}

// agree reports whether a row and a recording can be one activity, by their distances or by
// their durations. One of the two is enough, because a person can correct the other.
func agree(row *summary.IndexEntry, t totals) bool {
	alike := func(a, b float64) bool { return math.Abs(a-b) <= maxTotalDiff*max(a, b) }
	return alike(row.Distance, t.distance) || alike(row.Elapsed, t.elapsed) || alike(row.Timer, t.timer) || alike(row.Timer, t.elapsed)
}
