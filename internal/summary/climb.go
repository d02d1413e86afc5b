package summary

import (
	"math"

	"dayafter/internal/clean"
	"dayafter/internal/geo"
	"dayafter/internal/stat"
)

// Limits of a climb, and of two climbs of the same hill. Ours, chosen on titled
// hill repetitions.
const (
	climbGain     = 5    // m
	climbShortest = 10   // s from a tenth to nine tenths of the gain
	climbLongest  = 360  // s
	topApart      = 100  // m between the tops of two climbs
	footApart     = 200  // m between their feet
	hillLeast     = 0.6  // share of the other's gain
	hillMost      = 1.6  // share of the other's gain
	eleSmooth     = 9    // s over which elevation is averaged before looking for turns
	climbEffort   = 1.05 // × the run's mean grade-adjusted speed; easier climbs are no repetitions
	mostClimbs    = 500  // later climbs are ignored, because so many come from a noisy sensor
)

// climb is one climb of a hill.
type climb struct {
	gain             float64 // m
	footLat, footLon float64 // degrees, at a tenth of the gain
	topLat, topLon   float64 // degrees, at nine tenths of the gain
}

// sameHill returns how often the runner climbed the hill that was climbed most
// often; 0 without climbs or positions.
func (w *Workspace) sameHill(t *clean.Track) int {
	if t.Ele == nil || t.Lat == nil || t.Lon == nil {
		return 0
	}
	w.findClimbs(t)
	most := 0
	for i := range w.climbs {
		n := 0
		for j := range w.climbs {
			if w.climbs[i].same(&w.climbs[j]) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// same reports whether two climbs are of the same hill. It returns true for a climb and
// itself.
func (c *climb) same(d *climb) bool {
	ratio := d.gain / c.gain
	return ratio >= hillLeast && ratio <= hillMost &&
		geo.Metres(c.topLat, c.topLon, d.topLat, d.topLon) <= topApart &&
		geo.Metres(c.footLat, c.footLon, d.footLat, d.footLon) <= footApart
}

// findClimbs collects the climbs between the turning points of smoothed elevation.
func (w *Workspace) findClimbs(t *clean.Track) {
	w.climbs, w.usualGAP = w.climbs[:0], movingMean(t, t.GAP)
	w.sum = running(w.sum[:0], t.Ele)
	e := centred(w.smooth[:0], w.sum, eleSmooth/2)
	w.smooth = e
	low, high, rising := 0, 0, false
	for k, v := range e {
		switch {
		case rising && v > e[high]:
			high = k
		case rising && e[high]-v >= climbGain:
			w.addClimb(t, e, low, high)
			low, rising = k, false
		case !rising && v < e[low]:
			low = k
		case !rising && v-e[low] >= climbGain:
			high, rising = k, true
		}
	}
	if rising {
		w.addClimb(t, e, low, high)
	}
}

// addClimb records the climb from a low to a high second if it qualifies.
func (w *Workspace) addClimb(t *clean.Track, e []float64, low, high int) {
	gain := e[high] - e[low]
	from, to := low, high
	for e[from] < e[low]+gain/10 {
		from++
	}
	for e[to] > e[high]-gain/10 {
		to--
	}
	if d := to - from; d < climbShortest || d > climbLongest || len(w.climbs) == mostClimbs {
		return
	}
	if stat.Mean(t.GAP[from:to]) < climbEffort*w.usualGAP {
		return
	}
	c := climb{gain, t.Lat[from], t.Lon[from], t.Lat[to], t.Lon[to]}
	if !math.IsNaN(c.footLat + c.footLon + c.topLat + c.topLon) {
		w.climbs = append(w.climbs, c)
	}
}

// centred appends, for each value, the mean over half values on either side, or fewer at
// the ends. It takes running sums.
func centred(dst, sum []float64, half int) []float64 {
	n := len(sum) - 1
	for k := range n {
		i, j := max(k-half, 0), min(k+half+1, n)
		dst = append(dst, (sum[j]-sum[i])/float64(j-i))
	}
	return dst
}
