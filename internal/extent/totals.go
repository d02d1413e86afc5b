package extent

import (
	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// sameDistance is the share by which the distance of the samples may be shorter than the
// file's total and still count as complete. Ours.
const sameDistance = 0.02

// endTotals finds a watch that was stopped long after the run but recorded nothing in
// between: its samples hold the whole distance, while its total time goes on. It ends the
// run with the last sample.
func endTotals(a *activity.Activity) {
	c, t := &a.Samples, &a.Totals
	last := c.T[c.Len()-1]
	after := unit.FirstKnown(t.Elapsed, t.Timer) - last
	if !(after > 60*stillLeast) || c.Dist == nil {
		return
	}
	if d := lastKnown(c.Dist); !(d >= leastDistance) || !(d >= (1-sameDistance)*t.Distance) {
		return
	}
	*a = *window(a, 0, c.Len())
	a.Void.Distance = false
	a.Issues = append(activity.Issues(nil), a.Issues...)
	a.Issues.Add(activity.Repaired, "left-on", "the watch was stopped only %s after the run: the time after the run is left out", unit.Spoken(after))
}
