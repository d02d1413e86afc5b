package main

import (
	"fmt"
	"io"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
)

// writeReport writes the measured part of the report, Markdown. The same data
// give the same bytes.
func writeReport(w io.Writer, runners []*runner) {
	summaryTable(w, runners)
	all := func(view) []pair { return nil }
	_ = all
	for _, f := range []struct {
		name string
		fold fold
	}{{"3 classes (easy and recovery merged)", three}, {"4 classes", four}} {
		for _, r := range runners {
			fmt.Fprintf(w, "\n### %s, %s, strict\n\n", r.name, f.name)
			m := count(r.pairs(r.whole, strictOnly), f.fold)
			writeConfusion(w, &m)
		}
		var together []pair
		for _, r := range runners {
			together = append(together, r.pairs(r.whole, strictOnly)...)
		}
		fmt.Fprintf(w, "\n### together, %s, strict\n\n", f.name)
		m := count(together, f.fold)
		writeConfusion(w, &m)
	}
	writeCalibration(w, runners)
}

// view picks labels.
type view func(*runner, label) bool

func strictOnly(_ *runner, l label) bool { return l.strict() }
func lenient(*runner, label) bool        { return true }
func withHeart(r *runner, l label) bool  { return l.strict() && r.hasHeart(l) }
func heartless(r *runner, l label) bool  { return l.strict() && !r.hasHeart(l) }

// pairs are the labels of a view with the verdicts of their sessions.
func (r *runner) pairs(v []classify.Verdict, pick view) (out []pair) {
	for _, l := range r.labels {
		if pick(r, l) {
			out = append(out, pair{l.class, l.alt, v[r.of[l.file]].Class})
		}
	}
	return out
}

// summaryTable is one line a way of scoring and a column a runner: macro-F1.
func summaryTable(w io.Writer, runners []*runner) {
	fmt.Fprint(w, "| macro-F1, 3 classes |")
	for _, r := range runners {
		fmt.Fprintf(w, " %s |", r.name)
	}
	fmt.Fprint(w, " mean |\n|---|")
	for range runners {
		fmt.Fprint(w, "--:|")
	}
	fmt.Fprintln(w, "--:|")
	whole := func(r *runner) []classify.Verdict { return r.whole }
	past := func(r *runner) []classify.Verdict { return r.past }
	noHeart := func(r *runner) []classify.Verdict { return r.noHeart }
	for _, row := range []struct {
		name     string
		verdicts func(*runner) []classify.Verdict
		pick     view
		figure   func([]pair) float64
	}{
		{"whole history, strict", whole, strictOnly, macro3},
		{"whole history, lenient", whole, lenient, macro3},
		{"past only, strict", past, strictOnly, macro3},
		{"runs with heart rate, strict", whole, withHeart, macro3},
		{"runs without heart rate, strict", whole, heartless, macro3},
		{"all heart rates taken out, strict", noHeart, strictOnly, macro3},
		{"4 classes, whole history, strict", whole, strictOnly, macro4},
		{"hard (long, key) or easy: share right", whole, strictOnly, accuracy2},
		{"hard or easy: macro-F1", whole, strictOnly, macro2},
	} {
		fmt.Fprintf(w, "| %s |", row.name)
		sum, n := 0.0, 0.0
		for _, r := range runners {
			v := row.figure(r.pairs(row.verdicts(r), row.pick))
			fmt.Fprintf(w, " %s |", figure(v))
			if !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		fmt.Fprintf(w, " %s |\n", figure(sum/n))
	}
	fmt.Fprint(w, "| share of sessions called key |")
	for _, r := range runners {
		fmt.Fprintf(w, " %s |", figure(r.keyShare()))
	}
	fmt.Fprint(w, " |\n| verdicts changed by taking titles out |")
	for _, r := range runners {
		fmt.Fprintf(w, " %d |", r.changed)
	}
	fmt.Fprintln(w, " |")
}

func macro3(p []pair) float64    { m := count(p, three); return m.macro() }
func macro4(p []pair) float64    { m := count(p, four); return m.macro() }
func macro2(p []pair) float64    { m := count(p, two); return m.macro() }
func accuracy2(p []pair) float64 { m := count(p, two); return m.right() }

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

func writeConfusion(w io.Writer, m *confusion) {
	fmt.Fprintln(w, "| called → | long | key | easy | recovery | unknown | P | R | F1 |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|")
	for c := classify.Long; c <= classify.Recovery; c++ {
		r := m.of(c)
		if r.n == 0 {
			continue
		}
		fmt.Fprintf(w, "| %s | %d | %d | %d | %d | %d | %s | %s | %s |\n", c,
			m[c][classify.Long], m[c][classify.Key], m[c][classify.Easy], m[c][classify.Recovery], m[c][classify.Unknown],
			figure(r.precision), figure(r.recall), figure(r.f1))
	}
	fmt.Fprintf(w, "\nmacro-F1 %s, right %s\n", figure(m.macro()), figure(m.right()))
}
