package clean

import (
	"slices"

	"dayafter/internal/activity"
)

// curvedGap is the length in s from which the straight line across a gap is too short.
// Ours. We cut gaps into recordings in which the device counted distance, and compared. In
// gaps of 5 to 15 min, with a straight line 50 to 85 % as fast as the running around it,
// the median error of distance fell from 18–35 % to 6–13 %. In gaps of 1 to 2 min it did
// not fall, and many of these are stops.
const curvedGap = 300

// crossGaps makes the metres across a long gap fit the speed around it, if that gives more
// than the straight line between the positions. It returns the metres added.
func (w way) crossGaps(t []float64, pauses []activity.Span) (added float64) {
	var gaps []gap
	for i := 1; i < len(t); i++ {
		dt := t[i] - t[i-1]
		if dt < curvedGap || w.pause(t, i, dt) || overlaps(pauses, t[i-1], t[i]) {
			continue
		}
		before, after := w.around(t, i)
		if missing := dt*(before+after)/2 - (w.metres[i] - w.metres[i-1]); missing > 0 {
			gaps = append(gaps, gap{i, missing})
		}
	}
	for i := range w.metres {
		if len(gaps) > 0 && i == gaps[0].at {
			added += gaps[0].missing
			gaps = gaps[1:]
		}
		w.metres[i] += added
	}
	return added
}

// gap is a gap before a sample, with the metres that crossGaps adds.
type gap struct {
	at      int
	missing float64
}

// overlaps reports whether a recorded pause and a stretch of time have seconds in common.
func overlaps(pauses []activity.Span, from, to float64) bool {
	return slices.ContainsFunc(pauses, func(p activity.Span) bool { return p.From < to && p.To > from })
}

// Limits of the speed across a gap. Ours: the straight line across a gap is shorter
// than the path, and a stop inside a gap makes it slow.
const (
	steadySpeed = 0.2 // m/s: the slowest steady movement, as in steep terrain
	slowShare   = 0.5 // share of the speed around a gap: slower is a pause
	fastShare   = 1.5 // share of the speed around a gap: faster is a ride
	gapAround   = 60  // s on both sides of a gap
)

// pause reports whether the gap of dt seconds before sample i is a pause: the
// runner did not cross it at a speed that fits the speed around it.
func (w way) pause(t []float64, i int, dt float64) bool {
	if w.metres == nil {
		return dt > longBridge
	}
	v := (w.metres[i] - w.metres[i-1]) / dt
	if v >= PauseSpeed && (dt <= longBridge || w.device && v < footLimit) {
		return false
	}
	before, after := w.around(t, i)
	return !(v >= steadySpeed && v >= slowShare*(before+after)/2 && v <= fastShare*max(before, after))
}

// around returns the mean speeds before and after the gap before sample i.
func (w way) around(t []float64, i int) (before, after float64) {
	from, to := i-1, i
	for from > 0 && t[i-1]-t[from] < gapAround {
		from--
	}
	for to < len(t)-1 && t[to]-t[i] < gapAround {
		to++
	}
	before = (w.metres[i-1] - w.metres[from]) / (t[i-1] - t[from])
	after = (w.metres[to] - w.metres[i]) / (t[to] - t[i])
	if before != before {
		before = after
	}
	if after != after {
		after = before
	}
	return before, after
}

// counted returns the metres that the device counted in the gap before sample i, or
// 0.
func (w way) counted(i int) float64 {
	if !w.device {
		return 0
	}
	d := w.metres[i] - w.metres[i-1]
	if d > 0 && d < footLimit*longBridge {
		return d
	}
	return 0
}
