package extent

import (
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/geo"
	"dayafter/internal/unit"
)

// Limits of a clock that was corrected during the run. Ours: after a pause of five minutes,
// heart rate has fallen by 30 beats/min or more, and the runner starts from a standstill.
// If only the clock jumped, heart rate and speed go on as before.
const (
	clockLeast   = 300.0       // s: shorter jumps are gaps
	clockPlace   = 100.0       // m between the samples on both sides of a jump
	clockSpan    = 30.0        // s before and after a jump to compare
	clockHR      = 7.0         // beats/min by which the heart rate may differ
	clockSpeed   = 0.7         // least ratio of the speeds after and before
	clockMoving  = 1.0         // m/s
	clockFew     = 60.0        // s: nobody pauses this soon after the start
	clockFirst   = 6           // samples at the start that are too few to show movement
	clockNever   = 12 * 3600.0 // s: nobody runs on as before after a pause this long
	clockQuarter = 900.0       // s: time zones differ by multiples of a quarter of an hour
	clockSlack   = 5.0         // s
)

// correctClock closes the jumps of a clock that was corrected during the run: it
// moves the samples before each jump to the corrected time.
func correctClock(a *activity.Activity) {
	c := &a.Samples
	for i := 1; i < c.Len(); i++ {
		if dt := c.T[i] - c.T[i-1]; dt >= clockLeast && isClockJump(a, i) {
			closeJump(a, i, dt-usualStep(c, i))
		}
	}
}

// usualStep returns the time between the two samples before sample i, at most 10 s; 1 s if
// there are not two.
func usualStep(c *activity.Columns, i int) float64 {
	if i >= 2 {
		return min(c.T[i-1]-c.T[i-2], 10)
	}
	return 1
}

// closeJump closes the jump before sample i: it adds shift seconds to the times of all samples
// before it.
func closeJump(a *activity.Activity, i int, shift float64) {
	c := &a.Samples
	jump, end := c.T[i], c.T[c.Len()-1]
	for k := i; k < c.Len(); k++ {
		c.T[k] -= shift
	}
	a.Start = a.Start.Add(time.Duration(shift * float64(time.Second)))
	for k := range a.Laps {
		l := &a.Laps[k]
		switch {
		case l.Start > c.T[i-1]+1:
			l.Start = max(l.Start-shift, 0)
		case l.Elapsed > shift:
			l.Elapsed -= shift
			if l.Timer > l.Elapsed+1 {
				l.Timer -= shift
			}
		}
	}
	for k := range a.Pauses {
		if a.Pauses[k].From >= jump-1 {
			a.Pauses[k].From -= shift
		}
		if a.Pauses[k].To >= jump-1 {
			a.Pauses[k].To -= shift
		}
	}
	for _, v := range []*float64{&a.Totals.Elapsed, &a.Totals.Timer} {
		if *v > end-shift+1 && *v > shift {
			*v -= shift
		}
	}
	a.Issues.Add(activity.Repaired, "clock-corrected", "the watch's clock was corrected by %s during the run: the %s before were moved to the corrected time",
		unit.Spoken(shift), unit.Spoken(c.T[i-1]-c.T[0]))
}

// noDate is the second from which a watch knew the date. A watch that does not know it counts
// the seconds since it was switched on, and writes at most 2^28 of them (FIT profile, type
// date_time).
const noDate = activity.FirstSecond + 1<<28

// reportNoDate adds an issue to a recording that is dated before sports watches wrote files.
func reportNoDate(a *activity.Activity) {
	if a.Start.Unix() < noDate {
		a.Issues.Add(activity.Note, "no-date", "the watch did not know the date; it counted from the moment it was switched on")
	}
}

// isClockJump reports whether the time before sample i is a jump of the clock and not a
// pause or a gap: the runner goes on from the same place at the same effort.
func isClockJump(a *activity.Activity, i int) bool {
	c := &a.Samples
	if !samePlace(c, i) || pausedAcross(a.Pauses, c.T[i-1], c.T[i]) {
		return false
	}
	dt, first, rest := c.T[i]-c.T[i-1], c.T[i-1]-c.T[0], c.T[c.Len()-1]-c.T[i]
	switch {
	case rest <= clockFew && first > 2*clockFew:
		return false // a few stray samples at the end
	case first <= clockFew && rest > 2*clockFew:
		return i < clockFirst || movesAt(c, max(0, i-5), i-1)
	}
	before, after := speedAround(c, i)
	if !(before >= clockMoving) || !(after >= clockSpeed*before) {
		return false
	}
	if e := a.Totals.Elapsed; e > 0 && e <= c.T[c.Len()-1]-dt+clockFew {
		return true
	}
	if h1, h2 := heartAround(c, i); h1 == h1 && h2 == h2 {
		return math.Abs(h1-h2) <= clockHR
	}
	return dt >= clockNever || math.Abs(math.Remainder(dt, clockQuarter)) <= clockSlack
}

// samePlace reports whether the samples before and after a jump lie close together. It returns
// false if a position is unknown.
func samePlace(c *activity.Columns, i int) bool {
	near := math.NaN()
	if c.Lat != nil {
		near = geo.Metres(c.Lat[i-1], c.Lon[i-1], c.Lat[i], c.Lon[i])
	}
	if near != near && c.Dist != nil {
		near = math.Abs(c.Dist[i] - c.Dist[i-1])
	}
	return near <= clockPlace
}

// pausedAcross reports whether a recorded pause covers most of a stretch.
func pausedAcross(pauses []activity.Span, from, to float64) bool {
	for _, p := range pauses {
		if min(p.To, to)-max(p.From, from) > (to-from)/2 {
			return true
		}
	}
	return false
}

// speedAround returns the mean speeds just before and just after sample i.
func speedAround(c *activity.Columns, i int) (before, after float64) {
	from, to := i-1, i
	for from > 0 && c.T[i-1]-c.T[from] < clockSpan {
		from--
	}
	for to < c.Len()-1 && c.T[to]-c.T[i] < clockSpan/3 {
		to++
	}
	return speedBetween(c, from, i-1), speedBetween(c, i, to)
}

// movesAt reports whether the runner moves between two samples.
func movesAt(c *activity.Columns, from, to int) bool {
	return speedBetween(c, from, to) >= clockMoving
}

// speedBetween returns the mean speed between two samples; NaN if it is unknown.
func speedBetween(c *activity.Columns, from, to int) float64 {
	dt := c.T[to] - c.T[from]
	if dt <= 0 {
		return math.NaN()
	}
	if c.Dist != nil {
		if d := c.Dist[to] - c.Dist[from]; d == d {
			return d / dt
		}
	}
	if c.Lat != nil {
		return geo.Metres(c.Lat[from], c.Lon[from], c.Lat[to], c.Lon[to]) / dt
	}
	return math.NaN()
}

// heartAround returns the last heart rate before sample i and the first one from sample i on,
// in beats/min; NaN where none is known.
func heartAround(c *activity.Columns, i int) (before, after float64) {
	if c.HR == nil {
		return math.NaN(), math.NaN()
	}
	return c.HR[i-1], c.HR[i]
}
