package zone

import "math"

// speedSeconds lists the durations in s of the efforts from which critical speed is
// estimated. The model holds from 2 to 20 min (Jones et al. 2019).
var speedSeconds = [...]int{180, 360, 720, 1200}

const last = len(speedSeconds) - 1

// Limits for trusting critical speed. Ours.
const (
	clearlyFaster = 1.10 // × the usual speed of runs; below it, there was no hard running
	allOut        = 1.20 // × the usual speed of runs; above it, 20 min were run all out
	allOutHR      = 0.90 // share of the highest heart rate; reached over 20 min, it shows that they were run all out
	leastSpeed    = 1.5  // m/s
	mostSpeed     = 6.8  // m/s; the world records from 1500 m to 10 km give 6.4
)

// criticalSpeed returns the critical speed of the view's day.
func (v view) criticalSpeed() Threshold { return v.book.speeds.of(v, view.lineOfEfforts) }

// lineOfEfforts returns the slope of the line d = CS·t + D′ through the best efforts of the
// window by least squares (Monod & Scherrer 1965; Smyth & Muniz-Pumares 2020 use the best
// 400, 800 and 5000 m of training runs). Without hard running, the slope is too low, so the
// standing is Provisional. It is Confirmed if the best 20 min were run all out, by heart
// rate or, if that is unknown, by speed.
func (v view) lineOfEfforts() Threshold {
	w := v.best(speedDays)
	var n, st, sd, stt, std float64
	run, longest := -1, 0.0
	for i, sec := range speedSeconds {
		p := &w.gap[i]
		if p.run[0] < 0 {
			continue
		}
		t := float64(sec)
		d := p.value[0] * t
		n, st, sd, stt, std = n+1, st+t, sd+d, stt+t*t, std+t*d
		run, longest = p.run[0], p.value[0]
	}
	if n < 2 {
		return missing()
	}
	cs := (n*std - st*sd) / (n*stt - st*st)
	// A negative D′ is an error of measurement. Then the longest effort is a lower bound.
	if cs > longest {
		cs = longest
	}
	if !(cs >= leastSpeed && cs <= mostSpeed) {
		return missing()
	}
	standing, faster := LowerBound, cs/w.median.value()
	switch {
	case n < float64(len(speedSeconds)) || w.runs < fewRuns || !(faster >= clearlyFaster):
		standing = Provisional
	case v.allOut(&v.book.efforts[run], faster):
		standing = Confirmed
	}
	return v.estimate(run, cs, standing, "line through the best 3, 6, 12 and 20 min, grade-adjusted")
}

// allOut reports whether the best 20 min of a run were run all out: by heart rate, compared
// with the highest known, or else by faster, the ratio to the usual speed.
func (v view) allOut(e *effort, faster float64) bool {
	year := v.best(maxDays)
	top, _ := year.hr30.second()
	if share := e.hr20 / top; share == share {
		return share >= allOutHR
	}
	return faster >= allOut
}

// thresholdShare is the ratio of threshold speed to critical speed: the pace of an hour lies a
// little below critical speed (Jones et al. 2019). Ours.
const thresholdShare = 0.97

// thresholdSpeed returns the user's value, or the watch's, or else thresholdShare of
// critical speed.
func (v view) thresholdSpeed(cs Threshold) Threshold {
	if value := v.settings().ThresholdSpeed; value > 0 {
		return own(value)
	}
	if t := v.fromWatch(watchSpeed); t.Standing == FromDevice {
		return t
	}
	if math.IsNaN(cs.Value) {
		return missing()
	}
	t := cs
	t.Value *= thresholdShare
	t.Effort = "0.97 × critical speed"
	return t
}
