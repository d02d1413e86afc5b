package extent

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// stopsBetween is the number of slow minutes in a row that a ride may hold, at lights and
// stops. Ours.
const stopsBetween = 3

// pauseRides turns each ride between two parts of a run into a pause, as if the runner had
// stopped the watch on the bus.
func pauseRides(a *activity.Activity, m []minute) {
	g := usualGait(m)
	if !runsBeside(m, g) {
		return
	}
	for to := len(m); to > 0; {
		from := rideBefore(m, to, g)
		if from < to {
			pauseRide(a, m, from, to, g)
		}
		to = min(from, to-1)
	}
}

// runsBeside reports whether the runner was on foot in most of the other minutes. A ride has
// fast and slow parts, too.
func runsBeside(m []minute, g gait) bool {
	foot, others := 0, 0
	for k := range m {
		if m[k].metres >= walkLeast && !m[k].ridesOn(g) {
			others++
			if m[k].onFoot() {
				foot++
			}
		}
	}
	return 2*foot > others
}

// rideBefore returns the first minute of the ride that ends before minute to. It returns to
// if fewer than rideLeast minutes were ridden.
func rideBefore(m []minute, to int, g gait) int {
	from, rides := to, 0
	for k := to - 1; k >= max(0, from-1-stopsBetween); k-- {
		if m[k].ridesOn(g) {
			from, rides = k, rides+1
			continue
		}
		if from == to || m[k].cadence >= stepsRun {
			break // run, not ridden
		}
	}
	if rides < rideLeast {
		return to
	}
	return from
}

// ridesOn reports whether a minute was ridden and is far faster than the run. If a runner can
// reach its speed, its heart rate must also be no higher than that of the run, because a
// sensor can lose the steps of a fast repetition.
func (m *minute) ridesOn(g gait) bool {
	harder := m.heart > g.heart && m.metres <= 60*foot1500
	return m.riding(g) && m.metres >= 60*restedRatio*g.speed && !harder
}

// pauseRide turns the ride between two minutes into a pause.
func pauseRide(a *activity.Activity, m []minute, from, to int, g gait) {
	c := &a.Samples
	limit := rideLimit(m[from:to], g)
	first := firstFaster(c, firstFaster(c, m[max(0, from-1)].first, 20, limit), 6, limit)
	last := lastFaster(c, lastFaster(c, end(m, min(to, len(m)-1), c.Len())-1, 20, limit), 6, limit)
	if last <= first {
		return
	}
	ride := activity.Span{From: c.T[first], To: c.T[last]}
	dropRidden(c, first, last)
	a.Pauses = append(slices.Clone(a.Pauses), ride)
	a.Laps = lapsWithout(a.Laps, ride)
	a.Void = activity.Void{Distance: true, Others: true}
	a.Issues = append(activity.Issues(nil), a.Issues...)
	a.Issues.Add(activity.Repaired, "ride-between", "%s in the middle of the run were ridden, not run (by car, bus or bike): taken as a pause", unit.Spoken(ride.To-ride.From))
}

// dropRidden removes the samples between two others and the metres that the device counted
// between them.
func dropRidden(c *activity.Columns, first, last int) {
	metres := distance(c, first, last)
	keep := make([]int, 0, c.Len())
	for i := range c.T {
		if i <= first || i >= last {
			keep = append(keep, i)
		}
	}
	c.Pick(keep)
	if c.Dist == nil {
		return
	}
	for i := first + 1; i < c.Len(); i++ {
		c.Dist[i] -= metres
	}
}

// lapsWithout returns the laps without the time of a ride. A lap that holds a part of it loses
// its distance and heart rate, which describe all of it.
func lapsWithout(laps []activity.Lap, ride activity.Span) []activity.Lap {
	out := slices.Clone(laps)
	for i := range out {
		l := &out[i]
		if ridden := min(l.Start+unit.FirstKnown(l.Elapsed, l.Timer), ride.To) - max(l.Start, ride.From); ridden > 0 {
			l.Timer = max(0, unit.FirstKnown(l.Timer, l.Elapsed)-ridden)
			l.Distance, l.AvgHR = math.NaN(), math.NaN()
		}
	}
	return out
}
