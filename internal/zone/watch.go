package zone

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// What a watch may tell of its runner.
const (
	askMaxHR = iota
	askRestHR
	askLTHR
	askSpeed
	askZones
	asked
)

// tells lists what a watch tells, NaN or 0 for what it does not.
func tells(w *activity.Watch) [asked]float64 {
	return [asked]float64{w.MaxHR, w.RestHR, w.ThresholdHR, w.ThresholdSpeed, float64(len(w.HRZones))}
}

// believed is what is taken from a watch, beats/min and m/s. Ours.
var believed = [asked]struct{ least, most float64 }{
	askMaxHR:  {130, 225},
	askRestHR: {25, 100},
	askLTHR:   {100, 210},
	askSpeed:  {leastSpeed, mostSpeed},
	askZones:  {2, 20},
}

// listen notes what the watch of effort i tells.
func (b *Book) listen(i int) {
	for what, v := range tells(b.efforts[i].watch) {
		if v >= believed[what].least && v <= believed[what].most {
			b.told[what] = append(b.told[what], i)
		}
	}
}

// watchEffort returns the effort whose watch told something last on or before the day, or
// first after it; -1 when none did.
func (v view) watchEffort(what int) int {
	runs := v.book.told[what]
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

// sees reports whether an effort may be seen.
func (v view) sees(run int) bool {
	return v.until.IsZero() || !v.book.efforts[run].end.After(v.until)
}

// fromWatch returns what a watch told, as a threshold; Missing when none did.
func (v view) fromWatch(what int) Threshold {
	run := v.watchEffort(what)
	if run < 0 {
		return missing()
	}
	e := &v.book.efforts[run]
	return Threshold{Value: tells(e.watch)[what], Margin: math.NaN(), Standing: FromDevice, Day: e.day, Session: e.key, Effort: "the watch's own value"}
}

// boundaries returns the zones that the watch states; nil if it states none.
func (v view) boundaries() []float64 {
	if run := v.watchEffort(askZones); run >= 0 {
		return v.book.efforts[run].watch.HRZones
	}
	return nil
}
