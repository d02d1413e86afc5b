package zone

import (
	"fmt"
	"math"
)

func missing() Threshold { return Threshold{Value: math.NaN()} }

func own(v float64) Threshold {
	return Threshold{Value: v, Standing: FromUser, Effort: "your setting"}
}

// estimate is a threshold from an effort of a run.
func (v view) estimate(run int, value float64, st Standing, effort string) Threshold {
	e := &v.book.efforts[run]
	return Threshold{Value: value, Standing: st, Day: e.day, Session: e.key, Effort: effort}
}

// maxHR is the user's, the watch's unless running was above it, or the
// second-highest best 30-s mean of the runs in the window. Never one sample and
// never one run: optical sensors spike. 220 − age, off by 7 to 12 beats/min, is
// not used.
func (v view) maxHR() Threshold {
	if value := v.book.settings.MaxHR; value > 0 {
		return own(value)
	}
	w := v.best(maxDays)
	top, run := w.hr30.second()
	if t := v.fromWatch(askMaxHR); t.Standing == FromDevice && !(top > t.Value) {
		return t
	}
	switch {
	case run < 0:
		return missing()
	case w.hr30.run[1] < 0:
		return v.estimate(run, top, Provisional, "best 30 s of the only run")
	case w.runs < fewRuns:
		return v.estimate(run, top, Provisional, "second-highest best 30 s")
	}
	return v.estimate(run, top, LowerBound, "second-highest best 30 s")
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
// hardShare of critical speed. A window without a confirmed value is doubled: the
// threshold heart rate moves less over a year than bounds do.
func (v view) lthr() Threshold {
	if value := v.book.settings.LTHR; value > 0 {
		return own(value)
	}
	t := v.heartBound(heartDays)
	if t.Standing != Confirmed {
		t = v.heartBound(2 * heartDays)
	}
	if told := v.fromWatch(askLTHR); told.Standing == FromDevice && !(t.Value > told.Value) {
		return told
	}
	return t
}

// heartBound is the highest of the bounds in a window of so many days.
func (v view) heartBound(days int) Threshold {
	w := v.best(days)
	m, run := w.hr20.second()
	if run < 0 {
		return missing()
	}
	t := v.estimate(run, shareOf20min*m, LowerBound, fmt.Sprintf("0.95 × second-best 20 min (%.0f bpm)", m))
	switch {
	case w.hr20.run[1] < 0:
		t.Effort = fmt.Sprintf("0.95 × 20 min of the only run (%.0f bpm)", m)
	case v.hard(run, v.book.efforts[run].gap[last]):
		t.Standing = Confirmed
	}
	if m, run := w.hour.value[0], w.hour.run[0]; run >= 0 && m > t.Value {
		t = v.estimate(run, m, LowerBound, "best 60 min")
	}
	for k, run := range w.half.run {
		if m := w.half.value[k]; run >= 0 && m > t.Value && v.hard(run, v.book.efforts[run].gapHalf) {
			t = v.estimate(run, m, Confirmed, "best 30 min, run at critical speed")
		}
	}
	if w.runs < fewRuns {
		t.Standing = Provisional
	}
	return t
}

// hard reports whether a run's speed is hardShare of the critical speed of its own
// day, and that can be trusted.
func (v view) hard(run int, speed float64) bool {
	v.day = v.book.efforts[run].day
	cs := v.criticalSpeed()
	return cs.Standing != Provisional && speed >= hardShare*cs.Value
}

// restHR is the user's or the watch's. It cannot be seen in runs.
func (v view) restHR() Threshold {
	if value := v.book.settings.RestHR; value > 0 {
		return own(value)
	}
	return v.fromWatch(askRestHR)
}
