package identity

import (
	"fmt"
	"math"
	"slices"
	"time"

	"dayafter/internal/summary"
)

// Limits of Doubt (ours). Over four years and three watches, the highest heart rates of one
// real runner differed by 3 beats/min between watches, those of different runners by 6 to
// 18. Pace at a given heart rate cannot distinguish two runners: it changed by 15 % within
// one runner. We tried 14 ordered pairs of two real runners, one after the other in one
// folder. Find stops at 2 of them, Doubt warns of 10, and 2 with similar heart rates and
// homes go unnoticed.
const (
	fewestHearts = 20   // runs of a device with heart rate
	otherMaximum = 12.0 // beats/min between the highest heart rates of two devices
	highestRuns  = 0.9  // quantile of the runs' maxima, which a few spikes hardly change
)

// Doubt returns a warning if one device was used only after another, and their recordings
// fit two runners better than one; "" otherwise. It cannot be certain, because a runner may
// have bought a new watch.
func Doubt(recs []Recording) string {
	runs := timedRuns(recs)
	parts := partsOf(func(r Recording) string { return device(r.Summary) }, runs)
	parts = slices.DeleteFunc(parts, func(p *part) bool { return len(p.runs) < fewestRuns })
	slices.SortStableFunc(parts, func(a, b *part) int { return a.runs[0].Start.Compare(b.runs[0].Start) })
	for i, p := range parts {
		for _, q := range parts[i+1:] {
			if reason := doubtful(p, q); reason != "" {
				return fmt.Sprintf("the runs until %s and those from %s may be two runners': %s", dayWords(p.last()), dayWords(q.runs[0].Start), reason)
			}
		}
	}
	return ""
}

// last returns the last start of a part.
func (p *part) last() time.Time { _, last := p.span(); return last }

func dayWords(t time.Time) string { return t.Format("2 Jan 2006") }

// doubtful returns why two devices, the second used only after the first, may belong to two
// runners; "" if nothing suggests it.
func doubtful(p, q *part) string {
	if !p.last().Before(q.runs[0].Start) {
		return ""
	}
	a, b := profiles(p), profiles(q)
	for profile := range a {
		if b[profile] {
			return ""
		}
	}
	if len(a) > 0 && len(b) > 0 {
		return "they come from watches that were set up for another sex or height"
	}
	if farApart(p, q) {
		return "they come from different devices in parts of the world far from each other"
	}
	if x, y := maximum(p), maximum(q); math.Abs(x-y) >= otherMaximum {
		return fmt.Sprintf("they come from different devices, and the highest heart rates are near %.0f and %.0f bpm", x, y)
	}
	return ""
}

// profiles returns the profiles for which the part's device was set up.
func profiles(p *part) map[string]bool {
	out := map[string]bool{}
	for _, r := range p.runs {
		if r.Profile != "" {
			out[r.Profile] = true
		}
	}
	return out
}

// maximum returns the heart rate in beats/min that only the hardest tenth of a part's runs
// reach; NaN if few runs have a heart rate.
func maximum(p *part) float64 {
	var highest []float64
	for _, r := range p.runs {
		if hasHeart(r.Summary) {
			highest = append(highest, r.MaxHR)
		}
	}
	if len(highest) < fewestHearts {
		return math.NaN()
	}
	slices.Sort(highest)
	return highest[int(highestRuns*float64(len(highest)))]
}

// hasHeart reports whether most of a run has a heart rate.
func hasHeart(s *summary.Summary) bool { return s.HRShare >= 0.8 && s.MaxHR > 0 }
