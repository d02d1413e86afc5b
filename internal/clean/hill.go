package clean

import (
	"math"

	"dayafter/internal/activity"
)

// How elevation is read. Ours: of the spans and turns tried, climbSpan and
// climbTurn come closest to the ascent that 700 watch files with a barometer
// claim (1.00 and 1.07 of it in sum, for a hilly and a flat runner); gradeSpan and
// gradeHalf are where the grade-adjusted speed agreed best with heart rate.
const (
	eleJump    = 5  // m in a second: no hill, a jump of the sensor
	climbSpan  = 9  // s over which elevation is averaged for ascent
	climbTurn  = 2  // m: turns smaller than this are noise, not ascent
	gradeSpan  = 31 // s over which elevation is averaged for grades
	gradeHalf  = 15 // s on either side over which the grade is taken
	gradeReach = 20 // m that must be covered for a grade to be known
)

// hills fills Ele, GAP, Ascent, Descent, and the positions.
func (w *Workspace) hills(a *activity.Activity) {
	t := &w.track
	t.GAP = t.Speed
	if a.Indoor {
		return
	}
	t.Lat, t.Lon = w.spread(a.Samples.Lat), w.spread(a.Samples.Lon)
	fill(t.Lat, bridge)
	fill(t.Lon, bridge)
	t.Ele = w.spread(a.Samples.Ele)
	if t.Ele == nil {
		return
	}
	level(t.Ele)
	t.Repairs.ElePoints = settle(t.Ele)
	t.Ascent, t.Descent = ascent(w.smooth(t.Ele, climbSpan))
	if t.Speed != nil {
		t.GAP = w.adjust(w.smooth(t.Ele, gradeSpan))
	}
}

// level fills every hole: straight lines between known values, the first and
// last held.
func level(s []float64) {
	first, last := -1, -1
	for k, v := range s {
		if v == v {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	for k := range first {
		s[k] = s[first]
	}
	for k := last + 1; k < len(s); k++ {
		s[k] = s[last]
	}
	fill(s, len(s))
}

// settle takes out jumps: what lies behind one is moved to where it would be
// without. It returns how many there were.
func settle(s []float64) int {
	n, shift := 0, 0.0
	for k := 1; k < len(s); k++ {
		was := s[k]
		if math.Abs(was+shift-s[k-1]) > eleJump {
			shift = s[k-1] - was
			n++
		}
		s[k] = was + shift
	}
	return n
}

// smooth is the centred mean over span seconds, narrower at the ends.
func (w *Workspace) smooth(s []float64, span int) []float64 {
	out, half := w.arena.take(len(s)), span/2
	sum, n := 0.0, 0
	for _, v := range s[:min(half, len(s))] {
		sum, n = sum+v, n+1
	}
	for k := range s {
		if k+half < len(s) {
			sum, n = sum+s[k+half], n+1
		}
		if k > half {
			sum, n = sum-s[k-half-1], n-1
		}
		out[k] = sum / float64(n)
	}
	return out
}

// ascent sums the rises and falls between turns of at least climbTurn metres.
func ascent(e []float64) (up, down float64) {
	if len(e) == 0 {
		return 0, 0
	}
	low, high := e[0], e[0]
	rising, known := false, false
	for _, v := range e {
		switch {
		case known && rising && v >= high:
			up, high = up+v-high, v
		case known && !rising && v <= low:
			down, low = down+low-v, v
		case (!known || !rising) && v-low >= climbTurn:
			up, high, rising, known = up+v-low, v, true, true
		case (!known || rising) && high-v >= climbTurn:
			down, low, rising, known = down+high-v, v, false, true
		case !known:
			low, high = min(low, v), max(high, v)
		}
	}
	return up, down
}

// adjust is the grade-adjusted speed by smoothed elevation.
func (w *Workspace) adjust(ele []float64) []float64 {
	speed := w.track.Speed
	n := len(speed)
	cum, out := w.arena.take(n+1), w.arena.take(n)
	sum := 0.0
	for k, v := range speed {
		cum[k] = sum
		sum += v
	}
	cum[n] = sum
	for k, v := range speed {
		i, j := max(k-gradeHalf, 0), min(k+gradeHalf, n-1)
		out[k] = v
		if d := cum[j] - cum[i]; d > gradeReach {
			out[k] = v * Flatten((ele[j]-ele[i])/d)
		}
	}
	return out
}

// The share of the full adjustment that is made. Measured on three runners'
// labelled runs: against the full curve and against Minetti's metabolic cost
// (2002), full or damped, 0.6 of the curve told sustained efforts from easy runs
// best (mean AUC .637, damped Minetti .618, flat .619), left the least variation in
// easy runs on hills (CV .21; .22 and .21) and agreed as well as any with heart
// rate (r .55; .53 and .51). So that one form serves to be shown and to find
// efforts by. Anything from 0.5 to 0.7 does as well. Ours.
const damping = 0.6

// curve is by how much speed on a grade is raised to give the speed on the flat
// of the same heart rate, from millions of runs (Strava Engineering 2017, "An
// improved GAP model"). Grades rise.
var curve = [...]struct{ grade, factor float64 }{
	{-0.203, 1.088},
	{-0.173, 0.990},
	{-0.103, 0.873},
	{-0.057, 0.892},
	{0, 1},
	{0.057, 1.211},
	{0.103, 1.475},
	{0.203, 2.319},
}

// Flatten is the factor from speed on a grade (rise over run) to the speed on the
// flat that is as hard: 1 + damping·(c − 1), with c interpolated on Strava's
// curve. Grades beyond ±20.3 % count as that.
func Flatten(grade float64) float64 {
	last := len(curve) - 1
	grade = min(max(grade, curve[0].grade), curve[last].grade)
	k := 1
	for k < last && grade > curve[k].grade {
		k++
	}
	a, b := curve[k-1], curve[k]
	c := a.factor + (b.factor-a.factor)*(grade-a.grade)/(b.grade-a.grade)
	return 1 + damping*(c-1)
}
