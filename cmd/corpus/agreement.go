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
	codes       []string // of the issues that explain a difference
	differences []float64
	reasons     map[string]int
	unexplained []string
}

// Codes of the issues that explain a difference of the distance, the timer time or
// both.
var (
	extentCodes   = []string{"left-on", "left-on-before", "stray-head", "two-runs", "clock-corrected", "ride-before", "ride-after", "few-samples", "too-long", "fit-truncated", "xml-cut", "fit-damaged"}
	distanceCodes = append([]string{"distance-total", "distance-scaled", "distance-jumps", "distance-gaps", "distance-differs", "too-fast"}, extentCodes...)
	timerCodes    = append([]string{"timer-differs"}, extentCodes...)
)

// printAgreement compares the distance and the timer time of every run with its
// file's own totals and prints how many differ, and the reason that each run gives.
func printAgreement(out io.Writer, files []summary.File) {
	distance := agreement{what: "distance", codes: distanceCodes, reasons: map[string]int{}}
	timer := agreement{what: "timer time", codes: timerCodes, reasons: map[string]int{}}
	for _, f := range files {
		for i := range f.Summaries {
			s := &f.Summaries[i]
			if s.Sport != activity.Run && s.Sport != activity.Unknown {
				continue
			}
			distance.add(f.Name, s, s.Distance, s.Totals.Distance)
			timer.add(f.Name, s, s.Timer, s.Totals.Timer)
		}
	}
	distance.print(out)
	timer.print(out)
}

// add compares one figure; it ignores runs whose file has no total.
func (a *agreement) add(file string, s *summary.Summary, ours, theirs float64) {
	if !(theirs > 0) || ours != ours {
		return
	}
	d := math.Abs(ours/theirs - 1)
	a.differences = append(a.differences, d)
	if d <= explained || math.Abs(ours-theirs) <= rounding {
		return
	}
	reasons := a.reasonsOf(s)
	if len(reasons) == 0 {
		a.unexplained = append(a.unexplained, fmt.Sprintf("%s: ours %.0f, the file's %.0f", ingest.Printable(file), ours, theirs))
	}
	for _, r := range reasons {
		a.reasons[r]++
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

func (a *agreement) print(out io.Writer) {
	if len(a.differences) == 0 {
		return
	}
	slices.Sort(a.differences)
	fmt.Fprintf(out, "  %-10s  %d runs with a total of their own, median difference %.2f %%;", a.what, len(a.differences), 100*a.differences[len(a.differences)/2])
	for _, s := range steps {
		n := 0
		for _, d := range a.differences {
			if d > s {
				n++
			}
		}
		fmt.Fprintf(out, " %d by more than %.0f %%", n, 100*s)
	}
	fmt.Fprintf(out, "; %d beyond 2 %% without an issue\n", len(a.unexplained))
	for _, r := range slices.Sorted(maps.Keys(a.reasons)) {
		fmt.Fprintf(out, "    %5d  %s\n", a.reasons[r], r)
	}
	for _, u := range a.unexplained {
		fmt.Fprintf(out, "    %s\n", u)
	}
}
