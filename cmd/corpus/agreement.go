package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/ingest"
	"dayafter/internal/summary"
)

// steps are the differences that are counted, as shares.
var steps = [...]float64{0.01, 0.02, 0.05}

// explained is the difference beyond which a run needs an issue that explains it.
const explained = 0.02

// rounding is a difference in m or s that rounding explains.
const rounding = 2

// agreement collects the differences between our figures and the files' own totals.
type agreement struct {
	what        string
	codes       []string // codes of the issues that explain a difference
	differences []float64
	over        [len(steps)]int            // runs that differ by more than each step
	reasons     map[string][len(steps)]int // the same by reason; a run can give several
	unexplained []string
}

// Codes of the issues that explain a difference of the distance, the timer time, the mean
// heart rate, or all of them.
var (
	extentCodes   = []string{"left-on", "left-on-before", "stray-head", "two-runs", "clock-corrected", "ride-before", "ride-between", "ride-after", "few-samples", "too-long", "fit-truncated", "xml-cut", "fit-damaged"}
	distanceCodes = append([]string{"distance-total", "distance-scaled", "distance-jumps", "distance-gaps", "distance-differs", "too-fast", "gap-crossed"}, extentCodes...)
	timerCodes    = append([]string{"timer-differs"}, extentCodes...)
	heartCodes    = append([]string{"heart-differs"}, extentCodes...)
)

// printAgreement compares the distance, the timer time and the mean heart rate of every run
// with its file's own totals and prints how many differ, and by which of their issues.
func printAgreement(out io.Writer, files []summary.File) {
	distance := agreement{what: "distance", codes: distanceCodes}
	timer := agreement{what: "timer time", codes: timerCodes}
	heart := agreement{what: "heart rate", codes: heartCodes}
	for _, f := range files {
		for i := range f.Summaries {
			s := &f.Summaries[i]
			if s.Sport != activity.Run && s.Sport != activity.Unknown {
				continue
			}
			distance.add(f.Name, s, s.Distance, s.Totals.Distance)
			timer.add(f.Name, s, s.Timer, s.Totals.Timer)
			heart.add(f.Name, s, s.AvgHR, s.Totals.AvgHR)
		}
	}
	for _, a := range []*agreement{&distance, &timer, &heart} {
		a.print(out)
	}
}

// standing is the name of a difference that no issue reports: our mean heart rate leaves out
// the seconds of standing, and the watch's includes them. The output shows both.
const standing = "(standing is left out)"

// unsaid is the name of a difference that no issue reports because it is small.
const unsaid = "(no issue)"

// add compares one figure; it ignores runs whose file has no total.
func (a *agreement) add(file string, s *summary.Summary, ours, theirs float64) {
	if !(theirs > 0) || ours != ours {
		return
	}
	d := math.Abs(ours/theirs - 1)
	if math.Abs(ours-theirs) <= rounding {
		d = min(d, steps[0])
	}
	a.differences = append(a.differences, d)
	if d <= steps[0] {
		return
	}
	reasons := a.reasonsOf(s)
	switch {
	case len(reasons) > 0:
	case a.what == "heart rate":
		reasons = []string{standing}
	case d <= explained:
		reasons = []string{unsaid}
	default:
		reasons = []string{unsaid}
		a.unexplained = append(a.unexplained, fmt.Sprintf("%s: ours %.0f, the file's %.0f", ingest.Printable(file), ours, theirs))
	}
	a.count(d, reasons)
}

// count counts a difference of share d under each of its reasons.
func (a *agreement) count(d float64, reasons []string) {
	if a.reasons == nil {
		a.reasons = map[string][len(steps)]int{}
	}
	for k, step := range steps {
		if d <= step {
			continue
		}
		a.over[k]++
		for _, r := range reasons {
			n := a.reasons[r]
			n[k]++
			a.reasons[r] = n
		}
	}
}

// reasonsOf returns the codes of the issues that explain a difference.
func (a *agreement) reasonsOf(s *summary.Summary) []string {
	var out []string
	for _, i := range s.Issues {
		if slices.Contains(a.codes, i.Code) || strings.HasPrefix(i.Code, "ride") {
			out = append(out, i.Code)
		}
	}
	return out
}

// print writes a table: the runs that differ by more than each step, in all and by reason.
func (a *agreement) print(out io.Writer) {
	if len(a.differences) == 0 {
		return
	}
	slices.Sort(a.differences)
	fmt.Fprintf(out, "  %s of %d runs with a total of their own: median difference %.2f %%; %d beyond 2 %% without an issue\n",
		a.what, len(a.differences), 100*a.differences[len(a.differences)/2], len(a.unexplained))
	fmt.Fprintf(out, "    %-24s %8s %8s %8s\n", "runs that differ by", "> 1 %", "> 2 %", "> 5 %")
	row := func(name string, n [len(steps)]int) {
		fmt.Fprintf(out, "    %-24s %8d %8d %8d\n", name, n[0], n[1], n[2])
	}
	row("all", a.over)
	for _, r := range slices.Sorted(maps.Keys(a.reasons)) {
		row(r, a.reasons[r])
	}
	for _, u := range a.unexplained {
		fmt.Fprintf(out, "    %s\n", u)
	}
}

// printChanged lists every recording whose extent or distance was corrected, with what was
// done.
func printChanged(out io.Writer, files []summary.File, folder string) {
	fmt.Fprintln(out, "  recordings of which a part is left out or moved, or whose distance is corrected:")
	for _, f := range files {
		for i := range f.Summaries {
			for _, issue := range f.Summaries[i].Issues {
				if slices.Contains(extentCodes, issue.Code) || strings.HasPrefix(issue.Code, "distance-") || strings.HasPrefix(issue.Code, "ride") {
					fmt.Fprintf(out, "    %s: %s\n", ingest.Printable(strings.TrimPrefix(f.Name, folder+"/")), issue.Text)
				}
			}
		}
	}
}
