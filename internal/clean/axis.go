package clean

import (
	"math"
	"slices"

	"dayafter/internal/activity"
)

// Limits for gaps between samples. 97 % of the intervals in watch files are 1 s;
// smart recording leaves gaps of up to about 8 s. Ours.
const (
	bridge     = 10         // s: shorter gaps are no pauses
	longBridge = 120        // s: positions across longer gaps must fit the speed around them
	longGap    = 60         // s: crossed gaps from here on are reported
	maxSeconds = 10 * 86400 // s: a longer series is cut off
)

// axis is the time without pauses: the position of each sample on it, and the pauses that
// were cut.
type axis struct {
	at       []float64 // s of the series at each sample
	slot     []int32   // second that each sample belongs to; -1 inside a pause
	seconds  int       // length of the series
	elapsed  float64   // s
	cutOff   bool      // the recording was longer than maxSeconds
	bridged  float64   // s
	paused   float64   // s of recorded pauses
	shuffled float64   // m that the device counted in gaps that were cut
	breaks   []Break
	times    []float64 // s of the samples
	crossed  int       // long gaps that the runner crossed
	crossing float64   // s of these gaps
}

// build places the samples on the series. It cuts the recorded pauses and the gaps
// that are pauses by their length and speed.
func (x *axis) build(a *activity.Activity, w way, pauses []activity.Span) {
	ts := a.Samples.T
	*x = axis{at: slices.Grow(x.at[:0], len(ts)), slot: slices.Grow(x.slot[:0], len(ts)), breaks: x.breaks[:0], times: ts}
	x.at, x.slot = append(x.at, 0), append(x.slot, 0)
	x.elapsed = ts[len(ts)-1]
	now := 0.0
	for i := 1; i < len(ts); i++ {
		dt, inside := ts[i]-ts[i-1], false
		if dt != 1 || len(pauses) > 0 {
			for len(pauses) > 0 && pauses[0].To <= ts[i-1] {
				pauses = pauses[1:]
			}
			var paused float64
			paused, inside = stopped(pauses, ts[i-1], ts[i])
			dt = x.remaining(i, now, max(dt, 0), paused, w)
		}
		if now += dt; now > maxSeconds {
			now, x.cutOff = now-dt, true
			break
		}
		slot := int32(now + 0.5)
		if inside {
			slot = -1
		}
		x.at, x.slot = append(x.at, now), append(x.slot, slot)
	}
	x.seconds = int(now)
}

// stopped returns how many of the seconds between two moments lie in pauses, and
// whether the later moment lies inside a pause.
func stopped(pauses []activity.Span, from, to float64) (length float64, inside bool) {
	for _, p := range pauses {
		if p.From >= to {
			break
		}
		length += min(p.To, to) - max(p.From, from)
		inside = to < p.To
	}
	return length, inside
}

// remaining returns the part of the dt seconds before sample i that stays in the series.
// It cuts the paused seconds, and the whole gap if the rest is a pause too.
func (x *axis) remaining(i int, now, dt, paused float64, w way) float64 {
	dt -= paused
	x.paused += paused
	if dt > bridge && w.pause(x.times, i, dt) {
		paused, dt = paused+dt, 0
		x.shuffled += w.counted(i)
	}
	if dt >= longGap {
		x.crossed++
		x.crossing += dt
	}
	if paused > 0 {
		x.cut(now, paused)
	}
	if dt > 1.5 {
		x.bridged += dt - 1
	}
	return dt
}

// cut records a pause at a moment of the series and merges pauses at the same
// second.
func (x *axis) cut(now, length float64) {
	at := int(now + 0.5)
	if k := len(x.breaks) - 1; k >= 0 && x.breaks[k].At == at {
		x.breaks[k].Length += length
		return
	}
	x.breaks = append(x.breaks, Break{at, length})
}

// spread returns a column by seconds, NaN where no sample has a value. The last
// value of a second counts. It returns nil for a column without any value.
func (w *Workspace) spread(col []float64) []float64 {
	if col == nil || w.axis.seconds == 0 {
		return nil
	}
	out := w.arena.take(w.axis.seconds)
	for k := range out {
		out[k] = math.NaN()
	}
	known := false
	for i, s := range w.axis.slot {
		if v := col[i]; s >= 0 && int(s) < len(out) && v == v {
			out[s], known = v, true
		}
	}
	if !known {
		return nil
	}
	return out
}

// interpolate interpolates between known values that are at most limit seconds apart.
func interpolate(s []float64, limit int) {
	last := -1
	for k, v := range s {
		if v != v {
			continue
		}
		if gap := k - last; gap > 1 && gap <= limit && last >= 0 {
			interpolateLine(s, last, k)
		}
		last = k
	}
}

// interpolateLine interpolates linearly between two known values.
func interpolateLine(s []float64, from, to int) {
	step := (s[to] - s[from]) / float64(to-from)
	for k := from + 1; k < to; k++ {
		s[k] = s[from] + step*float64(k-from)
	}
}

// timerPauses returns the recorded pauses in order and without overlaps. It leaves
// out the pauses during which the device counted on at running speed, since the
// runner ran through them.
func (w *Workspace) timerPauses(a *activity.Activity) []activity.Span {
	w.pauses = w.pauses[:0]
	for _, p := range a.Pauses {
		switch {
		case !(p.To > p.From):
		case ran(a, p):
			w.track.Issues.Add(activity.Repaired, "false-pause",
				"the file says that the timer was stopped while the watch counted on: not taken as a pause")
		default:
			w.pauses = append(w.pauses, p)
		}
	}
	slices.SortFunc(w.pauses, func(p, q activity.Span) int {
		if p.From < q.From {
			return -1
		}
		if p.From > q.From {
			return 1
		}
		return 0
	})
	kept := w.pauses[:0]
	for _, p := range w.pauses {
		if k := len(kept) - 1; k >= 0 && p.From <= kept[k].To {
			kept[k].To = max(kept[k].To, p.To)
		} else {
			kept = append(kept, p)
		}
	}
	w.pauses = kept
	return kept
}

// ran reports whether the device's distance grew at PauseSpeed or more between
// samples inside a recorded pause.
func ran(a *activity.Activity, p activity.Span) bool {
	if a.Samples.Dist == nil || p.To-p.From <= bridge {
		return false
	}
	ts := a.Samples.T
	i, _ := slices.BinarySearch(ts, p.From)
	j, _ := slices.BinarySearch(ts, p.To)
	j = min(j, len(ts)-1)
	for i < j && math.IsNaN(a.Samples.Dist[i]) {
		i++
	}
	for i < j && math.IsNaN(a.Samples.Dist[j]) {
		j--
	}
	return j-i > bridge && a.Samples.Dist[j]-a.Samples.Dist[i] >= PauseSpeed*(p.To-p.From)
}
