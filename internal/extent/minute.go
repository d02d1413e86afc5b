package extent

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
	"dayafter/internal/unit"
)

// minute describes one minute of a recording, counted from its first sample.
// Unknown values are NaN.
type minute struct {
	first   int     // index of the first sample at or after its start
	metres  float64 // covered, by the device's count or along the positions
	net     float64 // m between the positions at its start and its end
	climb   float64 // m up
	cadence float64 // mean, steps/min
	heart   float64 // mean, beats/min
	usual   float64 // heart rate of the harder minutes of the recording, beats/min
	box     float64 // m: see addBoxes
	counted bool    // the device counted the metres
}

// hop is the least time between two positions whose distance is added, s. Ours: over shorter
// times the errors of the positions add up to more than the distance.
const hop = 5.0

// maxMinutes limits how much of a recording is described: ten days.
const maxMinutes = 10 * 24 * 60

// minutesOf describes a recording minute by minute.
func minutesOf(a *activity.Activity) []minute {
	c := &a.Samples
	start := c.T[0]
	n := min(int((c.T[c.Len()-1]-start)/60)+1, maxMinutes)
	m := make([]minute, n)
	nan := math.NaN()
	for k := range m {
		m[k] = minute{first: -1, metres: nan, net: nan, climb: nan, cadence: nan, heart: nan, usual: nan, box: nan}
	}
	for i, t := range c.T {
		if k := min(int((t-start)/60), n-1); m[k].first < 0 {
			m[k].first = i
		}
	}
	for k, next := n-1, c.Len(); k >= 0; k-- {
		if m[k].first < 0 {
			m[k].first = next
		}
		next = m[k].first
	}
	for k := range m {
		m[k].cadence = meanOf(c.Cadence, m[k].first, end(m, k, c.Len()))
		m[k].heart = meanOf(c.HR, m[k].first, end(m, k, c.Len()))
	}
	addSteps(m, c.T, c.Ele, func(m *minute, d float64) { m.climb = unit.OrZero(m.climb) + d })
	counted := addDistance(m, c)
	if !counted && !a.Indoor {
		addPath(m, c)
	}
	if !a.Indoor {
		addNet(m, c)
		addBoxes(m, c)
	}
	usual := usualHeart(m)
	for k := range m {
		m[k].usual, m[k].counted = usual, counted
	}
	return m
}

// usualHeart returns the heart rate that a tenth of the minutes exceed; NaN if it is unknown.
// A median would follow the hours for which a watch lay on a table.
func usualHeart(m []minute) float64 {
	var hearts []float64
	for k := range m {
		hearts = appendKnown(hearts, m[k].heart)
	}
	return quantile(hearts, 0.9)
}

// addBoxes sets the box of each minute: the diagonal of the positions in the boxMinutes
// minutes that end with it, or that begin with it, whichever is less.
func addBoxes(m []minute, c *activity.Columns) {
	if c.Lat == nil {
		return
	}
	areas := make([]area, len(m))
	for k := range m {
		areas[k] = areaOf(c, m[k].first, end(m, k, c.Len()))
	}
	for k := range m {
		before := diagonalOf(areas[max(0, k-boxMinutes+1) : k+1])
		after := diagonalOf(areas[k:min(len(m), k+boxMinutes)])
		m[k].box = min(unit.FirstKnown(before, after), unit.FirstKnown(after, before))
	}
}

// area bounds positions in degrees. If it holds no position, south is greater than north.
type area struct{ south, north, west, east float64 }

// areaOf returns the area that holds the positions of some samples.
func areaOf(c *activity.Columns, from, to int) area {
	a := area{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}
	for i := from; i < to; i++ {
		if lat, lon := c.Lat[i], c.Lon[i]; lat == lat && lon == lon {
			a = area{min(a.south, lat), max(a.north, lat), min(a.west, lon), max(a.east, lon)}
		}
	}
	return a
}

// with returns the area that holds a and b.
func (a area) with(b area) area {
	return area{min(a.south, b.south), max(a.north, b.north), min(a.west, b.west), max(a.east, b.east)}
}

// diagonal returns the diagonal of the area in m; NaN without a position.
func (a area) diagonal() float64 {
	if a.south > a.north {
		return math.NaN()
	}
	return geo.Metres(a.south, a.west, a.north, a.east)
}

// diagonalOf returns the diagonal of the area that holds all areas, in m; NaN without a
// position.
func diagonalOf(areas []area) float64 {
	a := areas[0]
	for _, b := range areas[1:] {
		a = a.with(b)
	}
	return a.diagonal()
}

// end returns the index after the last sample of minute k.
func end(m []minute, k, n int) int {
	if k+1 < len(m) {
		return m[k+1].first
	}
	return n
}

// meanOf returns the mean of the known values of part of a column.
func meanOf(col []float64, from, to int) float64 {
	if col == nil {
		return math.NaN()
	}
	sum, n := 0.0, 0.0
	for _, v := range col[from:to] {
		if v == v {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// addSteps gives each minute its share of the differences between neighbouring
// values of a column, in proportion to the time.
func addSteps(m []minute, t, col []float64, add func(*minute, float64)) {
	last := -1
	for i, v := range col {
		if v != v {
			continue
		}
		if last >= 0 && (t[i]-t[last] >= hop || i == len(col)-1) {
			share(m, t[last]-t[0], t[i]-t[0], v-col[last], add)
		} else if last >= 0 {
			continue
		}
		last = i
	}
}

// share distributes a quantity over the minutes between two times.
func share(m []minute, from, to, quantity float64, add func(*minute, float64)) {
	if !(to > from) {
		return
	}
	for k := int(from / 60); k < len(m) && float64(60*k) < to; k++ {
		part := min(to, float64(60*k+60)) - max(from, float64(60*k))
		add(&m[k], quantity*part/(to-from))
	}
}

// addDistance adds the distance that the device counted to the minutes. It returns false if
// the device counted none.
func addDistance(m []minute, c *activity.Columns) bool {
	if c.Dist == nil || !(lastKnown(c.Dist) > firstKnown(c.Dist)) {
		return false
	}
	addSteps(m, c.T, c.Dist, func(m *minute, d float64) { m.metres = unit.OrZero(m.metres) + max(d, 0) })
	return true
}

// addPath adds the distance along the positions to the minutes.
func addPath(m []minute, c *activity.Columns) {
	last := -1
	for i, lat := range c.Lat {
		if lat != lat || last >= 0 && c.T[i]-c.T[last] < hop && i < len(c.Lat)-1 {
			continue
		}
		if last >= 0 {
			d := geo.Metres(c.Lat[last], c.Lon[last], lat, c.Lon[i])
			share(m, c.T[last]-c.T[0], c.T[i]-c.T[0], d, func(m *minute, d float64) { m.metres = unit.OrZero(m.metres) + d })
		}
		last = i
	}
}

// addNet sets, for each minute, the distance from its first position to that of the next
// minute. It distributes the distance across a gap evenly over the minutes of the gap.
func addNet(m []minute, c *activity.Columns) {
	last := -1
	for k := range m {
		i := m[k].first
		if i >= c.Len() || k > 0 && i == m[k-1].first || c.Lat == nil || c.Lat[i] != c.Lat[i] {
			continue
		}
		if last >= 0 {
			j := m[last].first
			d := geo.Metres(c.Lat[j], c.Lon[j], c.Lat[i], c.Lon[i]) / float64(k-last)
			for b := last; b < k; b++ {
				m[b].net = d
			}
		}
		last = k
	}
	if k := len(m) - 1; k > 0 && last == k {
		m[k].net = m[k-1].net
	}
}
