// Package export holds what the readers of vendors' exports share: the rows of a
// list of activities, tables of separated values, and dates in many languages. It
// opens no file and does not match rows with recordings.
package export

import (
	"math"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// Row describes one activity of an export's list.
type Row struct {
	Line   int       // line of a table, 1 for the first; 0 in a list that is no table
	File   string    // path of the recording, seen from the list's folder; "" if the list names none
	ID     string    // the vendor's number of the activity; "" if the list has none
	Start  time.Time // UTC; if Local, the runner's clock written as UTC; zero if unknown
	Local  bool
	Child  bool // a part of a multisport activity that has a row of its own
	Totals Totals
	Stated summary.Stated
}

// Totals are the durations (s) and the distance (m) of an activity. Each is NaN if
// unknown.
type Totals struct{ Elapsed, Timer, Moving, Distance float64 }

// NoTotals returns totals of which none is known.
func NoTotals() Totals {
	n := math.NaN()
	return Totals{n, n, n, n}
}

// Entry returns what r states about an activity without a recording, or nil if r has
// no start. The moving time falls back to the timer time and then the elapsed time.
func (r *Row) Entry() *summary.IndexEntry {
	if r.Start.IsZero() {
		return nil
	}
	return &summary.IndexEntry{Start: r.Start, Local: r.Local, Distance: r.Totals.Distance, Moving: firstKnown(r.Totals.Moving, r.Totals.Timer, r.Totals.Elapsed)}
}

// firstKnown returns the first value that is not NaN, or NaN.
func firstKnown(values ...float64) float64 {
	for _, v := range values {
		if !math.IsNaN(v) {
			return v
		}
	}
	return math.NaN()
}

// Positive returns v if it is above zero and NaN otherwise.
func Positive(v float64) float64 {
	if v > 0 && !math.IsInf(v, 0) {
		return v
	}
	return math.NaN()
}

// Sport returns the sport that a word of an export names, or Unknown.
func Sport(word string) activity.Sport {
	w, _ := activity.SportOf(strings.TrimSpace(word))
	return w.Sport
}
