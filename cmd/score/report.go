package main

import (
	"fmt"
	"io"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
)

// writeReport writes the measured part of the report as Markdown. The same data give the
// same bytes.
func writeReport(w io.Writer, runners []*runner, same string) {
	writeData(w, runners)
	writeSummary(w, runners)
	writeClasses(w, runners)
	writeLeaveOut(w, runners, same)
	fmt.Fprint(w, "\n## Confusion, 3 classes, easy and recovery merged, strict\n")
	for _, r := range runners {
		writeConfusion(w, r.name, count(r.pairs(r.whole, strictOnly), three))
	}
	if len(runners) > 1 {
		fmt.Fprint(w, "\n## Confusion, 4 classes, strict\n")
		writeConfusion(w, "together", count(together(runners, whole, strictOnly), four))
	}
	writeCalibration(w, runners)
	writeAudits(w, runners)
}

// writeData describes the labelled folders.
func writeData(w io.Writer, runners []*runner) {
	fmt.Fprintln(w, "## What was scored\n\n| | sessions that are runs | labels | strict | in sessions of several parts | with heart rate |\n|---|--:|--:|--:|--:|--:|")
	for _, r := range runners {
		runs, joined := 0, 0
		for i := range r.sessions {
			if r.sessions[i].Sport == activity.Run {
				runs++
			}
		}
		for _, l := range r.labels {
			if len(r.sessions[r.of[l.file]].Parts) > 1 {
				joined++
			}
		}
		fmt.Fprintf(w, "| %s | %d | %d | %d | %d | %d |\n", r.name, runs, len(r.labels), len(r.pairs(r.whole, strictOnly)),
			joined, len(r.pairs(r.whole, withHeart)))
	}
}

// judged is one way of judging a runner; view picks labels.
type (
	judged func(*runner) []classify.Verdict
	view   func(*runner, label) bool
)

func whole(r *runner) []classify.Verdict   { return r.whole }
func past(r *runner) []classify.Verdict    { return r.past }
func months(r *runner) []classify.Verdict  { return r.months }
func alone(r *runner) []classify.Verdict   { return r.alone }
func noHeart(r *runner) []classify.Verdict { return r.noHeart }

func strictOnly(_ *runner, l label) bool { return l.strict() }
func lenient(*runner, label) bool        { return true }
func withHeart(r *runner, l label) bool  { return l.strict() && r.hasHeart(l) }
func heartless(r *runner, l label) bool  { return l.strict() && !r.hasHeart(l) }

// pairs returns the labels of a view with the verdicts of their sessions.
func (r *runner) pairs(v []classify.Verdict, pick view) (out []pair) {
	for _, l := range r.labels {
		if pick(r, l) {
			out = append(out, pair{l.class, l.alt, v[r.of[l.file]].Class})
		}
	}
	return out
}

func together(runners []*runner, how judged, pick view) (out []pair) {
	for _, r := range runners {
		out = append(out, r.pairs(how(r), pick)...)
	}
	return out
}

// writeSummary writes a line for each way of scoring and a column for each runner.
func writeSummary(w io.Writer, runners []*runner) {
	fmt.Fprint(w, "\n## In short\n\n| |")
	for _, r := range runners {
		fmt.Fprintf(w, " %s |", r.name)
	}
	fmt.Fprint(w, " mean |\n|---|")
	for range runners {
		fmt.Fprint(w, "--:|")
	}
	fmt.Fprintln(w, "--:|")
	for _, row := range []struct {
		name   string
		how    judged
		pick   view
		figure func([]pair) float64
	}{
		{"macro-F1, 3 classes, whole history, strict", whole, strictOnly, macro(three)},
		{"… lenient", whole, lenient, macro(three)},
		{"… past only, strict", past, strictOnly, macro(three)},
		{"… folders of four weeks, strict", months, strictOnly, macro(three)},
		{"… every run alone, strict", alone, strictOnly, macro(three)},
		{"… runs with heart rate, strict", whole, withHeart, macro(three)},
		{"… runs without heart rate, strict", whole, heartless, macro(three)},
		{"… all heart rates taken out, strict", noHeart, strictOnly, macro(three)},
		{"macro-F1, 4 classes, whole history, strict", whole, strictOnly, macro(four)},
		{"hard (long, key) or easy, share right", whole, strictOnly, right(two)},
		{"… macro-F1", whole, strictOnly, macro(two)},
		{"… past only, share right", past, strictOnly, right(two)},
		{"… folders of four weeks, share right", months, strictOnly, right(two)},
		{"… every run alone, share right", alone, strictOnly, right(two)},
	} {
		writeRow(w, runners, row.name, func(r *runner) float64 { return row.figure(r.pairs(row.how(r), row.pick)) })
	}
	writeRow(w, runners, "share of sessions called key", (*runner).keyShare)
	fmt.Fprint(w, "| verdicts that change without titles |")
	for _, r := range runners {
		fmt.Fprintf(w, " %d |", r.changed)
	}
	fmt.Fprintln(w, " |")
}

// writeRow writes a figure of every runner and its mean.
func writeRow(w io.Writer, runners []*runner, name string, of func(*runner) float64) {
	fmt.Fprintf(w, "| %s |", name)
	sum, n := 0.0, 0.0
	for _, r := range runners {
		v := of(r)
		fmt.Fprintf(w, " %s |", figure(v))
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	fmt.Fprintf(w, " %s |\n", figure(sum/n))
}

func macro(f fold) func([]pair) float64 {
	return func(p []pair) float64 { m := count(p, f); return m.macro() }
}

func right(f fold) func([]pair) float64 {
	return func(p []pair) float64 { m := count(p, f); return m.right() }
}

func (r *runner) keyShare() float64 {
	key, n := 0.0, 0.0
	for i, v := range r.whole {
		if r.sessions[i].Sport == activity.Run {
			n++
			if v.Class == classify.Key {
				key++
			}
		}
	}
	return key / n
}

func figure(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.3f", v)
}

// writeClasses writes precision and recall of each class over all runners.
func writeClasses(w io.Writer, runners []*runner) {
	fmt.Fprintln(w, "\n## All runners together, 3 classes, strict\n\n| | | P | R | F1 | labels |\n|---|---|--:|--:|--:|--:|")
	for _, way := range []struct {
		name string
		how  judged
	}{{"whole history", whole}, {"past only", past}, {"heart rates taken out", noHeart}} {
		m := count(together(runners, way.how, strictOnly), three)
		for _, c := range []classify.Class{classify.Long, classify.Key, classify.Easy} {
			r := m.of(c)
			fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %d |\n", way.name, c, figure(r.precision), figure(r.recall), figure(r.f1), r.n)
		}
	}
}

func writeConfusion(w io.Writer, name string, m confusion) {
	fmt.Fprintf(w, "\n| %s: label ↓, called → | long | key | easy | recovery | unknown | P | R | F1 |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n", name)
	for c := classify.Long; c <= classify.Recovery; c++ {
		r := m.of(c)
		if r.n == 0 {
			continue
		}
		fmt.Fprintf(w, "| %s | %d | %d | %d | %d | %d | %s | %s | %s |\n", c,
			m[c][classify.Long], m[c][classify.Key], m[c][classify.Easy], m[c][classify.Recovery], m[c][classify.Unknown],
			figure(r.precision), figure(r.recall), figure(r.f1))
	}
	fmt.Fprintf(w, "\nmacro-F1 %s, right %s.\n", figure(m.macro()), figure(m.right()))
}
