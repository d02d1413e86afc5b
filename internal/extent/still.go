package extent

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
	"dayafter/internal/unit"
)

// Limits of standing before and after a run. Ours: a runner who stretches or chats
// with the watch running still ends within ten minutes.
const (
	stillLeast = 10   // min of standing that are trimmed
	stillRide  = 2    // min of standing beside a trimmed ride that are trimmed
	netMoving  = 40.0 // m between the ends of a minute from which the runner moves
	boxStill   = 70.0 // m: diagonal of the positions of boxMinutes minutes up to which the runner stands
	boxMinutes = 5    // min of these
	countStill = 10.0 // m in a minute by the device's count up to which the runner stands
	heartStill = 30.0 // beats/min below the heart rate of the harder minutes
	netDrift   = 15.0 // m: more than the usual error of a position
	pathMoving = 60.0 // m of path in a minute from which the runner moves, as on a track
	stepsLeast = 60.0 // steps/min
)

// Costs of a moving minute within standing. Standing goes on across moving minutes until
// their costs add up to a limit. The positions of a watch on a table drift now and then, so
// such a minute costs little; a minute of running ends the standing.
const (
	driftCost = 10
	runCost   = 1000
)

// trimStill removes long standing before and after the run, when the watch was left
// running. It reports whether it removed any.
func trimStill(a *activity.Activity, m []minute) bool {
	if countMoving(m) == 0 {
		return false // the runner never left the spot
	}
	was, void, way := a.Samples.Len(), a.Void.Distance, counted(a)
	least := stillLeast
	tail := stillAtEnd(len(m), least, func(k int) *minute { return &m[len(m)-1-k] })
	head := stillAtEnd(len(m), least, func(k int) *minute { return &m[k] })
	if tail > 0 {
		cutTail(a, stillFrom(a, m[len(m)-tail].first), "left-on", "the watch ran on for %s after the run without moving: left out")
	}
	if head > 0 && head < len(m) {
		cutHead(a, max(0, m[head].first-1), "left-on-before", "the watch ran for %s before the run without moving: left out")
	}
	a.Void.Distance = void || a.Void.Distance && !(way-counted(a) <= countStill)
	return a.Samples.Len() != was
}

// counted returns the distance that the device counted, in m; NaN if it counted none.
func counted(a *activity.Activity) float64 {
	return lastKnown(a.Samples.Dist) - firstKnown(a.Samples.Dist)
}

// countMoving returns the number of minutes in which the runner moved.
func countMoving(m []minute) int {
	n := 0
	for k := range m {
		if m[k].cost() == runCost {
			n++
		}
	}
	return n
}

// cost returns the cost of a minute within a stretch of standing; -1 for a minute of standing.
func (m *minute) cost() int {
	switch {
	case m.drifting():
		return -1
	case m.net >= netMoving, m.metres >= pathMoving && !(m.net < netDrift/2), m.cadence >= stepsLeast && !(m.metres < 10):
		return runCost
	case m.climb >= 10 && m.metres >= 10:
		return runCost
	case m.net >= netDrift, m.metres >= pathMoving:
		return driftCost
	}
	return -1
}

// drifting reports whether the watch lies still and only its positions drift: the device
// counts no distance or, in a file without such a count, the positions stay close together
// for minutes, without steps and without the heart rate of running.
func (m *minute) drifting() bool {
	switch {
	case m.cadence >= stepsLeast || m.climb >= 10:
		return false
	case m.counted:
		return m.metres < countStill && m.net < boxStill
	}
	return m.box <= boxStill && !(m.heart > m.usual-heartStill)
}

// stillAtEnd returns the number of minutes of standing at one end of a recording of n minutes;
// 0 if they are fewer than least. at counts the minutes from that end.
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

// stillFrom returns the index after the last sample of the run, if the minutes of standing
// begin at sample i: the index after the sample at which the runner reached the place, or i
// if a gap lies there.
func stillFrom(a *activity.Activity, i int) int {
	c := &a.Samples
	if i == 0 || i >= c.Len() {
		return i
	}
	if c.T[i]-c.T[i-1] > 60 {
		return i
	}
	rest := restOf(c, i)
	for ; i > 2 && c.T[i]-c.T[i-1] <= 60 && rest.holds(c, i-1); i-- {
	}
	return i + 1
}

// rest describes standing at the end of a recording. Unknown values are NaN.
type rest struct {
	dist     float64 // m by the device's count
	lat, lon float64 // its middle
	radius   float64 // m, of the positions around it
}

// restOf describes the standing from sample i on.
func restOf(c *activity.Columns, i int) rest {
	r := rest{dist: math.NaN(), lat: math.NaN(), lon: math.NaN()}
	if c.Dist != nil && lastKnown(c.Dist) > firstKnown(c.Dist) {
		r.dist = firstKnown(c.Dist[i:])
	}
	if c.Lat == nil {
		return r
	}
	r.lat, r.lon = meanOf(c.Lat, i, c.Len()), meanOf(c.Lon, i, c.Len())
	for k := i; k < c.Len(); k++ {
		if d := geo.Metres(r.lat, r.lon, c.Lat[k], c.Lon[k]); d > r.radius {
			r.radius = d
		}
	}
	r.radius = min(r.radius, boxStill/2)
	return r
}

// holds reports whether a sample was recorded at the place of rest: the device counts no
// distance between them or, without such a count, the position is the same.
func (r *rest) holds(c *activity.Columns, i int) bool {
	if r.dist == r.dist {
		return r.dist-c.Dist[i] <= 1
	}
	return geo.Metres(r.lat, r.lon, c.Lat[i], c.Lon[i]) <= r.radius
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
	a.Issues.Add(activity.Repaired, code, text, unit.Spoken(length))
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
	a.Issues.Add(activity.Repaired, code, text, unit.Spoken(length))
}
