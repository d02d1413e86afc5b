package activity

import (
	"math"

	"dayafter/internal/geo"
	"dayafter/internal/unit"
)

// Limits of a clock that was set back during a recording. Ours.
const (
	rejoinMost  = 5     // corrections in a recording; more mean disordered samples
	rejoinLeast = 10    // samples between two corrections and after the last; fewer are left out as strays
	rejoinPlace = 100.0 // m between the samples on both sides
	rejoinBack  = 60.0  // s back; a shorter jump means disordered samples
	rejoinTwice = 2.0   // s; a jump back to this close to the first sample begins a second copy of the track
)

// RejoinClock removes the backward jumps of a clock that was corrected while the runner
// went on from the same place: it moves the samples before each jump to the corrected time.
// It returns by how many seconds the first sample moved; 0 if there was no such jump. The
// samples must be in the order of the file.
func (c *Columns) RejoinClock() float64 {
	var jumps []int
	for i := 1; i < len(c.T); i++ {
		if c.T[i] < c.T[i-1] {
			jumps = append(jumps, i)
		}
	}
	if len(jumps) > rejoinMost {
		return 0
	}
	moved, last := 0.0, 0
	for _, i := range jumps {
		copied := math.Abs(c.T[i]-c.T[0]) < rejoinTwice
		enough := last == 0 || i-last >= rejoinLeast
		if enough && len(c.T)-i >= rejoinLeast && c.T[i-1]-c.T[i] >= rejoinBack && !copied && c.goesOn(i) {
			shift := c.T[i] - c.T[i-1] - c.stepBefore(i)
			for k := range i {
				c.T[k] += shift
			}
			moved += shift
		}
		last = i
	}
	return moved
}

// stepBefore returns the last time between two samples before sample i that is no jump of the
// clock, or 1 s.
func (c *Columns) stepBefore(i int) float64 {
	for k := i - 1; k > 0; k-- {
		if step := c.T[k] - c.T[k-1]; step >= 0 && step < rejoinBack {
			return step
		}
	}
	return 1
}

// goesOn reports whether sample i lies close to the sample before it, by the device's
// distance or by the positions.
func (c *Columns) goesOn(i int) bool {
	if c.Dist != nil {
		if d := c.Dist[i] - c.Dist[i-1]; d == d {
			return d >= 0 && d <= rejoinPlace
		}
	}
	if c.Lat == nil {
		return false
	}
	d := geo.Metres(c.Lat[i-1], c.Lon[i-1], c.Lat[i], c.Lon[i])
	return !math.IsNaN(d) && d <= rejoinPlace
}

// ReportRejoined adds an issue about a clock that RejoinClock corrected by the given
// seconds.
func (is *Issues) ReportRejoined(seconds float64) {
	if seconds != 0 {
		is.Add(Repaired, "clock-corrected", "the watch's clock was set back by %s during the run: the samples before were moved to the corrected time", unit.Spoken(-seconds))
	}
}
