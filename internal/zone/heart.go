package zone

import (
	"fmt"
	"math"
)

func missing() Threshold { return Threshold{Value: math.NaN()} }

func set(v float64) Threshold {
	return Threshold{Value: v, Standing: FromUser, Effort: "your setting"}
}

// estimate is a threshold from an effort of a run.
func (b *Book) estimate(run int, v float64, st Standing, effort string) Threshold {
	e := &b.efforts[run]
	return Threshold{Value: v, Standing: st, Day: e.day, Session: e.key, Effort: effort}
}

// maxHR is the user's, the watch's unless running was above it, or the
// second-highest best 30-s mean of the runs in the window. Never one sample and
// never one run: optical sensors spike. 220 − age, off by 7 to 12 beats/min, is
// not used.
func (b *Book) maxHR(w *best, v view) Threshold {
	if own := b.settings.MaxHR; own > 0 {
		return set(own)
	}
	top, run := w.hr30.second()
	if t := v.fromWatch(askMaxHR); t.Standing == FromDevice && !(top > t.Value) {
		return t
	}
	switch {
	case run < 0:
		return missing()
	case w.hr30.run[1] < 0:
		return b.estimate(run, top, Provisional, "best 30 s of the only run")
	case w.runs < fewRuns:
		return b.estimate(run, top, Provisional, "second-highest best 30 s")
	}
	return b.estimate(run, top, LowerBound, "second-highest best 30 s")
}

// Lactate-threshold heart rate from efforts. Friel takes the mean of a 30-min
// time trial, or 0.95 of 20 min.
const (
	shareOf20min = 0.95
	hardShare    = 0.97 // of critical speed: an effort that confirms. Ours
)

// lthr is the user's, the watch's unless running was above it, or the highest of
// three bounds, because each is passed only by going harder: 0.95 of the
// second-highest best 20 min; the highest 60-min mean, since nobody holds more
// than the threshold for an hour; and the mean of 30 min that were run at
// hardShare of critical speed.
// A window without a confirmed value is doubled once: the threshold heart rate
// moves less over a year than bounds do.
func (b *Book) lthr(cs Threshold, v view) Threshold {
	if own := b.settings.LTHR; own > 0 {
		return set(own)
	}
	near := v.best(heartDays)
	t := b.heartBound(&near, cs)
	if t.Standing != Confirmed {
		far := v.best(2 * heartDays)
		if u := b.heartBound(&far, cs); u.Standing == Confirmed {
			t = u
		}
	}
	if told := v.fromWatch(askLTHR); told.Standing == FromDevice && !(t.Value > told.Value) {
		return told
	}
	return t
}

func (b *Book) heartBound(w *best, cs Threshold) Threshold {
	m, run := w.hr20.second()
	if run < 0 {
		return missing()
	}
	t := b.estimate(run, shareOf20min*m, LowerBound, fmt.Sprintf("0.95 × second-best 20 min (%.0f bpm)", m))
	switch {
	case w.hr20.run[1] < 0:
		t.Effort = fmt.Sprintf("0.95 × 20 min of the only run (%.0f bpm)", m)
	case b.hard(cs, b.efforts[run].gap[last]):
		t.Standing = Confirmed
	}
	if m, run := w.hour.value[0], w.hour.run[0]; run >= 0 && m > t.Value {
		t = b.estimate(run, m, LowerBound, "best 60 min")
	}
	for k, run := range w.half.run {
		if m := w.half.value[k]; run >= 0 && m > t.Value && b.hard(cs, b.efforts[run].gapHalf) {
			t = b.estimate(run, m, Confirmed, "best 30 min, run at critical speed")
		}
	}
	if w.runs < fewRuns {
		t.Standing = Provisional
	}
	return t
}

// hard reports whether a speed is hardShare of a critical speed that can be trusted.
func (b *Book) hard(cs Threshold, speed float64) bool {
	return cs.Standing != Provisional && speed >= hardShare*cs.Value
}

// restHR is the user's or the watch's. It cannot be seen in runs.
func (b *Book) restHR(v view) Threshold {
	if own := b.settings.RestHR; own > 0 {
		return set(own)
	}
	return v.fromWatch(askRestHR)
}
