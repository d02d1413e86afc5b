package extent

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
	"dayafter/internal/unit"
)

// Limits of a recording that holds two runs. Ours: commuters run twice, before and after
// work, while nobody rests for four hours within a run.
const (
	longGap       = 4 * 3600.0 // s
	leastDistance = 400.0      // m that make a stretch a run
	leastTime     = 180.0      // s that make a stretch a run
)

// stretch is a part of a recording between two long gaps.
type stretch struct {
	from, to int // samples from (inclusive) to (exclusive)
	run      bool
}

// splitAtLongGaps returns one activity for each run of a recording and leaves out
// stray samples that lie hours away from every run.
func splitAtLongGaps(a *activity.Activity) []*activity.Activity {
	all := stretches(&a.Samples)
	if len(all) == 1 {
		return []*activity.Activity{a}
	}
	kept, best := 0, 0
	for i, s := range all {
		if s.run {
			kept++
		}
		if s.to-s.from > all[best].to-all[best].from {
			best = i
		}
	}
	if kept == 0 {
		all[best].run = true
	}
	var out []*activity.Activity
	for _, s := range all {
		if s.run {
			out = append(out, window(a, s.from, s.to))
		}
	}
	reportStrays(a, all, out)
	if len(out) > 1 {
		shareTotals(out)
	}
	return out
}

// stretches returns the parts of a recording between long gaps.
func stretches(c *activity.Columns) []stretch {
	out := []stretch{{from: 0}}
	for i := 1; i < c.Len(); i++ {
		if c.T[i]-c.T[i-1] >= longGap {
			out[len(out)-1].to = i
			out = append(out, stretch{from: i})
		}
	}
	out[len(out)-1].to = c.Len()
	if len(out) > 1 {
		for k := range out {
			out[k].run = isRun(c, out[k])
		}
	}
	return out
}

// isRun reports whether a stretch is long enough to be an activity of its own.
func isRun(c *activity.Columns, s stretch) bool {
	if c.T[s.to-1]-c.T[s.from] < leastTime {
		return false
	}
	d := distance(c, s.from, s.to-1)
	return d != d || d >= leastDistance
}

// distance returns the metres covered between two samples, by the device's count or
// along the positions; NaN if neither is known.
func distance(c *activity.Columns, from, to int) float64 {
	if c.Dist != nil {
		if d := lastKnown(c.Dist[from:to+1]) - firstKnown(c.Dist[from:to+1]); d == d {
			return d
		}
	}
	if c.Lat == nil {
		return math.NaN()
	}
	sum, last := math.NaN(), -1
	for i := from; i <= to; i++ {
		if c.Lat[i] != c.Lat[i] {
			continue
		}
		if last >= 0 {
			sum = unit.OrZero(sum) + geo.Metres(c.Lat[last], c.Lon[last], c.Lat[i], c.Lon[i])
		}
		last = i
	}
	return sum
}

func firstKnown(s []float64) float64 {
	for _, v := range s {
		if v == v {
			return v
		}
	}
	return math.NaN()
}

func lastKnown(s []float64) float64 {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == s[i] {
			return s[i]
		}
	}
	return math.NaN()
}

// reportStrays adds issues that say what splitAtLongGaps left out or split.
func reportStrays(a *activity.Activity, all []stretch, out []*activity.Activity) {
	t, k := a.Samples.T, -1
	for i, s := range all {
		switch {
		case s.run && k < 0:
			k = 0
		case s.run:
			k++
			reportTwo(out[k-1:k+1], t[s.from]-t[all[i-1].to-1])
		case k < 0:
			next := all[i+1]
			out[0].Issues.Add(activity.Repaired, "stray-head", "%d points are dated %s before the run, because the watch's clock was not set yet: left out",
				s.to-s.from, unit.Spoken(t[next.from]-t[s.to-1]))
		default:
			out[k].Issues.Add(activity.Repaired, "left-on", "the watch was stopped only %s after the run: the time after the run is left out",
				unit.Spoken(t[s.to-1]-t[all[i-1].to-1]))
		}
	}
}

// reportTwo adds an issue to both of two runs of a recording, apart by a gap in s.
func reportTwo(runs []*activity.Activity, gap float64) {
	for _, a := range runs {
		a.Issues = append(activity.Issues(nil), a.Issues...)
		a.Issues.Add(activity.Repaired, "two-runs", "the file holds two activities, %s apart: read as two", unit.Spoken(gap))
	}
}

// shareTotals gives each part of a recording its share of the file's totals. Totals that
// cannot be divided become NaN.
func shareTotals(parts []*activity.Activity) {
	for _, p := range parts {
		n := math.NaN()
		c := &p.Samples
		last := c.T[c.Len()-1]
		p.Totals = activity.Totals{Elapsed: last, Timer: last, Distance: n, Ascent: n, Descent: n, AvgHR: n, MaxHR: n, Calories: n}
		for _, s := range p.Pauses {
			p.Totals.Timer -= s.To - s.From
		}
		if c.Dist != nil {
			p.Totals.Distance = counted(p)
		}
		p.Void = activity.Void{}
	}
}
