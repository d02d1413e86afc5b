package clean

import (
	"math"

	"dayafter/internal/activity"
)

// How elevation is read.
const (
	eleJump    = 5   // m in a second: no hill, a jump of the sensor
	eleSpan    = 31  // s: elevation is averaged over this
	gradeHalf  = 20  // s on either side over which the grade is taken
	gradeReach = 20  // m that must be covered for a grade to be known
	maxGrade   = 0.3 // steeper is not believed on foot
	climbNoise = 1   // m: turns smaller than this are noise, not ascent
)

// hills fills Ele, GAP, Ascent, Descent, and the positions.
func (w *Workspace) hills(a *activity.Activity) {
	t := &w.track
	t.GAP = t.Speed
	if a.Indoor {
		return
	}
	if t.Lat, t.Lon = w.spread(a.Samples.Lat), w.spread(a.Samples.Lon); t.Lat == nil || t.Lon == nil {
		t.Lat, t.Lon = nil, nil
	}
	t.Ele = w.spread(a.Samples.Ele)
	if t.Ele == nil {
		return
	}
	level(t.Ele)
	t.Repairs.ElePoints = settle(t.Ele)
	smooth := w.smooth(t.Ele, eleSpan)
	t.Ascent, t.Descent = ascent(smooth)
	if t.Speed != nil {
		t.GAP = w.adjust(smooth)
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

// ascent sums the rises and falls between turns of at least climbNoise metres.
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
		case (!known || !rising) && v-low >= climbNoise:
			up, high, rising, known = up+v-low, v, true, true
		case (!known || rising) && high-v >= climbNoise:
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

// Flatten is the factor from speed on a grade to the speed on the flat that
// costs the same, damped: Minetti et al. 2002 give the metabolic cost of running
// on a grade i as 155.4 i⁵ − 30.4 i⁴ − 43.3 i³ + 46.3 i² + 19.5 i + 3.6 J/(kg m);
// its ratio to the flat is taken at 0.6 uphill and at 0.5 downhill and kept
// within 0.9 and 1.7, because the full ratio overrates grades measured by watches
// (damping: ours). Grades beyond ±0.3 count as ±0.3.
func Flatten(grade float64) float64 {
	i := min(max(grade, -maxGrade), maxGrade)
	r := ((((155.4*i-30.4)*i-43.3)*i+46.3)*i+19.5)*i/3.6 + 1
	damping := 0.5
	if i > 0 {
		damping = 0.6
	}
	return min(max(1+damping*(r-1), 0.9), 1.7)
}
