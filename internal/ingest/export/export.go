// Package export holds the types and functions that the readers of vendors' exports share:
// the rows of a list of activities, tables of separated values, and dates in many
// languages. It opens no file and does not match rows with recordings.
package export

import (
	"math"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Row describes one activity of an export's list.
type Row struct {
	Line   int    // line of a table, 1 for the first; 0 in a list that is no table
	File   string // path of the recording, relative to the list's folder; "" if the list names none
	ID     string // the vendor's number of the activity; "" if the list has none
	Child  bool   // a part of a multisport activity that has a row of its own
	Stated summary.Stated
	Entry  summary.IndexEntry
	// Displayed is the distance in the runner's unit, in a list without a distance in
	// metres; NaN otherwise.
	Displayed float64
}

// NewRow returns a row without values.
func NewRow() Row {
	n := math.NaN()
	return Row{Displayed: n, Entry: summary.IndexEntry{Elapsed: n, Timer: n, Moving: n, Distance: n, RPE: n, Temp: n}}
}

// Activity returns the activity of a row without a recording: the totals are the values
// of the list, and the samples cover the distance at an even pace. It returns nil if the
// row has no start or no duration.
func (r *Row) Activity() *activity.Activity {
	e := &r.Entry
	timer := unit.FirstKnown(e.Moving, unit.FirstKnown(e.Timer, e.Elapsed))
	if e.Start.IsZero() || math.IsNaN(timer) {
		return nil
	}
	a := activity.New(r.Stated.Sport, e.Start)
	a.Title = r.Stated.Title
	a.Totals.Elapsed, a.Totals.Timer, a.Totals.Distance = unit.FirstKnown(e.Elapsed, timer), timer, e.Distance
	if e.ByHand {
		a.Issues.Add(activity.Note, "by-hand", "entered by hand: there is no recording, and the values are those of the export's list")
	} else {
		a.Issues.Add(activity.Note, "list-only", "no recording of it was found: the values are those of the export's list")
	}
	a.AddEvenPace()
	return a
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
