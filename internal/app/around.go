package app

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// around is the number of days before and after a run on which its verdict depends. The
// runner's own easy pace needs the most days, see season.
const around = 340

// Of returns the entries of the named file and of its members if it is an archive.
func (r *Result) Of(file string) []history.Entry {
	var out []history.Entry
	for _, e := range r.History.Entries {
		if belongs(e.File, file) {
			out = append(out, e)
		}
	}
	return out
}

// belongs reports whether an input is the named file or a member of it.
func belongs(name, file string) bool {
	name, file = filepath.Clean(name), filepath.Clean(file)
	return name == file || strings.HasPrefix(name, file+"!")
}

// Around finds what followed each session on the days around the entries.
func (r *Result) Around(entries []history.Entry) report.Activities {
	o := r.settings.Season
	for _, e := range entries {
		if e.Session >= 0 {
			day := r.History.Sessions[e.Session].Day
			if o.From == 0 || day-around < o.From {
				o.From = day - around
			}
			o.To = max(o.To, day+around)
		}
	}
	if o.From == 0 {
		o.From = math.MinInt32
	}
	if o.To == 0 {
		o.To = math.MaxInt32
	}
	return r.activities(o)
}

// judgeAround judges the sessions around the file and leaves the others
// without a verdict.
func (r *Result) judgeAround(file string) {
	from, to := r.near(file)
	r.Verdicts = classify.JudgePart(r.History.Sessions, from, to, r.Book, r.options)
}

// near returns the range [from, to) of sessions from around days before the
// first activity of the file to around days after its last activity.
func (r *Result) near(file string) (from, to int) {
	first, last := unit.Day(math.MaxInt32), unit.Day(math.MinInt32)
	for _, e := range r.Of(file) {
		if e.Session >= 0 {
			day := r.History.Sessions[e.Session].Day
			first, last = min(first, day), max(last, day)
		}
	}
	return r.between(first-around, last+around)
}

// between returns the smallest range [from, to) of sessions that includes every
// session of the days.
func (r *Result) between(first, last unit.Day) (from, to int) {
	for i := range r.History.Sessions {
		if day := r.History.Sessions[i].Day; day >= first && day <= last {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	return from, to
}

// CheckActivity returns an error if no entry of the file is an activity.
func CheckActivity(file string, entries []history.Entry) error {
	for _, e := range entries {
		if e.Session >= 0 {
			return nil
		}
	}
	if len(entries) == 1 {
		return fmt.Errorf("%s: %s", ingest.Printable(file), entries[0].Reason)
	}
	return fmt.Errorf("%s: holds no activity", ingest.Printable(file))
}
