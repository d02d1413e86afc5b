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

// lthr is the user's, the watch's unless running was above it, or heartBound's. A
// window without a confirmed value is doubled: the threshold heart rate moves less
// over a year than bounds do.
func (v view) lthr() Threshold {
	if value := v.book.settings.LTHR; value > 0 {
		return own(value)
	}
	t := v.heartBound(heartDays)
	if t.Standing != Confirmed {
		t = v.heartBound(2 * heartDays)
	}
	if told := v.fromWatch(askLTHR); told.Standing == FromDevice && !(t.Standing > Provisional && t.Value > told.Value) {
		return told
	}
	return t
}

// heartBound is the threshold by the runs of a window of so many days. The highest
// mean of 30 min that were run at hardShare of critical speed is measured, and
// stands. Without one it is 0.95 of the second-highest best 20 min, confirmed when
// those were run as hard; being a rule of thumb, it gives way to the second-highest
// 60-min mean, since nobody holds more than the threshold for an hour. One run alone
// is trusted only with its speed. With one run or few the value is provisional: a
// run cannot be held against itself.
func (v view) heartBound(days int) Threshold {
	w := v.best(days)
	m, run := w.hr20.second()
	if run < 0 {
		return missing()
	}
	if w.hr20.run[1] < 0 {
		return v.estimate(run, shareOf20min*m, Provisional, fmt.Sprintf("0.95 × 20 min of the only run (%.0f bpm)", m))
	}
	t := v.estimate(run, shareOf20min*m, LowerBound, fmt.Sprintf("0.95 × second-best 20 min (%.0f bpm)", m))
	if v.hard(run, v.book.efforts[run].gap[last]) {
		t.Standing = Confirmed
	}
	if m, run := w.hour.value[1], w.hour.run[1]; run >= 0 && m > t.Value {
		t = v.estimate(run, m, LowerBound, "second-best 60 min")
	}
	for k, run := range w.half.run {
		if run >= 0 && v.hard(run, v.book.efforts[run].gapHalf) {
			t = higher(t, v.estimate(run, w.half.value[k], Confirmed, "best 30 min, run at critical speed"))
		}
	}
	if w.runs < fewRuns {
		t.Standing = Provisional
	}
	return t
}

// higher is the one that stands better, or the higher of equals.
func higher(a, b Threshold) Threshold {
	if b.Standing > a.Standing || b.Standing == a.Standing && b.Value > a.Value {
		return b
	}
	return a
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
