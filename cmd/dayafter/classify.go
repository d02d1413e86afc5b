package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

func classifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "classify",
		Usage:     "one run: its class, how sure, why, and its zones",
		ArgsUsage: "FILE",
		Flags: append(commonFlags(), &cli.StringSliceFlag{
			Name: "history", Usage: "the runner's other files, `PATH`; may be given several times",
		}),
		OnUsageError: onUsageError,
		Action:       runClassify,
	}
}

func runClassify(c *cli.Context) error {
	s, err := parseSettings(c)
	if err != nil {
		return err
	}
	if c.NArg() != 1 {
		return usagef("classify takes one file; its context comes by --history PATH (got %d files)", c.NArg())
	}
	file := c.Args().First()
	j, err := judgeFile(c, s, archiveOf(file), c.StringSlice("history"))
	if err != nil {
		return err
	}
	mine := slices.DeleteFunc(slices.Clone(j.history.Entries), func(e history.Entry) bool { return !belongs(e.File, file) })
	j.followAround(mine, s.season)
	if s.json {
		if err := writeJSON(c.App.Writer, j, mine, s.units); err != nil {
			return err
		}
	} else {
		explain(c.App.Writer, j, mine, s.units)
	}
	if err := outcome(file, mine); err != nil {
		return err
	}
	return j.status(s.strict)
}

// archiveOf is the archive of a member named archive.zip!member, and any other
// name itself.
func archiveOf(file string) string {
	if _, err := os.Lstat(file); err == nil {
		return file
	}
	archive, _, _ := strings.Cut(file, "!")
	return archive
}

// belongs reports that an input is the named file or a member of it.
func belongs(name, file string) bool {
	name, file = filepath.Clean(name), filepath.Clean(file)
	return name == file || strings.HasPrefix(name, file+"!")
}

// outcome is the error of a file without any activity.
func outcome(file string, entries []history.Entry) error {
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

// explain prints each session of the file as a person reads it.
func explain(w io.Writer, j *judged, entries []history.Entry, u unit.System) {
	var told []int
	for _, e := range entries {
		if e.Session < 0 || slices.Contains(told, e.Session) {
			continue
		}
		told = append(told, e.Session)
		explainSession(w, j, e.Session, u)
		for _, i := range e.Issues {
			fmt.Fprintf(w, "  file: %s\n", i)
		}
	}
}

func explainSession(w io.Writer, j *judged, n int, u unit.System) {
	s, v := &j.history.Sessions[n], &j.verdicts[n]
	fmt.Fprintf(w, "%s  %s\n", s.Start.Format("Monday 2 January 2006, 15:04"), report.Measures(s.Sum, s.Sport, u))
	if s.Intent.Title != "" {
		fmt.Fprintf(w, "  called: %s\n", ingest.Printable(s.Intent.Title))
	}
	if s.Sport != activity.Run {
		fmt.Fprintf(w, "  %s: only runs are classed\n", s.Sport)
		explainWake(w, j.ledger, j.ledger.RunOf(n), u)
		return
	}
	fmt.Fprintf(w, "  %s\n", headline(v))
	for _, e := range v.Evidence {
		fmt.Fprintf(w, "    %-8s %s\n", e.For, classify.Sentence(e, u))
	}
	for _, m := range v.Marks {
		fmt.Fprintf(w, "  note: %s\n", m)
	}
	for _, m := range v.Missing {
		fmt.Fprintf(w, "  not known: %s\n", m)
	}
	explainWake(w, j.ledger, j.ledger.RunOf(n), u)
	explainZones(w, j.book.On(s.Day), s.Sum)
}

// headline is the verdict in one line.
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

// explainZones prints the heart-rate zones of the day with the time spent in each.
func explainZones(w io.Writer, set zone.Set, s *summary.Summary) {
	if len(set.HR.Lower) == 0 || len(s.HRSeconds) == 0 {
		fmt.Fprintln(w, "  zones: no time in them without heart rate and a threshold")
		return
	}
	fmt.Fprintf(w, "  zones: %s\n", set.HR.System)
	if set.HR.Note != "" {
		fmt.Fprintf(w, "    %s\n", set.HR.Note)
	}
	spent := set.HR.Seconds(s.HRSeconds)
	for i, name := range set.HR.Names {
		fmt.Fprintf(w, "    %-3s %-11s %s\n", name, bounds(set.HR, i), unit.Clock(spent[i]))
	}
}

// bounds is a zone's range in beats a minute.
func bounds(z zone.Zones, i int) string {
	switch {
	case i == 0 && len(z.Lower) > 1:
		return fmt.Sprintf("< %.0f", math.Round(z.Lower[1]))
	case i == len(z.Lower)-1:
		return fmt.Sprintf(">= %.0f", math.Round(z.Lower[i]))
	}
	return fmt.Sprintf("%.0f-%.0f", math.Round(z.Lower[i]), math.Round(z.Lower[i+1])-1)
}
