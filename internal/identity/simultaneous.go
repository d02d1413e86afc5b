package identity

import (
	"math"
	"time"

	gonum "gonum.org/v1/gonum/stat"

	"dayafter/internal/stat"
	"dayafter/internal/summary"
)

// pair is two recordings that overlap in time.
type pair struct {
	a, b Recording
	same bool // the same run, recorded twice or run together
}

// Limits of a comparison of two recordings at the same time (ours). The speeds of a minute
// differ by 2 to 5 % between two devices on one run. A foot pod may be off by a constant
// share, but its speed rises and falls with that of the other device.
const (
	fewestMinutes  = 10
	sameSpeed      = 0.08 // median relative difference of a minute's speed, at most
	otherSpeed     = 0.15 // at least
	otherHeart     = 10.0 // median difference of a minute's heart rate in beats/min, at least
	alike          = 0.7  // correlation of the minutes' speeds
	togetherStart  = 3 * time.Minute
	togetherLength = 0.03 // relative difference of distances
)

// simultaneous returns the pairs of recordings that share at least fewestMinutes and
// that are clearly one run or clearly different ones. recs are ordered by start.
func simultaneous(recs []Recording) (out []pair) {
	minutes := make([]map[int64]minute, len(recs))
	of := func(i int) map[int64]minute {
		if minutes[i] == nil {
			minutes[i] = minutesOf(recs[i].Summary)
		}
		return minutes[i]
	}
	for i, a := range recs {
		for j := i + 1; j < len(recs) && recs[j].Start.Before(a.End().Add(-fewestMinutes*time.Minute)); j++ {
			if recs[j].End().Sub(recs[j].Start) < fewestMinutes*time.Minute {
				continue
			}
			if same, ok := compare(a.Summary, recs[j].Summary, of(i), of(j)); ok {
				out = append(out, pair{a, recs[j], same})
			}
		}
	}
	return out
}

// compare reports whether two recordings are of one run; ok is false if that is unclear. It
// is unclear for different runs that start together and have the same length, as in a race,
// because the folder may hold a friend's recording.
func compare(a, b *summary.Summary, am, bm map[int64]minute) (same, ok bool) {
	together := a.Start.Sub(b.Start).Abs() <= togetherStart && math.Abs(a.Distance-b.Distance) <= togetherLength*max(a.Distance, b.Distance)
	var as, bs, speed, heart []float64
	for at, x := range am {
		y, both := bm[at]
		if !both {
			continue
		}
		as, bs = append(as, x.speed), append(bs, y.speed)
		speed = append(speed, math.Abs(x.speed-y.speed)/max(x.speed, y.speed, 0.1))
		if x.heart > 0 && y.heart > 0 {
			heart = append(heart, math.Abs(x.heart-y.heart))
		}
	}
	if len(speed) < fewestMinutes {
		return false, false
	}
	d, h := stat.Median(speed), 0.0
	if len(heart) >= fewestMinutes {
		h = stat.Median(heart)
	}
	switch r := gonum.Correlation(as, bs, nil); { // NaN if one of the speeds is constant; the runs are then not alike
	case r >= alike, d <= sameSpeed && h < otherHeart:
		return true, true
	case together:
		return false, false
	case d >= otherSpeed, h >= otherHeart && d > sameSpeed/2:
		return false, true
	}
	return false, false
}

// minute holds the means of one minute of the clock: speed in m/s, and heart rate in
// beats/min, 0 if it is missing.
type minute struct{ speed, heart float64 }

// minutesOf returns the means of each whole minute of a run by minutes since 1970.
func minutesOf(s *summary.Summary) map[int64]minute {
	type sums struct{ speed, seconds, heart, beats float64 }
	all := map[int64]sums{}
	speed, hr := s.Trace.Speed.AppendTo(nil), s.Trace.HR.AppendTo(nil)
	at, breaks := float64(s.Start.Unix()), s.Trace.Breaks
	for i, v := range speed {
		for len(breaks) > 0 && int(breaks[0].At) <= i {
			at += float64(breaks[0].Length)
			breaks = breaks[1:]
		}
		key := int64(at+float64(i)) / 60
		m := all[key]
		m.speed, m.seconds = m.speed+float64(v)*summary.SpeedQuantum, m.seconds+1
		if k := i / summary.HRStep; k < len(hr) && hr[k] > 0 {
			m.heart, m.beats = m.heart+float64(hr[k]), m.beats+1
		}
		all[key] = m
	}
	out := map[int64]minute{}
	for key, m := range all {
		if m.seconds < 50 {
			continue
		}
		x := minute{speed: m.speed / m.seconds}
		if m.beats >= 30 {
			x.heart = m.heart / m.beats
		}
		out[key] = x
	}
	return out
}
