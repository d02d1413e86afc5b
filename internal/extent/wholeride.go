package extent

import (
	"gonum.org/v1/gonum/stat"

	"dayafter/internal/activity"
)

// isRide reports whether the whole recording is a ride: most of its moving minutes were
// ridden, or the file names no sport and the speed is too high for a runner.
func isRide(a *activity.Activity, m []minute) bool {
	var speeds []float64
	fast, best, steps := 0, 0.0, 0
	for k := range m {
		v := m[k].metres / 60
		if !(m[k].metres >= walkLeast) {
			continue
		}
		speeds = append(speeds, v)
		best = max(best, v)
		if v > foot1500 {
			fast++
		}
		if m[k].cadence >= stepsRun {
			steps++
		}
	}
	n := len(speeds)
	if n < rideLeast || 2*fast > n || 2*steps <= n && beyondRecord(speeds) {
		return n >= rideLeast && !holdsRun(m)
	}
	if a.Sport != activity.Unknown || 2*steps > n {
		return false
	}
	usual := quantile(speeds, 0.5)
	return usual >= steadyRide || usual >= likelyRide && best > foot1500
}

// records are the world records on the road and the track, with the minutes that they took:
// 5 and 10 km, half marathon, marathon, 100 km, 24 h (2025).
var records = []struct{ minutes, speed float64 }{
	{12.6, 6.62}, {26.2, 6.37}, {56.7, 6.20}, {120.6, 5.83}, {365.6, 4.56}, {1440, 3.70},
}

// beyondRecord reports whether the mean of moving minutes, in m/s, is faster than anybody ran
// for as long or for less long.
func beyondRecord(speeds []float64) bool {
	n := float64(len(speeds))
	for k := len(records) - 1; k >= 0; k-- {
		if n >= records[k].minutes {
			return stat.Mean(speeds, nil) > records[k].speed
		}
	}
	return false
}

// holdsRun reports whether a recording that is mostly a ride begins or ends with a run. A
// run shows the steps of a runner, or a speed on foot beside a far faster ride.
func holdsRun(m []minute) bool {
	n := len(m)
	return runAtEnd(m, func(k int) *minute { return &m[k] }) || runAtEnd(m, func(k int) *minute { return &m[n-1-k] })
}

// runAtEnd reports whether a run lies at one end of a recording. at counts the minutes from
// that end.
func runAtEnd(m []minute, at func(int) *minute) bool {
	var run, ride []float64
	steps, still, k := 0, 0, 0
	for ; k < len(m) && still <= runSlack; k++ {
		x := at(k)
		if !(x.metres >= walkLeast) {
			still++
			continue
		}
		if !x.onFoot() {
			break
		}
		still, run = 0, append(run, x.metres)
		if x.cadence >= stepsRun {
			steps++
		}
	}
	for ; k < len(m); k++ {
		if at(k).metres >= walkLeast {
			ride = append(ride, at(k).metres)
		}
	}
	return len(run) >= runLeast && (2*steps > len(run) || quantile(ride, 0.5) >= rideFaster*quantile(run, 0.5))
}

// onFoot reports whether a minute may have been run or walked.
func (m *minute) onFoot() bool {
	return m.cadence >= stepsRun || m.metres <= 60*runMost && !(m.cadence < stepsNone)
}
