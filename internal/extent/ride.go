package extent

import "dayafter/internal/activity"

// Limits that separate riding from running. Ours, except for the records.
const (
	foot1500    = 7.5  // m/s over a minute: nobody runs this fast (1,500 m in 3:26 is 7.3 m/s)
	rollSpeed   = 3.5  // m/s; without steps, this speed means wheels
	steadyRide  = 6.9  // m/s; 25 km/h
	likelyRide  = 5.0  // m/s; 3:20 /km; median of a ride without a sport, if one of its minutes is above foot1500
	stepsRun    = 120  // steps/min of a runner
	stepsNone   = 40   // steps/min up to which the runner takes no steps
	restedBeats = 15.0 // beats/min below the run's while going faster, which means wheels
	restedRatio = 1.4  // multiple of the speed of the run
	restedSpeed = 4.2  // m/s
	downhill    = 0.03 // grade from which a runner is fast without wheels
	rideLeast   = 3    // min of a ride that are trimmed
	runLeast    = 10   // min of running at one end that are a run, although the ride is longer
	runSlack    = 2    // min of standing within or before these minutes
	runMost     = 4.5  // m/s without steps; faster runners wear a watch with a cadence sensor
	rideFaster  = 2.0  // × the run's speed; a ride beside a run is at least this fast
	walkLeast   = 30.0 // m in a minute: moving

	// Without heart rate and steps, only the speed shows a ride, and a race may follow a
	// jog.
	blindRatio = 1.6 // multiple of the speed of the run
	blindSpeed = 5.5 // m/s
	blindLeast = 10  // min of a ride without a slower minute that are trimmed
)

// riding reports whether a minute was ridden: it is faster than anybody runs, or rolls
// without steps, or is faster than the run on the flat with less effort.
func (m *minute) riding(g gait) bool {
	v := m.metres / 60
	switch {
	case v > foot1500:
		return true
	case g.cadence >= stepsRun && m.cadence < stepsNone && v >= rollSpeed:
		return true
	case m.cadence >= stepsRun:
		return false
	}
	return v >= restedSpeed && v >= restedRatio*g.speed && m.heart <= g.heart-restedBeats && !(m.climb < -downhill*m.metres)
}

// trimRides removes a ride before or after the run and reports whether there was one.
func trimRides(a *activity.Activity, m []minute) bool {
	was := a.Samples.Len()
	g := usualGait(m)
	n := len(m)
	if k := rideAtEnd(n, g, func(k int) *minute { return &m[n-1-k] }); k > 0 && k < n {
		if from := rideStart(a, m, n-k, g); from > 0 {
			cutTail(a, from, "ride-after", "%s at the end were ridden, not run (by car, bus or bike): left out")
			cutTail(a, lastStep(a), "left-on", "the watch ran on for %s after the run without moving: left out")
		}
	}
	if k := rideAtEnd(n, g, func(k int) *minute { return &m[k] }); k > 0 && k < n {
		cutHead(a, rideEnd(a, m, k-1, g), "ride-before", "%s at the start were ridden, not run (by car, bus or bike): left out")
	}
	return a.Samples.Len() != was
}

// rideAtEnd returns the number of minutes of a ride at one end of a recording of n minutes; 0
// without a ride. at counts the minutes from that end. Slow minutes inside a ride count as
// part of it, because traffic stops rides.
func rideAtEnd(n int, g gait, at func(int) *minute) int {
	sum, best, length, rides, ridden := 0, 0, 0, 0, 0
	for k := range n {
		m := at(k)
		switch {
		case m.riding(g):
			sum += 2
			rides++
		case m.cadence >= stepsRun && m.metres >= walkLeast:
			sum -= 4
		case m.metres >= walkLeast:
			sum--
		}
		if sum > best {
			best, length, ridden = sum, k+1, rides
		}
		if sum < -20 {
			break
		}
	}
	if ridden < rideLeast {
		return blindRide(n, g, at)
	}
	return length
}

// rolling reports whether a minute is far faster than the run of a recording without heart
// rate and steps.
func (m *minute) rolling(g gait) bool {
	return g.blind() && m.metres >= 60*blindSpeed && m.metres >= 60*blindRatio*g.speed
}

// blindRide returns the number of minutes of an even ride at one end of a recording without
// heart rate and steps; 0 without one.
func blindRide(n int, g gait, at func(int) *minute) int {
	k := 0
	for k < n && (at(k).rolling(g) || k == 0 && n > 1 && at(1).rolling(g)) { // the last minute is incomplete
		k++
	}
	if k < blindLeast {
		return 0
	}
	return k
}

// rideStart returns the index of the sample at which the ride at the end begins:
// in minute k or in the minute before it.
func rideStart(a *activity.Activity, m []minute, k int, g gait) int {
	c := &a.Samples
	limit := rideLimit(m[k:], g)
	i := firstFaster(c, m[max(0, k-1)].first, 20, limit)
	return firstFaster(c, i, 6, limit)
}

// rideEnd returns the index after the last sample of the ride at the start: in minute k or
// in the minute after it.
func rideEnd(a *activity.Activity, m []minute, k int, g gait) int {
	c := &a.Samples
	limit := rideLimit(m[:k+1], g)
	i := lastFaster(c, end(m, min(k+1, len(m)-1), c.Len())-1, 20, limit)
	return lastFaster(c, i, 6, limit) + 1
}

// rideLimit returns the speed between that of the run and that of the ridden minutes.
func rideLimit(m []minute, g gait) float64 {
	ride := 0.0
	for k := range m {
		if m[k].riding(g) || m[k].rolling(g) {
			ride = max(ride, m[k].metres/60)
		}
	}
	return (g.speed + min(ride, foot1500)) / 2
}

// lastFaster returns the index of the last sample up to i that ends a stretch of the given
// seconds with a mean speed at or above the limit.
func lastFaster(c *activity.Columns, i int, seconds, limit float64) int {
	for ; i > 0; i-- {
		from := i - 1
		for from > 0 && c.T[i]-c.T[from] < seconds {
			from--
		}
		if distance(c, from, i) >= limit*(c.T[i]-c.T[from]) {
			break
		}
	}
	return i
}

// firstFaster returns the index of the first sample from i on that begins a stretch of the
// given seconds with a mean speed at or above the limit.
func firstFaster(c *activity.Columns, i int, seconds, limit float64) int {
	for ; i < c.Len()-1; i++ {
		to := i + 1
		for to < c.Len()-1 && c.T[to]-c.T[i] < seconds {
			to++
		}
		if distance(c, i, to) >= limit*(c.T[to]-c.T[i]) {
			break
		}
	}
	return i
}

// lastStep returns the index after the last sample at which the runner still moved before
// standing at the end of a recording, for example to wait for a bus.
func lastStep(a *activity.Activity) int {
	m := minutesOf(a)
	n := len(m)
	k := stillAtEnd(n, stillRide, func(k int) *minute { return &m[n-1-k] })
	if k == 0 || k >= n {
		return a.Samples.Len()
	}
	return stillFrom(a, m[n-k].first)
}
