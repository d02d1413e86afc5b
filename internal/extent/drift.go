package extent

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
	"dayafter/internal/unit"
)

// Limits for positions that wander while the runner stands. Ours: the errors of single
// positions add up to more than a metre a second, while their means over 15 s stay within a
// few metres. Whoever moves at 0.2 m/s leaves the place within 90 s.
const (
	driftBlock  = 15.0 // s over which positions are averaged
	driftBlocks = 6    // number of such blocks in a row
	driftPlace  = 12.0 // m; the means of these blocks lie no further apart
	driftStop   = 24.0 // m; the means of a whole stop lie no further apart
	driftPath   = 3.0  // × the distance between the means; the path along the positions is at least as long
	driftClimb  = 10.0 // m up or down; the runner climbs stairs from here on
	driftHeart  = 10.0 // beats/min; the heart rate, if known, lies this far below that of running
)

// settleFixes moves the positions that wander about a standing runner to one place, in a
// recording whose distance is that of the positions. Otherwise a stop of 20 minutes adds
// kilometres that the watch's own count does not have.
func settleFixes(a *activity.Activity) {
	c := &a.Samples
	if !a.Sport.OnFoot() || a.Indoor || c.Lat == nil || c.Dist != nil || c.Speed != nil {
		return
	}
	stops, settled := stopsOf(c), 0
	for _, s := range stops {
		settled += s.to - s.from
	}
	if 2*settled > c.Len() && c.HR == nil && c.Cadence == nil {
		return // perhaps a run of many rounds in a small place
	}
	for _, s := range stops {
		settle(c, s.from, s.to)
	}
}

// stopsOf returns the stops in which the positions wander.
func stopsOf(c *activity.Columns) (stops []block) {
	blocks := blocksOf(c)
	heart := runningHeart(c.HR)
	for from := 0; from+driftBlocks <= len(blocks); from++ {
		to := from + driftBlocks - 1
		for to < len(blocks) && stands(c, blocks[to+1-driftBlocks:to+1], heart) && spread(blocks[from:to+1]) <= driftStop {
			to++
		}
		if to >= from+driftBlocks {
			stops = append(stops, block{from: blocks[from].from, to: blocks[to-1].to})
			from = to - 1
		}
	}
	return stops
}

// runningHeart returns the mean of the heart rates that are no lower than the mean of all, which
// long stops lower. It returns NaN without heart rates.
func runningHeart(hr []float64) float64 {
	mean, sum, n := meanOf(hr, 0, len(hr)), 0.0, 0.0
	for _, v := range hr {
		if v >= mean {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// block holds the bounds of the samples, from (inclusive) to (exclusive), of driftBlock
// seconds.
type block struct {
	from, to int
	place    area // the mean of the positions; NaN without one
}

// blocksOf divides the samples into blocks.
func blocksOf(c *activity.Columns) []block {
	var out []block
	for from := 0; from < c.Len(); {
		to := from + 1
		for to < c.Len() && c.T[to]-c.T[from] < driftBlock {
			to++
		}
		lat, lon := meanOf(c.Lat, from, to), meanOf(c.Lon, from, to)
		out = append(out, block{from, to, area{lat, lat, lon, lon}})
		from = to
	}
	return out
}

// stands reports whether the positions of some blocks wander about one place, while the runner
// takes no steps, does not climb and rests. heart is the mean heart rate while running.
func stands(c *activity.Columns, part []block, heart float64) bool {
	from, to := part[0].from, part[len(part)-1].to
	far := spread(part)
	return far <= driftPlace && path(c, part) >= driftPath*far &&
		!(meanOf(c.Cadence, from, to) >= stepsLeast) &&
		!(meanOf(c.HR, from, to) > heart-driftHeart) &&
		!(c.Ele != nil && math.Abs(c.Ele[to-1]-c.Ele[from]) >= driftClimb)
}

// path returns the metres along the positions inside each of some blocks.
func path(c *activity.Columns, part []block) (metres float64) {
	for _, b := range part {
		for i := b.from + 1; i < b.to; i++ {
			metres += unit.OrZero(geo.Metres(c.Lat[i-1], c.Lon[i-1], c.Lat[i], c.Lon[i]))
		}
	}
	return metres
}

// spread returns how far apart the means of some blocks lie, in m; NaN without a position.
func spread(part []block) float64 {
	a := part[0].place
	for _, b := range part[1:] {
		a = a.with(b.place)
	}
	return a.diagonal()
}

// settle moves the positions of samples to their middle.
func settle(c *activity.Columns, from, to int) {
	lat, lon := meanOf(c.Lat, from, to), meanOf(c.Lon, from, to)
	for i := from; i < to; i++ {
		if c.Lat[i] == c.Lat[i] {
			c.Lat[i], c.Lon[i] = lat, lon
		}
	}
}
