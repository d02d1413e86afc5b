package reconcile

import (
	"math"

	"dayafter/internal/activity"
)

// Limits for metres that a watch counted late. Ours, except for the record.
const (
	footLimit = 8.5  // m/s in a second on foot; the 800 m record was run at 7.9
	lateRun   = 2.5  // s: a longer fast stretch is a sprint, not late counting
	lateShare = 0.02 // share of the steps: with more fast steps, the recording is a ride
	lateReach = 30   // s before and after a fast step over which its metres may be spread
	lateRatio = 1.5  // largest ratio of the speed after spreading to the speed around
	lateLocal = 15   // s before and after a fast step that give the speed around
)

// spreadLate spreads metres that a watch counted late over the seconds before and
// after them, if the file's total confirms that they were run. Otherwise the next
// stage would take these seconds for errors and lose their metres.
func spreadLate(a *activity.Activity, total float64) {
	c := &a.Samples
	if !a.Sport.OnFoot() || !(math.Abs(span(c.Dist)/total-1) <= agree) {
		return
	}
	known := knownIndices(c.Dist)
	fast := fastSteps(c, known)
	if len(fast) == 0 || float64(len(fast)) > lateShare*float64(len(known)) {
		return
	}
	for k := 0; k < len(fast); k++ {
		from, to := fast[k]-1, fast[k]
		for k+1 < len(fast) && fast[k+1] == to+1 {
			k++
			to = fast[k]
		}
		if c.T[known[to]]-c.T[known[from]] <= lateRun {
			spread(c, known, from, to)
		}
	}
}

// knownIndices returns the indices of the values of a column.
func knownIndices(col []float64) []int {
	out := make([]int, 0, len(col))
	for i, v := range col {
		if v == v {
			out = append(out, i)
		}
	}
	return out
}

// fastSteps returns the positions in known of the samples that end a step faster than
// a second on foot can be.
func fastSteps(c *activity.Columns, known []int) []int {
	var out []int
	for k := 1; k < len(known); k++ {
		if stepSpeed(c, known, k-1, k) > footLimit {
			out = append(out, k)
		}
	}
	return out
}

// stepSpeed returns the mean speed between two samples in m/s.
func stepSpeed(c *activity.Columns, known []int, from, to int) float64 {
	i, j := known[from], known[to]
	return (c.Dist[j] - c.Dist[i]) / max(c.T[j]-c.T[i], 1)
}

// spread distributes the metres between two samples evenly over a stretch around them. The
// stretch is as long as needed to make the speed usual. It changes nothing if no stretch
// within reach is long enough.
func spread(c *activity.Columns, known []int, from, to int) {
	lo, hi := from, to
	limit := min(footLimit, lateRatio*localSpeed(c, known, from, to))
	for stepSpeed(c, known, lo, hi) > limit {
		back := lo > 0 && c.T[known[from]]-c.T[known[lo-1]] <= lateReach
		ahead := hi+1 < len(known) && c.T[known[hi+1]]-c.T[known[to]] <= lateReach
		switch {
		case back && (!ahead || from-lo <= hi-to):
			lo--
		case ahead:
			hi++
		default:
			return
		}
	}
	i, j := known[lo], known[hi]
	v := (c.Dist[j] - c.Dist[i]) / (c.T[j] - c.T[i])
	for k := lo + 1; k < hi; k++ {
		c.Dist[known[k]] = c.Dist[i] + v*(c.T[known[k]]-c.T[i])
	}
}

// localSpeed returns the mean speed of the plausible steps around a fast stretch, in
// m/s.
func localSpeed(c *activity.Columns, known []int, from, to int) float64 {
	metres, seconds := 0.0, 0.0
	for k := from; k > 0 && c.T[known[from]]-c.T[known[k-1]] <= lateLocal; k-- {
		addStep(c, known, k, &metres, &seconds)
	}
	for k := to + 1; k < len(known) && c.T[known[k]]-c.T[known[to]] <= lateLocal; k++ {
		addStep(c, known, k, &metres, &seconds)
	}
	return max(metres/max(seconds, 1), 1)
}

// addStep adds the step that ends at position k unless it is too fast.
func addStep(c *activity.Columns, known []int, k int, metres, seconds *float64) {
	i, j := known[k-1], known[k]
	if d, dt := c.Dist[j]-c.Dist[i], c.T[j]-c.T[i]; d >= 0 && d <= footLimit*dt {
		*metres, *seconds = *metres+d, *seconds+dt
	}
}
