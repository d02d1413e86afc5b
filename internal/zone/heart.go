package zone

import (
	"fmt"
	"math"
)

// Beats per minute that are believed of a runner. Ours.
const (
	leastMaxHR, mostMaxHR   = 130, 225
	leastLTHR, mostLTHR     = 100, 210
	leastRestHR, mostRestHR = 25, 100
)

func missing() Threshold { return Threshold{Value: math.NaN()} }

func set(v float64) Threshold {
	return Threshold{Value: v, Standing: FromUser, Effort: "your setting"}
}

func within(v, least, most float64) bool { return v >= least && v <= most }

// fromWatch is a value that the watch of the latest run in the window gives.
func (b *Book) fromWatch(run int, v float64) Threshold {
	e := &b.efforts[run]
	return Threshold{Value: v, Standing: FromDevice, Day: e.day, Session: e.key, Effort: "the watch's own value"}
}

// from is an estimate from an effort of a run.
func (b *Book) from(run int, v float64, st Standing, effort string) Threshold {
	e := &b.efforts[run]
	return Threshold{Value: v, Standing: st, Day: e.day, Session: e.key, Effort: effort}
}

// maxHR is the user's, the watch's unless running was above it, or the
// second-highest best 30-s mean of the runs in the window. Never one sample and
// never one run: optical sensors spike.
func (b *Book) maxHR(w *best) Threshold {
	if v := b.settings.MaxHR; v > 0 {
		return set(v)
	}
	v, run := w.hr30.second()
	if w.watch >= 0 {
		if d := b.efforts[w.watch].watch.MaxHR; within(d, leastMaxHR, mostMaxHR) && !(v > d) {
			return b.fromWatch(w.watch, d)
		}
	}
	if run < 0 {
		return missing()
	}
	st, what := LowerBound, "second-highest best 30 s"
	if w.hr30.run[1] < 0 {
		st, what = Provisional, "best 30 s of the only run"
	}
	return b.from(run, v, st, what)
}

// Share of the best 20-min mean that is taken as lactate-threshold heart rate
// (Friel: 95 %), and share of critical speed at which a 20- or 30-min effort
// confirms it (ours).
const (
	shareOf20min = 0.95
	hardShare    = 0.97
)

// lthr is the user's, the watch's unless running was clearly above it, the mean
// heart rate of 30 minutes at hardShare of critical speed or more, or
// shareOf20min of the second-highest best 20-min mean.
func (b *Book) lthr(w *best, top, cs Threshold) Threshold {
	if v := b.settings.LTHR; v > 0 {
		return set(v)
	}
	v, run := w.hr20.second()
	v *= shareOf20min
	if w.watch >= 0 {
		d := b.efforts[w.watch].watch.ThresholdHR
		if within(d, leastLTHR, mostLTHR) && !(d >= top.Value) && !(v > d) {
			return b.fromWatch(w.watch, d)
		}
	}
	if run < 0 {
		return missing()
	}
	what := fmt.Sprintf("0.95 × second-best 20 min (%.0f bpm)", v/shareOf20min)
	st := LowerBound
	switch e := &b.efforts[run]; {
	case w.hr20.run[1] < 0:
		st, what = Provisional, fmt.Sprintf("0.95 × 20 min of the only run (%.0f bpm)", v/shareOf20min)
	case cs.Standing != Provisional && e.gap[last] >= hardShare*cs.Value:
		st = Confirmed
	}
	return b.from(run, v, st, what)
}

// restHR is the user's or the watch's. It cannot be seen in runs.
func (b *Book) restHR(w *best) Threshold {
	if v := b.settings.RestHR; v > 0 {
		return set(v)
	}
	if w.watch >= 0 {
		if d := b.efforts[w.watch].watch.RestHR; within(d, leastRestHR, mostRestHR) {
			return b.fromWatch(w.watch, d)
		}
	}
	return missing()
}
