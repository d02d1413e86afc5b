package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"dayafter/internal/app"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// runner holds the sessions of one labelled folder, judged in several ways.
type runner struct {
	name     string
	labels   []label
	sessions []history.Session
	of       map[string]int // session of each file, by its path below the folder

	whole   []classify.Verdict         // every run judged from the whole history
	past    []classify.Verdict         // every run judged from the runs before it
	noHeart []classify.Verdict         // whole, with every heart rate removed
	months  []classify.Verdict         // each four weeks judged as if there were no others
	alone   []classify.Verdict         // each run judged as the only one
	audits  map[string]season.Easiness // by session key

	uncorrected, uncorrectedNoHeart []classify.Verdict // whole and noHeart, with the confidence left uncorrected

	changed int // number of verdicts that change when titles are removed or shuffled
}

func judge(ctx context.Context, folder string) (*runner, error) {
	labels, err := readTruth(folder)
	if err != nil {
		return nil, err
	}
	whole, err := app.Judge(ctx, app.Inputs{Paths: []string{folder}}, app.Defaults(), app.Monitor{})
	if err != nil {
		return nil, err
	}
	h := whole.History
	r := &runner{name: filepath.Base(folder), labels: labels, sessions: h.Sessions, of: map[string]int{}}
	for _, e := range h.Entries {
		if e.Session >= 0 && e.Sum != nil {
			r.of[below(folder, e.File)] = e.Session
		}
	}
	for _, l := range labels {
		if _, ok := r.of[l.file]; !ok {
			return nil, fmt.Errorf("%s: %s is labelled but is in no session", folder, l.file)
		}
	}
	r.whole, r.audits = whole.Verdicts, map[string]season.Easiness{}
	for _, x := range whole.Activities().Ledger.Runs {
		r.audits[x.Key] = x.Audit.Verdict
	}
	r.past = pastVerdicts(h.Sessions)
	r.months = inPieces(h.Sessions, 28)
	r.alone = inPieces(h.Sessions, 0)
	r.noHeart = verdicts(strip(h.Sessions, withoutHeart))
	r.uncorrected = uncorrectedVerdicts(h.Sessions)
	r.uncorrectedNoHeart = uncorrectedVerdicts(strip(h.Sessions, withoutHeart))
	r.changed = differ(r.whole, verdicts(strip(h.Sessions, withoutTitle))) +
		differ(r.whole, verdicts(shuffledTitles(h.Sessions)))
	return r, nil
}

// below returns the path of a file relative to its folder, with slashes.
func below(folder, file string) string {
	path, err := filepath.Rel(folder, file)
	if err != nil {
		return file
	}
	return filepath.ToSlash(path)
}

func verdicts(s []history.Session) []classify.Verdict { return verdictsBy(classify.Defaults(), s) }

func pastVerdicts(s []history.Session) []classify.Verdict {
	o := classify.Defaults()
	o.PastOnly = true
	return verdictsBy(o, s)
}

func uncorrectedVerdicts(s []history.Session) []classify.Verdict {
	o := classify.Defaults()
	o.Uncorrected = true
	return verdictsBy(o, s)
}

func verdictsBy(o classify.Options, s []history.Session) []classify.Verdict {
	return classify.Judge(s, zone.Estimate(s, zone.Defaults()), o)
}

// inPieces judges each period of the given number of days by itself, or each session by
// itself if days is 0.
func inPieces(s []history.Session, days unit.Day) (out []classify.Verdict) {
	for from := 0; from < len(s); {
		to := from + 1
		for to < len(s) && s[to].Day < s[from].Day+days {
			to++
		}
		out = append(out, verdicts(s[from:to])...)
		from = to
	}
	return out
}

// strip returns copies of the sessions from which take has removed something.
func strip(s []history.Session, take func(*history.Session)) []history.Session {
	out := make([]history.Session, len(s))
	for i := range s {
		out[i] = s[i]
		sum := *s[i].Sum
		out[i].Sum = &sum
		out[i].Parts = slices.Clone(s[i].Parts)
		for k := range out[i].Parts {
			part := *out[i].Parts[k]
			out[i].Parts[k] = &part
		}
		take(&out[i])
	}
	return out
}

func withoutTitle(s *history.Session) {
	s.Intent = history.Intent{}
	for _, sum := range summaries(s) {
		sum.Title = ""
	}
}

func withoutHeart(s *history.Session) {
	for _, sum := range summaries(s) {
		sum.AvgHR, sum.MaxHR, sum.HRShare, sum.HRQuality = math.NaN(), math.NaN(), 0, math.NaN()
		sum.Decoupling = math.NaN()
		sum.HRSeconds, sum.Trace.HR = nil, nil
		for k := range sum.Curves.HR {
			sum.Curves.HR[k] = float32(math.NaN())
		}
	}
}

func summaries(s *history.Session) []*summary.Summary {
	return append([]*summary.Summary{s.Sum}, s.Parts...)
}

func differ(a, b []classify.Verdict) (n int) {
	for i := range a {
		if a[i].Class != b[i].Class || a[i].Kind != b[i].Kind || a[i].Confidence != b[i].Confidence {
			n++
		}
	}
	return n
}

// hasHeart reports whether the session of a label has a usable heart rate.
func (r *runner) hasHeart(l label) bool { return hasHeart(&r.sessions[r.of[l.file]]) }

func hasHeart(s *history.Session) bool { return s.Sum.HRShare >= 0.5 }

// shuffledTitles gives each session the title and intent of another.
func shuffledTitles(s []history.Session) []history.Session {
	n := len(s)
	out := strip(s, func(*history.Session) {})
	for i := range out {
		other := &s[(i*7+n/2)%n]
		out[i].Intent = other.Intent
		out[i].Sum.Title = other.Sum.Title
	}
	return out
}
