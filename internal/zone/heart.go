package zone

import (
	"math"

	"dayafter/internal/unit"
)

func missing() Threshold { return Threshold{Value: math.NaN(), Margin: math.NaN()} }

func own(v float64) Threshold {
	return Threshold{Value: v, Margin: math.NaN(), Standing: FromUser, Effort: "your setting"}
}

// estimate returns a threshold that comes from an effort in a run.
func (v view) estimate(run int, value float64, st Standing, effort string) Threshold {
	e := &v.book.efforts[run]
	return Threshold{Value: value, Margin: math.NaN(), Standing: st, Day: e.day, Session: e.key, Effort: effort}
}

// maxHR returns the user's value, the watch's unless running exceeded it, or the
// second-highest best 30-s mean of the runs in the window. A single sample or run never
// decides, because optical sensors have spikes. Of few runs, the value is at least the best
// mean over 20 min, which is no spike. The formula 220 − age is not used, because
// it is off by 7 to 12 beats/min.
func (v view) maxHR() Threshold {
	if value := v.settings().MaxHR; value > 0 {
		return own(value)
	}
	w := v.best(maxDays)
	top, run := w.hr30.second()
	if t := v.fromWatch(watchMaxHR); t.Standing == FromDevice && !(top > t.Value) {
		return t
	}
	switch {
	case run < 0:
		return missing()
	case w.hr30.run[1] < 0:
		return v.estimate(run, top, Provisional, "best 30 s of the only run")
	case w.runs < fewRuns && w.hr20.value[0] > top:
		return v.estimate(w.hr20.run[0], w.hr20.value[0], Provisional, "best 20 min")
	case w.runs < fewRuns:
		return v.estimate(run, top, Provisional, "second-highest best 30 s")
	}
	if near, from := v.neighbouringMax(); top > farAbove*near {
		return v.estimate(from, near, LowerBound, "second-highest best 30 s of a neighbouring year; this year's values are too high to be true")
	}
	return v.estimate(run, top, LowerBound, "second-highest best 30 s")
}

// Limits for comparing the highest heart rate of a year with the neighbouring years.
// Between neighbouring windows, it changed by 1.8 % (median) and by 4.1 % (90th
// percentile), in 227 windows of 12 runners.
const (
	farAbove  = 1.08 // × the maximum of the neighbouring years; a higher value is an artefact. Ours.
	yearsRuns = 20   // runs that a year needs to be compared with. Ours.
)

// neighbouringMax returns the higher of the maximum heart rates of the years
// before and after, and its run; NaN and -1 if neither year has hard running.
func (v view) neighbouringMax() (top float64, run int) {
	top, run = math.NaN(), -1
	for _, shift := range []int{-maxDays, maxDays} {
		near := v
		near.day += unit.Day(shift)
		w := near.within(maxDays)
		if w.runs < yearsRuns || near.criticalSpeed().Standing <= Provisional {
			continue
		}
		if value, from := w.hr30.second(); from >= 0 && !(value <= top) {
			top, run = value, from
		}
	}
	return top, run
}

// restHR returns the user's or the watch's value, because runs do not show the resting
// heart rate.
func (v view) restHR() Threshold {
	if value := v.settings().RestHR; value > 0 {
		return own(value)
	}
	return v.fromWatch(watchRestHR)
}
