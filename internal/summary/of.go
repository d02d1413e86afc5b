package summary

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
	"dayafter/internal/reconcile"
)

// Workspace holds the memory needed to condense activities one after another
// without allocating more than their Summaries. The zero value is ready.
// Goroutines must not share one.
type Workspace struct {
	cleaner  clean.Workspace
	sum      []float64
	known    []float64
	legs     []leg
	climbs   []climb
	usualGAP float64 // m/s, see movingMean
	smooth   []float64
}

// Summarise reconciles, cleans and condenses one activity. It changes a. Format is "fit", "gpx", "tcx" or "polar".
func (w *Workspace) Summarise(a *activity.Activity, format string) Summary {
	reconcile.Resolve(a)
	t := w.cleaner.Clean(a)
	reconcile.Report(t)
	return w.of(t, format)
}

func (w *Workspace) of(t *clean.Track, format string) Summary {
	a := t.Activity
	s := Summary{
		Sport: a.Sport, Indoor: a.Indoor, Track: a.Track, Virtual: a.Virtual,
		Title: activity.WithoutPlaces(a.Title), Device: a.Device, Serial: a.Serial, Profile: a.Profile, Format: format,
		Start: a.Start.UTC(), Clock: a.Clock, Place: place(t),
		Elapsed: t.Elapsed, Timer: t.Timer, Moving: t.Moving,
		Distance: t.Distance, MovingDistance: t.MovingDistance, Ascent: t.Ascent, Descent: t.Descent,
		AvgCadence: movingMean(t, t.Cadence), AvgPower: movingMean(t, t.Power),
		AvgTemp: movingMean(t, t.Temp), GAPSpeed: movingMean(t, t.GAP),
		HRQuality: t.HRQuality,
		Trace:     trace(t),
		Climbs:    w.sameHill(t),
		Laps:      a.Laps, Steps: a.Steps, Totals: a.Totals, Watch: a.Watch, Rating: a.Rating,
		Repairs: t.Repairs, Issues: slices.Concat(a.Issues, t.Issues),
	}
	w.heartRates(&s, t)
	w.curves(&s, t)
	for _, b := range t.Breaks {
		if b.Length > countedPause {
			s.Pauses++
		}
	}
	s.Decoupling = s.Trace.decoupling()
	return s
}

const countedPause = 10 // s: shorter stops are not counted

// movingMean returns the mean of the known moving seconds of a series; NaN if there
// are none.
func movingMean(t *clean.Track, s []float64) float64 {
	sum, n := 0.0, 0.0
	for k, v := range s {
		if v == v && !standing(t, k) {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

func standing(t *clean.Track, k int) bool { return len(t.Standing) > 0 && t.Standing[k] }

// heartRates fills AvgHR, MaxHR, HRShare and HRSeconds.
func (w *Workspace) heartRates(s *Summary, t *clean.Track) {
	s.AvgHR, s.MaxHR = math.NaN(), math.NaN()
	if t.HR == nil {
		s.AvgHR, s.MaxHR = s.Totals.AvgHR, s.Totals.MaxHR
		return
	}
	var count [256]uint16
	top, sum, n, moving := 0, 0.0, 0, 0
	for k, v := range t.HR {
		still := standing(t, k)
		if !still {
			moving++
		}
		if v != v {
			continue
		}
		b := int(v + 0.5)
		if top = max(top, b+1); count[b] < math.MaxUint16 {
			count[b]++
		}
		if !still {
			sum, n = sum+v, n+1
		}
	}
	s.HRSeconds = append([]uint16(nil), count[:top]...)
	s.AvgHR = sum / float64(n)
	s.HRShare = float64(n) / float64(max(moving, 1))
	s.MaxHR = highest(t.HR, 5)
}

// highest returns the highest mean over span seconds without a missing value; NaN
// without such a stretch.
func highest(s []float64, span int) float64 {
	best, sum, run := math.NaN(), 0.0, 0
	for k, v := range s {
		if v != v {
			sum, run = 0, 0
			continue
		}
		if sum, run = sum+v, run+1; run > span {
			sum -= s[k-span]
		}
		if mean := sum / float64(span); run >= span && !(mean <= best) {
			best = mean
		}
	}
	return best
}

// curves fills Curves.
func (w *Workspace) curves(s *Summary, t *clean.Track) {
	w.legs = cutLegs(w.legs[:0], t.Seconds(), t.Breaks)
	s.Curves = unknownCurves()
	if t.Speed != nil {
		w.sum = running(w.sum[:0], t.Speed)
		s.Curves.Speed = speedCurve(w.sum, w.legs)
		s.Curves.GAP = s.Curves.Speed
		if &t.GAP[0] != &t.Speed[0] {
			w.sum = running(w.sum[:0], t.GAP)
			s.Curves.GAP = speedCurve(w.sum, w.legs)
		}
	}
	if t.HR != nil {
		w.sum, w.known = runningKnown(w.sum[:0], w.known[:0], t.HR)
		s.Curves.HR = heartRateCurve(w.sum, w.known, w.legs)
	}
}

// running appends the sums of the first 0, 1, 2 … values.
func running(dst, s []float64) []float64 {
	sum := 0.0
	dst = append(dst, 0)
	for _, v := range s {
		sum += v
		dst = append(dst, sum)
	}
	return dst
}

// runningKnown appends the sums of the first 0, 1, 2 … values without NaN, and the
// numbers of values summed.
func runningKnown(dst, known, s []float64) (sums, counts []float64) {
	sum, n := 0.0, 0.0
	dst, known = append(dst, 0), append(known, 0)
	for _, v := range s {
		if v == v {
			sum, n = sum+v, n+1
		}
		dst, known = append(dst, sum), append(known, n)
	}
	return dst, known
}

// decoupling returns 100 (r1 - r2)/r1 with r = grade-adjusted speed / heart rate by
// halves of the moving time in which both are known; NaN if that time is shorter
// than 10 minutes.
func (t *Trace) decoupling() float64 {
	n := 0
	t.eachMoving(func(float64, float64) { n++ })
	if n*GAPStep < 600 {
		return math.NaN()
	}
	var speed, hr [2]float64
	k := 0
	t.eachMoving(func(v, h float64) {
		half := 2 * k / n
		speed[half], hr[half], k = speed[half]+v, hr[half]+h, k+1
	})
	r1, r2 := speed[0]/hr[0], speed[1]/hr[1]
	return 100 * (r1 - r2) / r1
}

// eachMoving calls f with speed in quanta and heart rate of the moving steps.
func (t *Trace) eachMoving(f func(speed, hr float64)) {
	const slowest = clean.PauseSpeed / SpeedQuantum
	gap, hr := t.GAP.AppendTo(nil), t.HR.AppendTo(nil)
	for k := range min(len(gap), len(hr)) {
		if v := float64(gap[k]); v >= slowest && hr[k] > 0 {
			f(v, float64(hr[k]))
		}
	}
}
