package history

import (
	"cmp"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format"
	"dayafter/internal/summary"
)

// record is one activity of one file, before it becomes part of a session.
type record struct {
	file    int // index into the files
	part    int // index into the file's Summaries
	name    string
	sum     *summary.Summary
	sha     [32]byte
	stated  summary.Stated
	entry   *summary.IndexEntry // nil if no index lists the file
	sport   activity.Sport
	guessed bool // the sport is taken from speed and cadence, because the file names none

	copyOf  *record // the recording that replaces this duplicate; nil otherwise
	shifted bool    // a duplicate that was written with another time zone
	rule    string  // the rule that found the duplicate
	session *session
	notes   activity.Issues
}

func (r *record) start() time.Time { return r.sum.Start }
func (r *record) end() time.Time   { return r.sum.End() }
func (r *record) hasHR() bool      { return r.sum.HRShare > 0 }

// hasWay reports whether r recorded a distance.
func (r *record) hasWay() bool { return r.sum.Distance > 0 && !r.listOnly() }

// listOnly reports whether r is an activity of an export's list without a recording.
func (r *record) listOnly() bool { return r.sum.Format == format.List }

// gather returns all activities of all files in order of start, file name and part.
func gather(files []summary.File, o Options) []*record {
	var recs []*record
	for i := range files {
		f := &files[i]
		for k := range f.Summaries {
			r := &record{
				file: i, part: k, name: f.Name, sum: &f.Summaries[k], sha: f.SHA256, stated: f.Stated, entry: f.IndexEntry,
			}
			r.sport = r.sum.Sport
			r.applyIndex(f.Summaries)
			r.guessSport()
			recs = append(recs, r)
		}
	}
	placeLocal(recs, o)
	slices.SortFunc(recs, func(a, b *record) int {
		return cmp.Or(a.start().Compare(b.start()), cmp.Compare(a.name, b.name), cmp.Compare(a.part, b.part))
	})
	return recs
}
