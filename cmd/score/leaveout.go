package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"dayafter/internal/classify"
	"dayafter/internal/zone"
)

// person holds the folders of one runner.
type person []*runner

// persons groups the runners: those named together are one person, each other runner is
// a person alone.
func persons(runners []*runner, same string) (all []person) {
	var joined person
	for _, r := range runners {
		if same != "" && contains(same, r.name) {
			joined = append(joined, r)
			continue
		}
		all = append(all, person{r})
	}
	if joined != nil {
		all = append(all, joined)
	}
	return all
}

func contains(list, name string) bool {
	for _, n := range strings.Split(list, ",") {
		if strings.TrimSpace(n) == name {
			return true
		}
	}
	return false
}

// tuning is a choice of the limits that decide most verdicts.
type tuning struct{ key, long float64 }

// tunings returns the choices to try: shifts of the score from which a run is key, and
// shares of the limit from which a run is long.
func tunings() (all []tuning) {
	for _, key := range []float64{-0.12, -0.08, -0.04, 0, 0.04, 0.08, 0.12} {
		for _, long := range []float64{0.9, 0.95, 1, 1.05, 1.1} {
			all = append(all, tuning{key, long})
		}
	}
	return all
}

// leftOut holds verdicts on each person by the limits that suit the others best, with a
// confidence fitted to the others.
type leftOut struct {
	chosen   []tuning // for each person
	verdicts map[*runner][]classify.Verdict
	usual    map[*runner][]classify.Verdict // by the program's own limits; only the confidence is fitted to the others
}

// leaveOut returns the verdicts of each person by the limits chosen on the others and the
// confidence fitted to them.
func leaveOut(all []person, pastOnly bool) leftOut {
	judged := map[*runner][][]classify.Verdict{}
	for _, p := range all {
		for _, r := range p {
			book := zone.Estimate(r.sessions, zone.Defaults())
			for _, t := range tunings() {
				o := classify.Defaults()
				o.PastOnly, o.KeyShift, o.LongShare, o.Uncorrected = pastOnly, t.key, t.long, true
				judged[r] = append(judged[r], classify.Judge(r.sessions, book, o))
			}
		}
	}
	out := leftOut{verdicts: map[*runner][]classify.Verdict{}, usual: map[*runner][]classify.Verdict{}}
	unchanged := slices.Index(tunings(), tuning{0, 1})
	for i, p := range all {
		best, bestF1 := 0, -1.0
		for k := range tunings() {
			if f := meanMacro(all, i, func(r *runner) []classify.Verdict { return judged[r][k] }); f > bestF1 {
				best, bestF1 = k, f
			}
		}
		out.chosen = append(out.chosen, tunings()[best])
		by := fitCorrections(without(all, i))
		for _, r := range p {
			out.verdicts[r], out.usual[r] = by.correct(r, judged[r][best]), by.correct(r, judged[r][unchanged])
		}
	}
	return out
}

// without returns the runners of all persons but one.
func without(all []person, left int) (out []*runner) {
	for i, p := range all {
		if i != left {
			out = append(out, p...)
		}
	}
	return out
}

// meanMacro returns the mean macro-F1 of the runners of all persons but one.
func meanMacro(all []person, left int, how judged) float64 {
	sum, n := 0.0, 0.0
	for i, p := range all {
		for _, r := range p {
			if f := macro(three)(r.pairs(how(r), strictOnly)); i != left && !math.IsNaN(f) {
				sum, n = sum+f, n+1
			}
		}
	}
	return sum / n
}

// writeLeaveOut writes the scores of each person by limits chosen on the others.
func writeLeaveOut(w io.Writer, runners []*runner, same string) {
	all := persons(runners, same)
	if len(all) < 2 {
		return
	}
	fmt.Fprint(w, "\n## Limits and confidence fitted to the other runners, 3 classes, strict\n\n| |")
	for _, r := range runners {
		fmt.Fprintf(w, " %s |", r.name)
	}
	fmt.Fprintf(w, " mean |\n|---|%s--:|\n", strings.Repeat("--:|", len(runners)))
	var ways []leftOut
	for _, way := range []struct {
		name string
		past bool
	}{{"macro-F1", false}, {"… past only", true}} {
		l := leaveOut(all, way.past)
		ways = append(ways, l)
		writeRow(w, runners, way.name, func(r *runner) float64 {
			return macro(three)(r.pairs(l.verdicts[r], strictOnly))
		})
	}
	fmt.Fprint(w, "\n| | | P | R | F1 | labels |\n|---|---|--:|--:|--:|--:|\n")
	for k, name := range []string{"whole history", "past only"} {
		m := count(together(runners, func(r *runner) []classify.Verdict { return ways[k].verdicts[r] }, strictOnly), three)
		for _, c := range []classify.Class{classify.Long, classify.Key, classify.Easy} {
			r := m.of(c)
			fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %d |\n", name, c, figure(r.precision), figure(r.recall), figure(r.f1), r.n)
		}
	}
	fmt.Fprint(w, "\n| calibration | verdicts | mean error |\n|---|--:|--:|\n")
	for k, name := range []string{"whole history", "past only"} {
		for _, row := range []struct {
			name string
			how  judged
		}{
			{"", func(r *runner) []classify.Verdict { return ways[k].verdicts[r] }},
			{", limits of the program", func(r *runner) []classify.Verdict { return ways[k].usual[r] }},
		} {
			writeError(w, name+", with heart rate"+row.name, calibrate(runners, row.how, withHeart))
			writeError(w, name+", without heart rate"+row.name, calibrate(runners, row.how, heartless))
		}
	}
	for i, p := range all {
		t := ways[0].chosen[i]
		fmt.Fprintf(w, "\nFor %s: key from %+.2f, long from %.2f × the limits that the program uses.", p.names(), t.key, t.long)
	}
	fmt.Fprintln(w)
}

func (p person) names() string {
	var names []string
	for _, r := range p {
		names = append(names, r.name)
	}
	return strings.Join(names, ", ")
}
