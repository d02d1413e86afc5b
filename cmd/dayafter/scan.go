package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

func scanCommand() *cli.Command {
	return &cli.Command{
		Name:         "scan",
		Usage:        "one line an activity: its class, pace, heart rate",
		ArgsUsage:    "PATH...",
		Flags:        append(commonFlags(), append(seasonFlags(), &cli.BoolFlag{Name: "csv", Usage: "CSV on standard output"})...),
		OnUsageError: onUsageError,
		Action:       runScan,
	}
}

func runScan(c *cli.Context) error {
	s, paths, err := settingsAndPaths(c)
	if err != nil {
		return err
	}
	j, err := judgePaths(c, s, paths, earlier{})
	if err != nil {
		return err
	}
	j.follow(s.season)
	out := bufio.NewWriter(c.App.Writer)
	totals := io.Writer(out)
	write := writeLines
	switch {
	case s.json:
		write, totals = writeJSON, c.App.ErrWriter
	case c.Bool("csv"):
		write, totals = writeCSV, c.App.ErrWriter
	}
	if err := write(out, j, inSpan(j, s), s.units); err != nil {
		return err
	}
	if !s.quiet || totals == out {
		for _, words := range j.answer(s) {
			fmt.Fprintln(totals, words)
		}
		fmt.Fprintln(totals, j.history.Totals())
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if j.history.Totals().Failed > 0 { // what failed was told: that is a result, too
		return errUnusable
	}
	if err := j.none(); err != nil {
		return err
	}
	if err := j.outside(s); err != nil {
		return err
	}
	return j.status(s.strict)
}

// inSpan are the entries from --from to --to by local day; inputs without an
// activity have no day and are always told.
func inSpan(j *judged, s settings) []history.Entry {
	return slices.DeleteFunc(slices.Clone(j.history.Entries), func(e history.Entry) bool {
		if e.Session < 0 {
			return false
		}
		day := j.history.Sessions[e.Session].Day
		return s.season.From != 0 && day < s.season.From || s.season.To != 0 && day > s.season.To
	})
}

func writeJSON(w io.Writer, j *judged, entries []history.Entry, u unit.System) error {
	enc := jsonEncoder(w)
	for _, e := range entries {
		if err := enc.Encode(newRecord(j, e, u)); err != nil {
			return err
		}
	}
	return nil
}

// writeLines prints activities by time, then the inputs that gave none.
func writeLines(w io.Writer, j *judged, entries []history.Entry, u unit.System) error {
	slices.SortStableFunc(entries, func(a, b history.Entry) int {
		if (a.Session < 0) != (b.Session < 0) {
			return boolOrder(a.Session < 0)
		}
		if a.Session < 0 {
			return strings.Compare(a.File, b.File)
		}
		return a.Sum.Start.Compare(b.Sum.Start)
	})
	for _, e := range entries {
		if _, err := fmt.Fprintln(w, line(j, e, u)); err != nil {
			return err
		}
	}
	return nil
}

func boolOrder(after bool) int {
	if after {
		return 1
	}
	return -1
}

// line is one entry as a person reads it.
func line(j *judged, e history.Entry, u unit.System) string {
	if e.Session < 0 {
		return fmt.Sprintf("%-16s  %-12s  %s: %s", "", e.Status, ingest.Printable(e.File), e.Reason)
	}
	s, v := &j.history.Sessions[e.Session], &j.verdicts[e.Session]
	what, sum := e.Status.String(), e.Sum
	switch e.Status {
	case history.OtherSport:
		what = s.Sport.String()
	case history.Used: // the class is of the whole session, and so are the figures
		what, sum = v.Class.String(), s.Sum
	}
	text := fmt.Sprintf("%s  %-12s %9s %8s %11s %4s  %s", s.Start.Format("2006-01-02 15:04"), what,
		u.Distance(sum.Distance), unit.Clock(sum.Moving), report.Rate(sum, s.Sport, u), report.Beats(sum.AvgHR), ingest.Printable(e.File))
	if e.Status != history.Used && e.Status != history.OtherSport {
		return text + "  (" + e.Reason + ")"
	}
	for _, more := range []string{v.Kind.String(), j.after(e.Session)} {
		if more != "" {
			text += "  " + more
		}
	}
	return text
}

var csvHead = []string{
	"file", "start", "day", "sport", "status", "reason", "class", "kind", "intensity", "confidence",
	"distance_m", "elapsed_s", "timer_s", "moving_s", "ascent_m", "avg_hr", "max_hr", "avg_pace_s_per_km", "gap_s_per_km", "title",
	"days_to_race", "day_after", "hours_since_stressor", "how_easy", "next_day", "second_day", "third_day", "within_24h", "days_to_key",
}

// writeCSV prints the plain columns of scan --json for a spreadsheet program.
func writeCSV(w io.Writer, j *judged, entries []history.Entry, u unit.System) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHead); err != nil {
		return err
	}
	for _, e := range entries {
		r := newRecord(j, e, u)
		row := []string{
			cell(&r.File), cell(r.Start), cell(r.Day), cell(r.Sport), r.Status, cell(r.Reason), cell(r.Class), cell(r.Kind), cell(r.Intensity),
		}
		for _, v := range []*float64{r.Confidence, r.DistanceM, r.ElapsedS, r.TimerS, r.MovingS, r.AscentM, r.AvgHR, r.MaxHR, r.AvgPaceSPkm, r.GAPSPkm} {
			row = append(row, figure(v))
		}
		if err := out.Write(append(append(row, cell(r.Title)), r.wake()...)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// wake are the columns of what the session came after and of what followed it.
func (r *record) wake() []string {
	row := []string{whole(r.DaysToRace), cell(r.DayAfter), figure(r.HoursSince), "", "", "", "", "", ""}
	if r.Audit != nil {
		row[3] = r.Audit.Verdict
	}
	if a := r.Aftermath; a != nil {
		row[4], row[5], row[6], row[7], row[8] = a.Days[0].Kind, a.Days[1].Kind, a.Days[2].Kind, a.Within.Kind, whole(a.DaysToKey)
	}
	return row
}

// cell guards text against being taken for a formula by a spreadsheet program and
// from steering a terminal.
func cell(s *string) string {
	if s == nil {
		return ""
	}
	text := ingest.Printable(*s)
	if strings.ContainsAny(text[:1], "=+-@") {
		return "'" + text
	}
	return text
}

func figure(v *float64) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(*v)
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
