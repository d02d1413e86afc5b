// Package clean turns the samples of one activity, as irregular and as faulty
// as the watch left them, into even series of one value a second with the
// pauses cut out. It judges nothing but the samples, and it knows no file format.
//
// Three durations, never one name: elapsed time runs from the first to the last
// sample; timer time leaves out what the watch's timer was stopped for; moving
// time leaves out all in which the runner stood. The series lie between the last
// two: timer time without the gaps that watches leave when nobody moves, but with
// the seconds of standing that they did record, because rests tell of repetitions.
package clean

import (
	"math"

	"dayafter/internal/activity"
)

// PauseSpeed is the speed below which nobody is on the way, m/s. Slow walking is
// 1.0 m/s and more (Bohannon 1997).
const PauseSpeed = 0.7

// Track is one cleaned activity. Second k of a series is [k, k+1) of the time
// that is left when pauses are cut;
// all series that are not nil have the same length. A series of which nothing is
// known is nil. Series belong to the Workspace that made them and are valid until
// its next Clean.
type Track struct {
	Activity *activity.Activity // what was cleaned

	// What the samples cannot tell, and all six where the samples cover less than
	// half of it, is what the file claims. NaN where neither knows.
	Elapsed  float64 // s, first to last sample, pauses included
	Timer    float64 // s while the watch's timer ran
	Moving   float64 // s of the series at PauseSpeed or more; its length where speed is unknown
	Distance float64 // m, the sum of Speed and what the device counted in gaps that were cut
	Ascent   float64 // m, of smoothed elevation
	Descent  float64 // m, positive

	Speed    []float64 // m/s over ground; never NaN; 0 where no movement is known of
	GAP      []float64 // m/s, grade-adjusted (see Flatten); equal to Speed where the grade is unknown
	Ele      []float64 // m, without jumps, not smoothed; never NaN
	HR       []float64 // beats/min; NaN where missing
	Cadence  []float64 // steps/min; NaN where missing
	Power    []float64 // W; NaN where missing
	Temp     []float64 // °C; NaN where missing
	Lat, Lon []float64 // degrees; NaN where missing
	Standing []bool    // seconds that do not count as moving; nil where speed is unknown

	Breaks    []Break
	HRQuality float64 // 0..1, see quality; NaN without heart rate
	Repairs   Repairs
	Issues    activity.Issues // what was odd beyond Repairs; those of the Activity are not repeated

	seconds int
}

// Break is a pause that was cut out of the series.
type Break struct {
	At     int     // second of the series before which it lies
	Length float64 // s
}

// Repairs counts what had to be mended.
type Repairs struct {
	GapSeconds  float64 // s without a sample, filled by interpolation
	SpeedPoints int     // seconds with an impossible speed, put right
	HRPoints    int     // seconds of heart rate left out as outliers
	ElePoints   int     // jumps of elevation taken out
}

// Seconds is the length of the series, known or not.
func (t *Track) Seconds() int { return t.seconds }

// Workspace holds the memory of a Track, for cleaning many activities without
// allocating. The zero value is ready. Goroutines must not share one.
type Workspace struct {
	track  Track
	axis   axis
	arena  arena
	pauses []activity.Span
	flags  []bool
	ranks  ranks
}

// Clean returns the cleaned series of an activity, in memory of their own.
func Clean(a *activity.Activity) *Track { return new(Workspace).Clean(a) }

// Clean returns the cleaned series of an activity. The Track is the workspace's
// and valid until its next Clean.
func (w *Workspace) Clean(a *activity.Activity) *Track {
	nan := math.NaN()
	w.arena.reset()
	w.track = Track{
		Activity: a, Elapsed: nan, Timer: nan, Moving: nan, Distance: nan, Ascent: nan, Descent: nan,
		Standing: w.track.Standing[:0], HRQuality: nan,
	}
	t := &w.track
	if a.Samples.Len() > 1 {
		way := w.way(a)
		w.axis.lay(a, way, w.timerPauses(a))
		t.seconds, t.Breaks = w.axis.seconds, w.axis.breaks
		t.Elapsed, t.Timer = w.axis.elapsed, timerTime(a, &w.axis)
		t.Repairs.GapSeconds = w.axis.bridged
		if w.axis.cutOff {
			t.Issues.Add(activity.Partial, "too-long", "the recording is longer than 10 days: the rest is left out")
		}
		w.speed(a, way)
		w.body(a)
		w.hills(a)
	}
	t.claim()
	return t
}

// claim takes from the file's own sums what the samples cannot tell, and all of
// them when the samples cover less than half of the time or the way.
func (t *Track) claim() {
	c := t.Activity.Totals
	timer := known(c.Timer, c.Elapsed)
	if timer > maxSeconds {
		return
	}
	if t.seconds == 0 || t.Elapsed < timer/2 || t.Distance < c.Distance/2 {
		if t.seconds > 0 {
			t.Issues.Add(activity.Partial, "few-samples",
				"the samples cover less than half of what the file says of itself: its own sums are used")
		}
		t.Elapsed, t.Timer, t.Moving = known(c.Elapsed, timer), timer, timer
		t.Distance, t.Ascent, t.Descent = c.Distance, c.Ascent, c.Descent
		return
	}
	t.Distance = known(t.Distance, c.Distance)
	t.Ascent, t.Descent = known(t.Ascent, c.Ascent), known(t.Descent, c.Descent)
}

// timerTime is the file's own timer time where the samples allow it; else elapsed
// time without the recorded pauses; without any, the length of the series, for
// then the gaps are the pauses.
func timerTime(a *activity.Activity, x *axis) float64 {
	series := float64(x.seconds)
	switch v := a.Totals.Timer; {
	case v >= series*(1-clockSlack) && v <= x.elapsed*(1+clockSlack)+1:
		return v
	case x.paused > 0:
		return max(x.elapsed-x.paused, series)
	}
	return series
}

// clockSlack is the share by which a file's own timer time may lie outside what
// its samples allow. Ours.
const clockSlack = 0.02

// known is a, or b where a is NaN.
func known(a, b float64) float64 {
	if a == a {
		return a
	}
	return b
}

// arena hands out slices and takes all of them back at once.
type arena struct {
	slices [][]float64
	used   int
}

func (a *arena) reset() { a.used = 0 }

// take is a slice of n values, whatever they are.
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
