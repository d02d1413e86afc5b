package extent

import (
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// emptyHead is the time in s from the stated start to the first sample that needs no
// explanation. Ours: watches begin to record within seconds.
const emptyHead = 60

// dropEmptyHead lets a recording begin with its first sample if the file dates the start
// earlier, but its timer did not run then: the start was written by another clock, or the
// watch stood ready for long.
func dropEmptyHead(a *activity.Activity) {
	c, t := &a.Samples, &a.Totals
	head := c.T[0]
	span := c.T[c.Len()-1] - head
	without := func(total float64) bool { return total <= span+head/2 } // the total leaves the head out
	if head <= emptyHead || !without(unit.FirstKnown(t.Timer, t.Elapsed)) || head < 60*stillLeast && !without(t.Elapsed) {
		return
	}
	c.T = slices.Clone(c.T)
	c.Rebase(head)
	a.Start = a.Start.Add(time.Duration(head * float64(time.Second)))
	a.Laps = lapsAfter(a.Laps, head, span)
	a.Pauses = pausesBetween(a.Pauses, head, head+span)
	if !without(t.Elapsed) {
		t.Elapsed -= head
	}
	a.Issues = append(activity.Issues(nil), a.Issues...)
	a.Issues.Add(activity.Repaired, "start-early", "the file dates the start %s before the first point, but its timer did not run then: the first point counts", unit.Spoken(head))
}

// lapsAfter returns the laps with starts counted from the first sample, head seconds after the
// stated start. If the clock that dated the start dated the laps as well, their starts are
// right already.
func lapsAfter(laps []activity.Lap, head, span float64) []activity.Lap {
	out := slices.Clone(laps)
	right := !slices.ContainsFunc(laps, func(l activity.Lap) bool {
		return !(l.Start+unit.FirstKnown(l.Timer, l.Elapsed) <= span+emptyHead)
	})
	for i := range out {
		l := &out[i]
		if !right {
			l.Elapsed -= max(head-l.Start, 0)
			l.Start = max(l.Start-head, 0)
		}
		l.Elapsed = min(l.Elapsed, max(span-l.Start, l.Timer))
	}
	return out
}
