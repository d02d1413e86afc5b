package clean

import (
	"math"

	"dayafter/internal/activity"
)

// Limits of heart rate. Ours, except for the factor of the Hampel filter.
const (
	minHR, maxHR = 30, 230 // beats/min of somebody who exercises
	bridgeHR     = 30      // s interpolated: heart rate follows effort about as slowly
	hampelHalf   = 15      // s on either side of the judged second
	// Outliers are further from the median than 3 scaled median absolute
	// deviations; 1.4826 scales the MAD to a normal's standard deviation (Hampel 1974).
	hampelFactor = 3 * 1.4826
	minMAD       = 2 // beats/min; otherwise a small step in a flat stretch would be an outlier
	maxRounds    = 8 // passes until no outlier is found
)

// bodySeries fills HR, Cadence, Power, Temp and HRQuality.
func (w *Workspace) bodySeries(a *activity.Activity) {
	t, c := &w.track, &a.Samples
	t.Cadence, t.Power, t.Temp = w.spread(c.Cadence), w.spread(c.Power), w.spread(c.Temp)
	t.HR = w.spread(c.HR)
	if t.HR == nil {
		return
	}
	for k, v := range t.HR {
		if v < minHR || v > maxHR {
			t.HR[k] = math.NaN()
			t.Repairs.HRPoints++
		}
	}
	interpolate(t.HR, bridgeHR)
	for range maxRounds {
		found := w.dropOutliers(t.HR)
		if t.Repairs.HRPoints += found; found == 0 {
			break
		}
		interpolate(t.HR, bridgeHR)
	}
	t.HRQuality = quality(t)
}

// dropOutliers sets outliers to NaN and returns how many there were.
func (w *Workspace) dropOutliers(hr []float64) int {
	r := &w.ranks
	*r = ranks{}
	w.flags = w.flags[:0]
	for k := range min(hampelHalf, len(hr)) {
		r.add(hr[k])
	}
	found := 0
	for k, v := range hr {
		if k+hampelHalf < len(hr) {
			r.add(hr[k+hampelHalf])
		}
		if k > hampelHalf {
			r.remove(hr[k-hampelHalf-1])
		}
		away := math.Abs(v - float64(r.median()))
		odd := away > hampelFactor*minMAD && away > hampelFactor*float64(r.mad())
		w.flags = append(w.flags, odd)
		if odd {
			found++
		}
	}
	if found == 0 {
		return 0
	}
	for k, odd := range w.flags {
		if odd {
			hr[k] = math.NaN()
		}
	}
	return found
}

// ranks is a sliding window of heart rates. It counts the values at each rate, so that
// moving the window and finding its median take the same time for any width.
type ranks struct {
	count [256]uint16
	n     int // values in the window
	med   int // candidate median
	below int // values below med
}

func (r *ranks) add(v float64) {
	if v != v {
		return
	}
	b := int(v + 0.5)
	r.count[b]++
	r.n++
	if b < r.med {
		r.below++
	}
}

func (r *ranks) remove(v float64) {
	if v != v {
		return
	}
	b := int(v + 0.5)
	r.count[b]--
	r.n--
	if b < r.med {
		r.below--
	}
}

// median returns the lower median of the window, or the previous median if the
// window is empty.
func (r *ranks) median() int {
	if r.n == 0 {
		return r.med
	}
	rank := (r.n - 1) / 2
	for r.below > rank {
		r.med--
		r.below -= int(r.count[r.med])
	}
	for r.below+int(r.count[r.med]) <= rank {
		r.below += int(r.count[r.med])
		r.med++
	}
	return r.med
}

// mad returns the median absolute deviation from the median.
func (r *ranks) mad() int {
	rank := (r.n - 1) / 2
	within := int(r.count[r.med])
	d := 0
	for within <= rank {
		d++
		if r.med >= d {
			within += int(r.count[r.med-d])
		}
		if r.med+d < len(r.count) {
			within += int(r.count[r.med+d])
		}
	}
	return d
}

// Limits of the quality of a heart rate. Ours: on hand-labelled spans no detector
// of cadence lock was good enough to delete values, so suspicion only lowers quality.
const (
	lockWithin  = 2   // beats/min between heart rate and step rate
	lockSeconds = 60  // s in a row that look like cadence lock
	lockCost    = 0.5 // quality lost if all seconds look like cadence lock
	spikeCost   = 2   // quality lost per share of outliers
	flatSeconds = 120 // s in a row without any change: a frozen sensor
)

// quality returns the share of seconds with a heart rate, reduced for outliers, for
// stretches that follow the step rate (cadence lock) and for frozen stretches.
func quality(t *Track) float64 {
	known, locked, frozen := 0, streaks{least: lockSeconds}, streaks{least: flatSeconds}
	for k, v := range t.HR {
		if v == v {
			known++
		}
		locked.next(t.Cadence != nil && math.Abs(v-t.Cadence[k]) <= lockWithin)
		frozen.next(k > 0 && v == t.HR[k-1])
	}
	if known == 0 {
		return math.NaN()
	}
	n := float64(known)
	q := n / float64(len(t.HR))
	q *= 1 - min(spikeCost*float64(t.Repairs.HRPoints)/n, 1)
	q *= 1 - lockCost*float64(locked.seconds)/n
	return q * (1 - float64(frozen.seconds)/n)
}

// streaks counts the seconds of streaks that last for at least a number of seconds.
type streaks struct {
	least   int // s
	length  int // s of the streak so far
	seconds int // s of all long streaks
}

// next continues the streak by a second, or ends it.
func (s *streaks) next(holds bool) {
	if !holds {
		s.length = 0
		return
	}
	s.length++
	switch {
	case s.length == s.least:
		s.seconds += s.least
	case s.length > s.least:
		s.seconds++
	}
}
