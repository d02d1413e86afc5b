package zone

import (
	"fmt"
	"math"
	"strings"
)

// Ratios of the lactate-threshold heart rate (LTHR) to heart rates in runs. In Friel's test
// it is the mean of the last 20 min of a 30-min time trial.
const (
	shareOf20min = 0.98  // in hard runs, HR30/HR20 was .984 to .992 and HR60/HR20 was .95 to .98; the threshold lies between. Ours.
	shareOfMax   = 0.935 // VT2 as a share of the highest heart rate in 1,411 runners (Esteve-Lanao et al., Sports 14(1):29)
	mostOfMax    = 0.97  // no threshold lies closer to the maximum. Ours.
	hardShare    = 0.97  // share of critical speed; an effort at this speed confirms LTHR. Ours.
	hardFor20min = 1.10  // × the usual mean heart rate; over 20 min, this is hard running. Ours.
	hardFor30s   = 1.15  // × the usual mean heart rate; over 30 s, this is hard running. Ours.
)

// Standard errors of the evidence, beats/min. Ours, except maxSpread.
const (
	timeTrialSpread = 3  // 30 or 20 min at critical speed
	boundSpread     = 6  // the best 20 min, run at an unknown effort
	maxSpread       = 5  // the share of maximum differs by 2.5 % between runners (source as for shareOfMax)
	speedSpread     = 5  // heart rate at threshold speed
	watchSpread     = 4  // the watch's own value on the day of its report
	watchAges       = 45 // days after which watchSpread grows by a beat/min
	leastMargin     = 2
	farOff          = 3 // standard errors of difference from which the runs show that the watch is wrong
)

// source is one piece of evidence for LTHR.
type source struct {
	value, spread float64 // beats/min
	run           int     // index of its effort
	words         string
}

// lthr returns the user's value or the smoothed estimate. It does not smooth for a past
// moment, because smoothing uses later runs.
func (v view) lthr() Threshold {
	if value := v.settings().LTHR; value > 0 {
		return own(value)
	}
	if !v.until.IsZero() {
		return v.rawLTHR()
	}
	return v.book.smoothLTHR(v.day)
}

// rawLTHR returns the mean of all evidence in the window, each piece weighted by
// its standard error. Without hard running in the window the value is a guess
// (Provisional), unless the watch has its own.
//
// A window without a confirmed value is doubled, because LTHR changes less over a year than
// efforts of unknown intensity differ.
func (v view) rawLTHR() Threshold {
	t := v.lthrWithin(heartDays)
	if t.Standing != Confirmed {
		t = v.lthrWithin(2 * heartDays)
	}
	return t
}

func (v view) lthrWithin(days int) Threshold {
	w := v.best(days)
	watch, hasWatch := v.watchSource()
	effort, standing := v.effortSource(&w)
	if standing <= Provisional {
		if hasWatch {
			return v.combine([]source{watch}, FromDevice)
		}
		if standing == Missing {
			return missing()
		}
		return v.estimate(effort.run, effort.value, Provisional, effort.words)
	}
	sources := []source{effort}
	top := v.maxHR()
	if top.Standing > Provisional {
		sources = append(sources, source{shareOfMax * top.Value, maxSpread, effort.run, fmt.Sprintf("%g × HRmax (%.0f bpm)", shareOfMax, top.Value)})
	}
	if s, ok := v.speedSource(); ok {
		sources = append(sources, s)
	}
	t := v.combine(sources, standing)
	if hasWatch && math.Abs(watch.value-t.Value) <= farOff*math.Hypot(watch.spread, t.Margin) {
		t = v.combine(append(sources, watch), standing)
	}
	if m, run := w.hr20.second(); run >= 0 {
		t.Value = max(t.Value, shareOf20min*m)
	}
	if hour, run := w.hour.value[1], w.hour.run[1]; run >= 0 {
		t.Value = max(t.Value, hour) // nobody exceeds the threshold for an hour
	}
	if top.Standing > Provisional {
		t.Value = min(t.Value, mostOfMax*top.Value)
	}
	return t
}

// combine returns the weighted mean of the sources. The margin follows from their standard
// errors, and is larger if the sources differ by more than these (Birge ratio).
func (v view) combine(sources []source, st Standing) Threshold {
	var weight, sum, misfit float64
	var words []string
	for _, s := range sources {
		w := 1 / (s.spread * s.spread)
		weight, sum = weight+w, sum+w*s.value
		words = append(words, s.words)
	}
	mean := sum / weight
	for _, s := range sources {
		misfit += (s.value - mean) * (s.value - mean) / (s.spread * s.spread)
	}
	t := v.estimate(sources[0].run, mean, st, strings.Join(words, ", "))
	t.Margin = max(leastMargin, math.Sqrt(max(1, misfit/max(1, float64(len(sources)-1)))/weight))
	return t
}

// effortSource returns the evidence of the hardest running: 30 min at critical
// speed, or else the second-highest best 20 min. The standing is Confirmed if the
// effort was run at critical speed and Provisional if nothing was run hard.
func (v view) effortSource(w *best) (source, Standing) {
	m, run := w.hr20.second()
	if run < 0 {
		return source{}, Missing
	}
	if w.hr20.run[1] < 0 {
		return source{shareOf20min * m, boundSpread, run, fmt.Sprintf("%g × 20 min of the only run (%.0f bpm)", shareOf20min, m)}, Provisional
	}
	for k, run := range w.half.run {
		if run >= 0 && w.runs >= fewRuns && v.hard(run, v.book.efforts[run].gapHalf) {
			return source{w.half.value[k], timeTrialSpread, run, fmt.Sprintf("best 30 min, run at critical speed (%.0f bpm)", w.half.value[k])}, Confirmed
		}
	}
	s := source{shareOf20min * m, boundSpread, run, fmt.Sprintf("%g × second-best 20 min (%.0f bpm)", shareOf20min, m)}
	switch {
	case w.runs < fewRuns:
		return s, Provisional
	case v.hard(run, v.book.efforts[run].gap[last]):
		s.spread = timeTrialSpread
		return s, Confirmed
	case hardRunning(w):
		return s, LowerBound
	}
	return s, Provisional
}

// hardRunning reports whether heart rates far above the usual occur in the window. Easy
// runs alone show neither the maximum nor the threshold.
func hardRunning(w *best) bool {
	m, _ := w.hr20.second()
	top, _ := w.hr30.second()
	usual := w.heart.value()
	return m >= hardFor20min*usual || top >= hardFor30s*usual
}

// watchSource returns the watch's own LTHR. Its standard error grows with the days since
// the report.
func (v view) watchSource() (s source, ok bool) {
	t := v.fromWatch(watchLTHR)
	if t.Standing != FromDevice {
		return s, false
	}
	run := v.watchEffort(watchLTHR)
	age := math.Abs(float64(v.day - t.Day))
	return source{t.Value, watchSpread + age/watchAges, run, fmt.Sprintf("the watch's own (%.0f bpm)", t.Value)}, true
}

// hard reports whether the speed reached hardShare of a confirmed critical speed on the
// run's own day. To reach a lower bound of critical speed proves nothing.
func (v view) hard(run int, speed float64) bool {
	v.day = v.book.efforts[run].day
	cs := v.criticalSpeed()
	return cs.Standing > LowerBound && speed >= hardShare*cs.Value
}
