package clean

import (
	"dayafter/internal/activity"
	"dayafter/internal/geo"
)

// way holds the metres covered at each sample, from the best available source.
type way struct {
	metres []float64 // cumulative; NaN where unknown; nil without any source
	device bool      // counted by the device, not summed from positions
	added  float64   // m that crossGaps added
}

// leastCovered is the share of the time that a column must cover to be a source. Ours.
const leastCovered = 0.5

// way returns the best source of distance: the device's count, else its speed, else
// the positions.
func (w *Workspace) way(a *activity.Activity) way {
	c := &a.Samples
	switch {
	case activity.Covers(c.T, c.Dist, leastCovered):
		return way{metres: c.Dist, device: true}
	case activity.Covers(c.T, c.Speed, leastCovered):
		return way{metres: w.fromSpeed(c), device: true}
	case !a.Indoor && activity.Covers(c.T, c.Lat, leastCovered):
		way := way{metres: geo.Along(w.arena.take(c.Len()), c.Lat, c.Lon)}
		way.added = way.crossGaps(c.T, a.Pauses)
		return way
	}
	return way{}
}

// fromSpeed integrates the device's speed. A sample's speed holds since the sample
// before it, but no longer than a bridged gap.
func (w *Workspace) fromSpeed(c *activity.Columns) []float64 {
	d := w.arena.take(c.Len())
	sum := 0.0
	for i, v := range c.Speed {
		if i > 0 {
			sum += stepBySpeed(c, i, v)
		}
		d[i] = sum
	}
	return d
}

// stepBySpeed returns the metres between sample i and the sample before it. Across
// a gap the positions decide, if they are known.
func stepBySpeed(c *activity.Columns, i int, v float64) float64 {
	dt := max(c.T[i]-c.T[i-1], 0)
	if dt > bridge && c.Lat != nil {
		if d := geo.Metres(c.Lat[i-1], c.Lon[i-1], c.Lat[i], c.Lon[i]); d == d {
			return d
		}
	}
	return max(v, 0) * min(dt, bridge)
}
