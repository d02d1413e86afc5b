package text

import (
	"fmt"
	"io"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// WriteSessions explains each session of the entries: its class, the reasons,
// the days around it and the time in zones.
func WriteSessions(w io.Writer, a *report.Activities, entries []history.Entry) {
	var done []int
	for _, e := range entries {
		if e.Session < 0 || slices.Contains(done, e.Session) {
			continue
		}
		done = append(done, e.Session)
		writeSession(w, a, e.Session)
		for _, i := range e.Issues {
			fmt.Fprintf(w, "  file: %s\n", i)
		}
	}
}

func writeSession(w io.Writer, a *report.Activities, n int) {
	s, v := &a.History.Sessions[n], &a.Verdicts[n]
	fmt.Fprintf(w, "%s  %s\n", s.Start.Format("Monday 2 January 2006, 15:04"), report.Measures(s.Sum, s.Sport, a.Units))
	if s.Intent.Title != "" {
		fmt.Fprintf(w, "  called: %s\n", ingest.Printable(s.Intent.Title))
	}
	if s.Sport != activity.Run {
		fmt.Fprintf(w, "  %s: only runs are classed\n", s.Sport)
		writeDaysAround(w, a, n)
		return
	}
	fmt.Fprintf(w, "  %s\n", headline(v))
	for _, e := range v.Evidence {
		fmt.Fprintf(w, "    %-8s %s\n", e.For, classify.Sentence(e, a.Units))
	}
	for _, m := range v.Marks {
		fmt.Fprintf(w, "  note: %s\n", m)
	}
	for _, m := range v.Missing {
		fmt.Fprintf(w, "  not known: %s\n", m)
	}
	writeDaysAround(w, a, n)
	writeTimeInZones(w, a.Book.On(s.Day), s.Sum)
}

// headline states the verdict in one line.
func headline(v *classify.Verdict) string {
	text := "class: " + v.Class.String()
	if v.Kind != classify.NoKind {
		text += ", " + v.Kind.String()
	}
	if v.Intensity != classify.NoIntensity {
		text += "; intensity: " + v.Intensity.String()
	}
	if v.Class != classify.Unknown {
		text += fmt.Sprintf("; confidence %.0f %%", v.Confidence*100)
	}
	if v.RunnerUp != classify.Unknown {
		text += ", else " + v.RunnerUp.String()
	}
	return text
}

// writeDaysAround writes the hard run before the session, how easy the session was, and the
// days after it.
func writeDaysAround(w io.Writer, a *report.Activities, session int) {
	l := a.Ledger
	run := l.RunOf(session)
	if run < 0 {
		return
	}
	if after := report.After(l, run); after != "" {
		fmt.Fprintf(w, "  %s\n", after)
		if r := &l.Runs[run]; !r.Stresses() {
			for _, why := range report.EaseReasons(&r.Audit, a.Units) {
				fmt.Fprintf(w, "    %s\n", why)
			}
		}
	}
	if following := l.Aftermath(run); following != nil {
		for _, line := range report.NextDays(l, following, a.Units) {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
}

// writeTimeInZones writes the heart-rate zones of the day with the time in each.
func writeTimeInZones(w io.Writer, set zone.Set, s *summary.Summary) {
	if len(set.HR.Lower) == 0 || len(s.HRSeconds) == 0 {
		fmt.Fprintln(w, "  zones: the time in zones needs heart rate and a threshold")
		return
	}
	fmt.Fprintf(w, "  zones: %s\n", set.HR.System)
	if set.HR.Note != "" {
		fmt.Fprintf(w, "    %s\n", set.HR.Note)
	}
	seconds := set.HR.Seconds(s.HRSeconds)
	for i, name := range set.HR.Names {
		fmt.Fprintf(w, "    %-3s %-11s %s\n", name, bounds(set.HR, i), unit.Clock(seconds[i]))
	}
}

// bounds formats the range of zone i in beats per minute.
func bounds(z zone.Zones, i int) string {
	switch {
	case i == 0 && len(z.Lower) > 1:
		return fmt.Sprintf("< %.0f", math.Round(z.Lower[1]))
	case i == len(z.Lower)-1:
		return fmt.Sprintf(">= %.0f", math.Round(z.Lower[i]))
	}
	return fmt.Sprintf("%.0f-%.0f", math.Round(z.Lower[i]), math.Round(z.Lower[i+1])-1)
}
