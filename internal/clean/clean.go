// Package clean converts the irregular and faulty samples of one activity into
// even series of one value per second, without the pauses. It judges only samples
// and knows no file format.
//
// Three durations have three names. Elapsed time runs from the start to the last
// sample. Timer time leaves out the stops of the watch's timer. Moving time leaves
// out all the time that the runner stood still. The series are between timer and
// moving time: they leave out the gaps that watches record while nobody moves, but
// keep recorded seconds of standing, because rests reveal repetitions.
package clean

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// PauseSpeed is the speed in m/s below which a runner stands still. Slow walking
// is 1.0 m/s and more (Bohannon 1997).
const PauseSpeed = 0.7

// Track is one cleaned activity. Second k of a series is [k, k+1) of the time
// without pauses. Every non-nil series has the same length; a series without a
// known value is nil. Series belong to the Workspace that made them and are valid
// until its next Clean.
type Track struct {
	Activity *activity.Activity // the input

	// These six come from the samples. The file's own total fills in a value that
	// the samples do not have, and replaces all six if the samples cover less than
	// half of the activity. NaN if neither has a value.
	Elapsed  float64 // s, start to last sample, pauses included
	Timer    float64 // s while the watch's timer ran
	Moving   float64 // s of the series in which the runner moved (see addEffort); its length if speed is unknown
	Distance float64 // m, the sum of Speed and of the metres that the device counted in gaps that were cut
	// MovingDistance is the distance of the seconds that Moving counts, in m.
	MovingDistance float64
	Ascent         float64 // m, of smoothed elevation
	Descent        float64 // m, positive

	Speed    []float64 // m/s over ground; never NaN; 0 without a known movement
	GAP      []float64 // m/s, grade-adjusted (see Flatten); equal to Speed where the grade is unknown
	Ele      []float64 // m, without jumps, not smoothed; never NaN
	HR       []float64 // beats/min; NaN where missing
	Cadence  []float64 // steps/min; NaN where missing
	Power    []float64 // W; NaN where missing
	Temp     []float64 // °C; NaN where missing
	Lat, Lon []float64 // degrees; NaN where missing
	Standing []bool    // seconds that do not count as moving; nil if speed is unknown

	Breaks    []Break
	HRQuality float64 // 0..1, see quality; NaN without heart rate
	Repairs   Repairs
	Issues    activity.Issues // issues found in cleaning; those of the Activity are not repeated

	seconds int
}

// Break is a pause that was cut out of the series.
type Break struct {
	At     int     // second of the series before which it lies
	Length float64 // s
}

// Repairs counts the repairs.
type Repairs struct {
	GapSeconds  float64 // s without a sample, filled by interpolation
	SpeedPoints int     // seconds with an impossible speed, corrected
	HRPoints    int     // seconds of heart rate left out as outliers
	ElePoints   int     // jumps of elevation removed
}

// Seconds returns the length of the series, even if nothing in it is known.
func (t *Track) Seconds() int { return t.seconds }

// Workspace holds the memory of a Track, so that cleaning many activities does not
// allocate. The zero value is ready. Goroutines must not share one.
type Workspace struct {
	track  Track
	axis   axis
	arena  arena
	pauses []activity.Span
	flags  []bool
	ranks  ranks
}

// Clean cleans an activity. The Track belongs to the workspace and is valid until
// its next Clean.
func (w *Workspace) Clean(a *activity.Activity) *Track {
	nan := math.NaN()
	w.arena.reset()
	w.track = Track{
		Activity: a, Elapsed: nan, Timer: nan, Moving: nan, Distance: nan, MovingDistance: nan, Ascent: nan, Descent: nan,
		Standing: w.track.Standing[:0], HRQuality: nan,
	}
	t := &w.track
	if a.Samples.Len() > 1 {
		way := w.way(a)
		w.axis.build(a, way, w.timerPauses(a))
		t.seconds, t.Breaks = w.axis.seconds, w.axis.breaks
		t.Elapsed, t.Timer = w.axis.elapsed, timerTime(a, &w.axis)
		t.Repairs.GapSeconds = w.axis.bridged
		if w.axis.cutOff {
			t.Issues.Add(activity.Partial, "too-long", "the recording is longer than 10 days: the rest is left out")
		}
		w.reportCrossed(way.added)
		w.places(a)
		w.bodySeries(a)
		w.speed(a, way)
		w.hillSeries()
	}
	t.fillFromTotals()
	return t
}

// fillFromTotals takes the values that the samples do not have from the file's own totals,
// and takes every total if the samples cover less than half of the time or the
// distance.
func (t *Track) fillFromTotals() {
	c := t.Activity.Totals
	timer := unit.FirstKnown(c.Timer, c.Elapsed)
	if timer > maxSeconds {
		return
	}
	void := t.Activity.Void
	if void.Others {
		return
	}
	if t.seconds == 0 || t.Elapsed < timer/2 || t.Distance < c.Distance/2 && !void.Distance {
		if t.seconds > 0 {
			t.Issues.Add(activity.Partial, "few-samples",
				"the points cover less than half of the run by the file's own totals: the totals are used")
		}
		t.Elapsed, t.Timer, t.Moving = unit.FirstKnown(c.Elapsed, timer), timer, timer
		t.Distance, t.Ascent, t.Descent = c.Distance, c.Ascent, c.Descent
		t.MovingDistance = t.Distance
		return
	}
	t.MovingDistance = unit.FirstKnown(t.MovingDistance, c.Distance)
	t.Distance = unit.FirstKnown(t.Distance, c.Distance)
	t.Ascent, t.Descent = unit.FirstKnown(t.Ascent, c.Ascent), unit.FirstKnown(t.Descent, c.Descent)
}

// timerTime returns the file's own timer time if the samples allow it. Otherwise it
// returns the elapsed time without the recorded pauses, or the length of the series
// if there are none, because then the gaps are the pauses.
func timerTime(a *activity.Activity, x *axis) float64 {
	series := float64(x.seconds)
	switch v := a.Totals.Timer; {
	case !a.Void.Others && v >= series*(1-clockSlack) && v <= x.elapsed*(1+clockSlack)+1:
		return v
	case x.paused > 0:
		return max(x.elapsed-x.paused, series)
	}
	return series
}

// clockSlack is the share by which a file's own timer time may lie outside the
// range that its samples allow. Ours.
const clockSlack = 0.02

// arena lends slices and takes all of them back at once.
type arena struct {
	slices [][]float64
	used   int
}

func (a *arena) reset() { a.used = 0 }

// take returns a slice of n values without clearing it.
func (a *arena) take(n int) []float64 {
	if a.used == len(a.slices) {
		a.slices = append(a.slices, nil)
	}
	s := &a.slices[a.used]
	a.used++
	if cap(*s) < n {
		*s = make([]float64, n, n+n/4)
	}
	return (*s)[:n]
}
