package zone

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// Values that a watch may report about its runner.
const (
	watchMaxHR = iota
	watchRestHR
	watchLTHR
	watchSpeed
	watchZones
	watchValues // the number of values
)

// reported returns the values that a watch reported; NaN or 0 for a value that it
// did not report.
func reported(w *activity.Watch) [watchValues]float64 {
	return [watchValues]float64{w.MaxHR, w.RestHR, w.ThresholdHR, w.ThresholdSpeed, float64(len(w.HRZones))}
}

// plausible holds the range of accepted values of a watch, in beats/min and m/s. Ours.
var plausible = [watchValues]struct{ least, most float64 }{
	watchMaxHR:  {130, 225},
	watchRestHR: {25, 100},
	watchLTHR:   {100, 210},
	watchSpeed:  {leastSpeed, mostSpeed},
	watchZones:  {2, 20},
}

// addReports records the values that the watch reported with effort i.
func (b *Book) addReports(i int) {
	for what, v := range reported(b.efforts[i].watch) {
		if v >= plausible[what].least && v <= plausible[what].most {
			b.reports[what] = append(b.reports[what], i)
		}
	}
}

// watchEffort returns the effort with the watch's last report on or before the day, or else
// its first report after the day; -1 if the watch never reported.
func (v view) watchEffort(what int) int {
	runs := v.book.reports[what]
	i, _ := slices.BinarySearchFunc(runs, v.day+1, func(run int, d unit.Day) int {
		return int(v.book.efforts[run].day - d)
	})
	for ; i > 0; i-- {
		if v.sees(runs[i-1]) {
			return runs[i-1]
		}
	}
	if len(runs) > 0 && v.sees(runs[0]) {
		return runs[0]
	}
	return -1
}

// sees reports whether a view may use an effort, which must have ended before its moment.
func (v view) sees(run int) bool {
	return v.until.IsZero() || !v.book.efforts[run].end.After(v.until)
}

// fromWatch returns a threshold that the watch reported; its Standing is Missing if there is
// none.
func (v view) fromWatch(what int) Threshold {
	run := v.watchEffort(what)
	if run < 0 {
		return missing()
	}
	e := &v.book.efforts[run]
	return Threshold{Value: reported(e.watch)[what], Margin: math.NaN(), Standing: FromDevice, Day: e.day, Session: e.key, Effort: "the watch's own value"}
}

// boundaries returns the zones that the watch states; nil if it states none.
func (v view) boundaries() []float64 {
	if run := v.watchEffort(watchZones); run >= 0 {
		return v.book.efforts[run].watch.HRZones
	}
	return nil
}
