package summary

import (
	"math"
	"time"

	"dayafter/internal/clean"
)

// Rescale returns s with a corrected distance (m) and moving time (s). Speeds, curves, laps
// and the trace keep their shape. A correction that is NaN leaves the value of s unchanged.
func (s Summary) Rescale(distance, moving float64) Summary {
	far, slow := 1.0, 1.0 // factors of distance and of time
	if distance > 0 && s.Distance > 0 {
		far = distance / s.Distance
	}
	if distance > 0 {
		s.Distance, s.MovingDistance = distance, s.MovingDistance*far
	}
	if moving > 0 && s.Moving > 0 {
		slow = moving / s.Moving
	}
	if moving > 0 {
		s.Moving = moving
		s.Timer = max(s.Timer, moving)
		s.Elapsed = max(s.Elapsed, s.Timer)
	}
	s.GAPSpeed *= far / slow
	s.Laps = append(s.Laps[:0:0], s.Laps...)
	for i := range s.Laps {
		s.Laps[i].Distance *= far
	}
	s.Trace.Speed, s.Trace.GAP = s.Trace.Speed.scaled(far), s.Trace.GAP.scaled(far)
	for i := range CurveSeconds {
		s.Curves.Speed[i] *= float32(far)
		s.Curves.GAP[i] *= float32(far)
	}
	return s
}

// scaled returns the values times factor, and carries each rounding error into the next
// value.
func (s Series) scaled(factor float64) Series {
	if factor == 1 || s == nil {
		return s
	}
	values, carry := s.AppendTo(nil), 0.5
	for i, v := range values {
		x := float64(v)*factor + carry
		q := min(math.Floor(x), 255)
		carry = min(x-q, 1)
		values[i] = uint8(q)
	}
	return Pack(values)
}

// Crop returns the part of s between two elapsed times in s, as when a person crops the
// recording. It computes all values that follow from the trace. Ascent, descent and timer
// time are shares of the whole. Cadence and power, which the trace lacks, stay the means of
// the whole. The file's own totals describe the whole recording and become unknown.
func (s Summary) Crop(from, to float64) Summary {
	whole := s
	s.Elapsed = to - from
	s.Start = s.Start.Add(time.Duration(from * float64(time.Second)))
	a, b := whole.Trace.stepAt(from), whole.Trace.stepAt(to)
	s.Trace = whole.Trace.cut(a, b)
	distance, moving := shares(&s.Trace, &whole.Trace)
	s.Distance, s.Ascent, s.Descent = whole.Distance*distance, whole.Ascent*distance, whole.Descent*distance
	s.MovingDistance = whole.MovingDistance * distance
	s.Moving, s.Timer = min(whole.Moving*moving, s.Elapsed), min(whole.Timer*moving, s.Elapsed)
	n := math.NaN()
	s.Totals.Elapsed, s.Totals.Timer, s.Totals.Distance = s.Elapsed, n, n
	s.Totals.Ascent, s.Totals.Descent, s.Totals.AvgHR, s.Totals.MaxHR, s.Totals.Calories = n, n, n, n, n
	s.Laps = nil
	for _, l := range whole.Laps {
		if l.Start >= from && l.Start+l.Elapsed <= to {
			l.Start -= from
			s.Laps = append(s.Laps, l)
		}
	}
	s.Pauses = 0
	for _, b := range s.Trace.Breaks {
		if b.Length > countedPause {
			s.Pauses++
		}
	}
	s.fillFromTrace()
	return s
}

// stepAt returns the step of the trace at an elapsed time in s. A time within a pause
// belongs to the step after the pause.
func (t *Trace) stepAt(elapsed float64) int {
	at := elapsed
	for _, b := range t.Breaks {
		if float64(b.At) >= at {
			break
		}
		at = max(at-float64(b.Length), float64(b.At))
	}
	return min(max(int(at/GAPStep+0.5), 0), t.Seconds()/GAPStep)
}

// cut returns the steps of the trace from step a to step b.
func (t *Trace) cut(a, b int) Trace {
	part := func(s Series, perStep int) Series {
		if s == nil {
			return nil
		}
		v := s.AppendTo(nil)
		return Pack(v[min(a*perStep, len(v)):min(b*perStep, len(v))])
	}
	c := Trace{Speed: part(t.Speed, GAPStep), GAP: part(t.GAP, 1), HR: part(t.HR, 1), Steep: part(t.Steep, 1)}
	for _, br := range t.Breaks {
		if at := int(br.At); at > a*GAPStep && at < b*GAPStep {
			c.Breaks = append(c.Breaks, Break{br.At - float32(a*GAPStep), br.Length})
		}
	}
	return c
}

// shares returns the part's shares of the distance and of the moving time of the whole.
func shares(part, whole *Trace) (distance, moving float64) {
	d1, m1 := part.sums()
	d0, m0 := whole.sums()
	return d1 / d0, m1 / m0
}

// sums returns the distance in quanta and the moving time in s.
func (t *Trace) sums() (distance, moving float64) {
	const slowest = clean.PauseSpeed / SpeedQuantum
	for _, v := range t.Speed.AppendTo(nil) {
		distance += float64(v)
		if float64(v) >= slowest {
			moving++
		}
	}
	return distance, moving
}

// fillFromTrace computes heart rates, curves, grade-adjusted speed and decoupling from
// the trace.
func (s *Summary) fillFromTrace() {
	legs := s.Trace.legs()
	speed, gap, hr := s.Trace.seconds()
	s.Curves, s.GAPSpeed = unknownCurves(), meanMoving(gap)
	if speed != nil {
		s.Curves.Speed = speedCurve(running(nil, speed), legs)
	}
	if gap != nil {
		s.Curves.GAP = speedCurve(running(nil, gap), legs)
	}
	s.heartFromTrace(hr, legs)
}

// heartFromTrace sets the values that follow from the heart rate of each second.
func (s *Summary) heartFromTrace(hr []float64, legs []leg) {
	s.HRSeconds, s.AvgHR, s.MaxHR, s.HRShare = nil, math.NaN(), math.NaN(), 0
	if hr != nil {
		sum, known := runningKnown(nil, nil, hr)
		s.Curves.HR = heartRateCurve(sum, known, legs)
		s.AvgHR, s.HRShare = sum[len(sum)-1]/known[len(known)-1], known[len(known)-1]/float64(len(hr))
		s.MaxHR = highest(hr, HRStep)
		s.HRSeconds = countBeats(hr)
	}
	s.Decoupling = s.Trace.decoupling()
}

// BorrowHeart gives s, which has no heart rate, the one that another device recorded at the
// same time. It reports whether that device recorded any.
func (s *Summary) BorrowHeart(from *Summary) bool {
	theirs := from.Trace.HR.AppendTo(nil)
	if len(theirs) == 0 {
		return false
	}
	shift, paused, b := s.Start.Sub(from.Start).Seconds(), 0.0, s.Trace.Breaks
	ours := make([]uint8, s.Trace.Seconds()/HRStep)
	for k := range ours {
		at := float64(k * HRStep)
		for len(b) > 0 && float64(b[0].At) <= at {
			paused, b = paused+float64(b[0].Length), b[1:]
		}
		if elapsed := at + paused + shift; elapsed >= 0 && elapsed < from.Elapsed {
			ours[k] = theirs[min(from.Trace.stepAt(elapsed), len(theirs)-1)]
		}
	}
	s.Trace.HR, s.HRQuality = Pack(ours), from.HRQuality
	_, _, hr := s.Trace.seconds()
	s.heartFromTrace(hr, s.Trace.legs())
	return s.HRShare > 0
}

// legs returns the stretches of the trace between pauses.
func (t *Trace) legs() []leg {
	var breaks []clean.Break
	for _, b := range t.Breaks {
		breaks = append(breaks, clean.Break{At: int(b.At), Length: float64(b.Length)})
	}
	return cutLegs(nil, t.Seconds(), breaks)
}

// seconds returns the series of the trace with one value for each second: speeds in m/s,
// heart rate in beats/min, NaN where unknown. A series that the trace lacks is nil.
func (t *Trace) seconds() (speed, gap, hr []float64) {
	for _, v := range t.Speed.AppendTo(nil) {
		speed = append(speed, float64(v)*SpeedQuantum)
	}
	for _, v := range t.GAP.AppendTo(nil) {
		for range GAPStep {
			gap = append(gap, float64(v)*SpeedQuantum)
		}
	}
	for _, v := range t.HR.AppendTo(nil) {
		x := float64(v)
		if v == 0 {
			x = math.NaN()
		}
		for range HRStep {
			hr = append(hr, x)
		}
	}
	return speed, gap, hr
}

// meanMoving returns the mean of the speeds that are not standing, or NaN.
func meanMoving(speed []float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range speed {
		if v >= clean.PauseSpeed {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// countBeats returns the seconds at each heart rate.
func countBeats(hr []float64) []uint16 {
	var count [256]uint16
	top := 0
	for _, v := range hr {
		if v != v {
			continue
		}
		b := int(v)
		if top = max(top, b+1); count[b] < math.MaxUint16 {
			count[b]++
		}
	}
	return append([]uint16(nil), count[:top]...)
}
