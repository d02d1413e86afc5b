package extent

import (
	"dayafter/internal/activity"
)

// Limits of standing before and after a run. Ours: a runner who stretches or chats
// with the watch running still ends within ten minutes.
const (
	stillLeast = 10   // min of standing that are trimmed
	stillRide  = 2    // min of standing beside a trimmed ride that are trimmed
	netMoving  = 40.0 // m between the ends of a minute: on the way
	netDrift   = 15.0 // m: more than the usual error of a position
	pathMoving = 60.0 // m along a minute: on the way, as on a track
	stepsLeast = 60.0 // steps/min
)

// Costs of a moving minute for the standing around it to count as one stretch. A
// position on a table drifts now and then; a minute of running ends the standing.
const (
	driftCost = 10
	runCost   = 1000
)

// trimStill removes long standing before and after the run: a watch left running.
func trimStill(a *activity.Activity, m []minute) {
	if countMoving(m) == 0 {
		return // on the spot all the time
	}
	least := stillLeast
	tail := stillAtEnd(len(m), least, func(k int) *minute { return &m[len(m)-1-k] })
	head := stillAtEnd(len(m), least, func(k int) *minute { return &m[k] })
	if tail > 0 {
		cutTail(a, stillFrom(a, m[len(m)-tail].first), "left-on", "the watch ran on for %s after the run without moving: left out")
	}
	if head > 0 && head < len(m) {
		cutHead(a, max(0, m[head].first-1), "left-on-before", "the watch ran for %s before the run without moving: left out")
	}
}

// countMoving returns the number of minutes on the way.
func countMoving(m []minute) int {
	n := 0
	for k := range m {
		if m[k].cost() == runCost {
			n++
		}
	}
	return n
}

// cost returns what a minute costs a stretch of standing; -1 if it is standing.
func (m *minute) cost() int {
	switch {
	case m.net >= netMoving, m.metres >= pathMoving && !(m.net < netDrift/2), m.cadence >= stepsLeast && !(m.metres < 10):
		return runCost
	case m.climb >= 10 && m.metres >= 10:
		return runCost
	case m.net >= netDrift, m.metres >= pathMoving:
		return driftCost
	}
	return -1
}

// stillAtEnd returns the number of minutes of standing at one end of a recording of
// n minutes, which at counts from that end; 0 if they are fewer than least.
func stillAtEnd(n, least int, at func(int) *minute) int {
	sum, best, length := 0, 0, 0
	for k := range n {
		if sum -= at(k).cost(); sum > best {
			best, length = sum, k+1
		}
		if sum < -runCost/2 {
			break
		}
	}
	if length < least {
		return 0
	}
	return length
}

// stillFrom returns the index behind the last sample of the run, where the minutes
// of standing begin at sample i: behind i, or before it if a gap lies there.
func stillFrom(a *activity.Activity, i int) int {
	t := a.Samples.T
	if i > 0 && i < len(t) && t[i]-t[i-1] <= 60 {
		return i + 1
	}
	return i
}

// cutTail removes the samples from index on and reports the time that they cover.
func cutTail(a *activity.Activity, from int, code, text string) {
	c := &a.Samples
	if from < 2 || from >= c.Len() {
		return
	}
	length := c.T[c.Len()-1] - c.T[from-1]
	*a = *window(a, 0, from)
	a.Issues = append(activity.Issues(nil), a.Issues...)
	a.Issues.Add(activity.Mended, code, text, spoken(length))
}

// cutHead removes the samples before an index and reports the time that they cover.
func cutHead(a *activity.Activity, to int, code, text string) {
	c := &a.Samples
	if to < 1 || c.Len()-to < 2 {
		return
	}
	length := c.T[to]
	*a = *window(a, to, c.Len())
	a.Issues = append(activity.Issues(nil), a.Issues...)
	a.Issues.Add(activity.Mended, code, text, spoken(length))
}
