// Package text writes activities and thresholds for people at a terminal. It
// computes nothing.
package text

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// WriteActivities writes a line for each activity in order of time, then a line
// for each input without an activity.
func WriteActivities(w io.Writer, a *report.Activities, entries []history.Entry) error {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, byTime)
	for _, e := range entries {
		if _, err := fmt.Fprintln(w, line(a, e)); err != nil {
			return err
		}
	}
	return nil
}

// byTime orders activities by start and puts inputs without an activity last, by name.
func byTime(a, b history.Entry) int {
	switch {
	case a.Session < 0 && b.Session < 0:
		return strings.Compare(a.File, b.File)
	case a.Session < 0 || b.Session < 0:
		return cmp.Compare(b.Session, a.Session) // -1 is the only negative index
	}
	return a.Sum.Start.Compare(b.Sum.Start)
}

// line describes one entry.
func line(a *report.Activities, e history.Entry) string {
	if e.Session < 0 {
		return fmt.Sprintf("%-16s  %-12s  %s: %s", "", e.Status, ingest.Printable(e.File), e.Reason)
	}
	s, v := &a.History.Sessions[e.Session], &a.Verdicts[e.Session]
	what, sum := e.Status.String(), e.Sum
	switch e.Status {
	case history.OtherSport:
		what = s.Sport.String()
	case history.Used: // the class is of the whole session, and so are the figures
		what, sum = v.Class.String(), s.Sum
	}
	text := fmt.Sprintf("%s  %-12s %9s %8s %11s %4s  %s", s.Start.Format("2006-01-02 15:04"), what,
		a.Units.Distance(sum.Distance), unit.Clock(sum.Moving), report.Rate(sum, s.Sport, a.Units), report.Beats(sum.AvgHR), ingest.Printable(e.File))
	if e.Status != history.Used && e.Status != history.OtherSport {
		return text + "  (" + e.Reason + ")"
	}
	for _, more := range []string{v.Kind.String(), a.After(e.Session)} {
		if more != "" {
			text += "  " + more
		}
	}
	return text
}
