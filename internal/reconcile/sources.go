package reconcile

import (
	"fmt"
	"math"
	"sync"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
)

// sources holds the distance of an activity by each source, in m; NaN if a source lacks it.
// Speeds and positions are added up only when they are needed.
type sources struct {
	session, laps, records float64
	speed, positions       func() float64
}

// sourcesOf measures the distance of an activity by its totals, laps and records.
func sourcesOf(a *activity.Activity) sources {
	s := sources{
		session: math.NaN(), laps: lapSum(a), records: math.NaN(),
		speed:     sync.OnceValue(func() float64 { return speedSum(&a.Samples) }),
		positions: sync.OnceValue(func() float64 { return pathLength(a) }),
	}
	if !a.Void.Distance {
		s.session = a.Totals.Distance
	}
	if c := &a.Samples; covers(c.T, c.Dist) {
		s.records = span(c.Dist)
	}
	return s
}

// speedSum returns the distance that the speeds add up to.
func speedSum(c *activity.Columns) float64 {
	if !covers(c.T, c.Speed) {
		return math.NaN()
	}
	return span(integrate(c))
}

// pathLength returns the distance along the positions.
func pathLength(a *activity.Activity) float64 {
	if a.Indoor || a.Virtual || !covers(a.Samples.T, a.Samples.Lat) {
		return math.NaN()
	}
	return span(along(&a.Samples))
}

// total returns the file's own total and its name in words; NaN without one.
func (s *sources) total() (metres float64, name string) {
	if s.session == s.session {
		return s.session, "the file's total"
	}
	return s.laps, "the sum of the laps"
}

// near reports whether the distance of another source confirms a distance.
func (s *sources) near(of, metres float64) bool { return math.Abs(of/metres-1) <= witness }

// whyRecords returns the reason why the samples count, in words.
func (s *sources) whyRecords() string {
	switch {
	case s.near(s.positions(), s.records):
		return "because the positions agree with them"
	case s.near(s.speed(), s.records):
		return "because the speeds agree with them"
	}
	return "because no other source confirms the total"
}

// lapSum returns the sum of the laps' distances; NaN if a lap has none.
func lapSum(a *activity.Activity) float64 {
	if len(a.Laps) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, l := range a.Laps {
		sum += l.Distance
	}
	return sum
}

// coverage is the share of the time that a column must cover to be a source. Ours.
const coverage = 0.9

// covers reports whether a column can be a source.
func covers(ts, col []float64) bool { return activity.Covers(ts, col, coverage) }

// span returns the difference between the last and the first known value; NaN if
// none is known.
func span(col []float64) float64 {
	first, last := math.NaN(), math.NaN()
	for _, v := range col {
		if v != v {
			continue
		}
		if first != first {
			first = v
		}
		last = v
	}
	return last - first
}

// between returns the metres that the samples count between two times; NaN if they
// are unknown.
func between(c *activity.Columns, from, to float64) float64 {
	first, last := math.NaN(), math.NaN()
	for i, d := range c.Dist {
		switch t := c.T[i]; {
		case d != d || t > to+1:
		case t <= from || first != first:
			first, last = d, d
		default:
			last = d
		}
	}
	return last - first
}

// heldSpeed is the longest time in s for which a speed holds after a gap. Ours.
const heldSpeed = 10

// integrate returns the metres that the speeds add up to at each sample.
func integrate(c *activity.Columns) []float64 {
	d := make([]float64, c.Len())
	sum := 0.0
	for i, v := range c.Speed {
		if i > 0 && v > 0 {
			sum += v * min(max(c.T[i]-c.T[i-1], 0), heldSpeed)
		}
		d[i] = sum
	}
	return d
}

// along returns the metres along the positions at each sample.
func along(c *activity.Columns) []float64 { return geo.Along(make([]float64, c.Len()), c.Lat, c.Lon) }

// km returns a distance in words: "9.50 km".
func km(metres float64) string { return fmt.Sprintf("%.2f km", metres/1000) }
