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

// WriteActivities writes a header, a line for each activity in order of time, and
// a line for each input without an activity.
func WriteActivities(w io.Writer, p Page, a *report.Activities, entries []history.Entry) error {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, byTime)
	lines := []string{p.fit(columns("start", "class", "distance", "moving", "pace", "HR") + "remarks and file")}
	for _, e := range entries {
		lines = append(lines, p.line(a, e))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, line); err != nil {
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
		return cmp.Compare(b.Session, a.Session) // puts -1, which stands for no session, last
	}
	return a.Sum.Start.Compare(b.Sum.Start)
}

// columns aligns the cells of a line.
func columns(start, class, distance, moving, pace, beats string) string {
	return fmt.Sprintf("%-16s %-9s %8s %7s %9s %3s  ", start, class, distance, moving, pace, beats)
}

// line describes one entry. On a long page, the whole path comes first. On other
// pages, a short file name ends the line if the remarks leave room for the name.
func (p Page) line(a *report.Activities, e history.Entry) string {
	if e.Session < 0 {
		return p.inputLine(e)
	}
	s, v := &a.History.Sessions[e.Session], &a.Verdicts[e.Session]
	what, sum := e.Status.String(), e.Sum
	switch e.Status {
	case history.OtherSport:
		what = s.Sport.String()
	case history.Used: // class and figures are those of the whole session
		what, sum = v.Class.String(), s.Sum
	}
	start := columns(s.Start.Format("2006-01-02 15:04"), what, a.Units.Distance(sum.Distance), unit.Clock(sum.Moving),
		report.Rate(sum, s.Sport, a.Units), report.Beats(sum.AvgHR))
	remarks := remarksOf(a, e)
	if p.Long {
		return p.paint(strings.TrimRight(start+ingest.Printable(e.File)+"  "+strings.Join(remarks, "  "), " "), what)
	}
	line := start + strings.Join(remarks, "  ")
	if room := p.Width - Columns(line) - 2; room >= shortest {
		line += strings.Repeat(" ", 2*min(1, len(remarks))) + Ending(lastPart(e.File), room)
	}
	return p.paint(p.fit(line), what)
}

// remarksOf returns the remarks after the figures of an activity.
func remarksOf(a *report.Activities, e history.Entry) (remarks []string) {
	if e.Status != history.Used && e.Status != history.OtherSport {
		return []string{"(" + e.Reason + ")"}
	}
	for _, more := range []string{a.Verdicts[e.Session].Kind.String(), a.After(e.Session)} {
		if more != "" {
			remarks = append(remarks, more)
		}
	}
	return remarks
}

// inputLine describes an input without an activity.
func (p Page) inputLine(e history.Entry) string {
	name := lastPart(e.File)
	if p.Long {
		name = ingest.Printable(e.File)
	}
	return p.paint(p.fit(fmt.Sprintf("%-16s %-12s %s: %s", "", e.Status, name, e.Reason)), e.Status.String())
}

// shortest is the least width in columns for a file name. Ours.
const shortest = 10

// lastPart returns the name of an input without its folders and archives.
func lastPart(name string) string {
	name = ingest.Printable(name)
	return name[strings.LastIndexAny(name, `/\!`)+1:]
}

// fit cuts a line at the width of the page, unless the page is long.
func (p Page) fit(line string) string {
	if p.Long || Columns(line) <= p.Width {
		return line
	}
	r := []rune(line)
	for len(r) > 0 && Columns(string(r)) >= p.Width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
