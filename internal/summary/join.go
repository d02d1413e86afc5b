package summary

import (
	"cmp"
	"math"
	"time"

	"dayafter/internal/unit"
)

// Join returns the Summary of a session with several parts, given in order of start. It
// concatenates traces with a Break for the time between them, laps and steps. It adds sums
// and seconds by heart rate, keeps the higher efforts of curves, and weights means by time.
// All other values are those of the longest part; if that part lacks title, notes, place,
// rating or settings of the watch, they come from the first part that has them. Join panics
// without parts.
func Join(parts []Summary) Summary {
	s := parts[longest(parts)]
	if len(parts) == 1 {
		return s
	}
	s.Start, s.Clock = parts[0].Start, parts[0].Clock
	s.Elapsed = latestEnd(parts).Sub(s.Start).Seconds()
	s.addSums(parts)
	s.weighMeans(parts)
	s.borrow(parts)
	s.chain(parts)
	s.Decoupling = s.Trace.decoupling()
	return s
}

func longest(parts []Summary) int {
	best := 0
	for i := range parts {
		if parts[i].Moving > parts[best].Moving || math.IsNaN(parts[best].Moving) {
			best = i
		}
	}
	return best
}

func latestEnd(parts []Summary) time.Time {
	end := parts[0].End()
	for i := range parts {
		if e := parts[i].End(); e.After(end) {
			end = e
		}
	}
	return end
}

// total returns the sum of a value over the parts that know it; NaN if no part does.
func total(parts []Summary, value func(*Summary) float64) float64 {
	sum, known := 0.0, false
	for i := range parts {
		if v := value(&parts[i]); v == v {
			sum, known = sum+v, true
		}
	}
	if !known {
		return math.NaN()
	}
	return sum
}

func (s *Summary) addSums(parts []Summary) {
	s.Timer = total(parts, func(p *Summary) float64 { return p.Timer })
	s.Moving = total(parts, func(p *Summary) float64 { return p.Moving })
	s.Distance = total(parts, func(p *Summary) float64 { return p.Distance })
	s.MovingDistance = total(parts, func(p *Summary) float64 { return p.MovingDistance })
	s.Ascent = total(parts, func(p *Summary) float64 { return p.Ascent })
	s.Descent = total(parts, func(p *Summary) float64 { return p.Descent })
	s.Totals.Elapsed = s.Elapsed
	s.Totals.Timer = total(parts, func(p *Summary) float64 { return p.Totals.Timer })
	s.Totals.Distance = total(parts, func(p *Summary) float64 { return p.Totals.Distance })
	s.Totals.Ascent = total(parts, func(p *Summary) float64 { return p.Totals.Ascent })
	s.Totals.Descent = total(parts, func(p *Summary) float64 { return p.Totals.Descent })
	s.Totals.Calories = total(parts, func(p *Summary) float64 { return p.Totals.Calories })
	s.Pauses, s.Climbs = len(parts)-1, 0
	s.Repairs = parts[0].Repairs
	for i := range parts {
		p := &parts[i]
		s.Pauses += p.Pauses
		s.Climbs = max(s.Climbs, p.Climbs)
		if i > 0 {
			s.Repairs.GapSeconds += p.Repairs.GapSeconds
			s.Repairs.SpeedPoints += p.Repairs.SpeedPoints
			s.Repairs.HRPoints += p.Repairs.HRPoints
			s.Repairs.ElePoints += p.Repairs.ElePoints
		}
	}
}

// mean returns a value's mean over the parts that have it, weighted by moving time
// times weight.
func mean(parts []Summary, value, weight func(*Summary) float64) float64 {
	sum, all := 0.0, 0.0
	for i := range parts {
		p := &parts[i]
		v, w := value(p), p.Moving*weight(p)
		if v == v && w > 0 {
			sum, all = sum+v*w, all+w
		}
	}
	return sum / all
}

func (s *Summary) weighMeans(parts []Summary) {
	byTime := func(*Summary) float64 { return 1 }
	byHR := func(p *Summary) float64 { return p.HRShare }
	s.AvgHR = mean(parts, func(p *Summary) float64 { return p.AvgHR }, byHR)
	s.HRShare = mean(parts, byHR, byTime)
	s.HRQuality = mean(parts, func(p *Summary) float64 { return p.HRQuality }, byTime)
	s.AvgCadence = mean(parts, func(p *Summary) float64 { return p.AvgCadence }, byTime)
	s.AvgPower = mean(parts, func(p *Summary) float64 { return p.AvgPower }, byTime)
	s.AvgTemp = mean(parts, func(p *Summary) float64 { return p.AvgTemp }, byTime)
	s.GAPSpeed = mean(parts, func(p *Summary) float64 { return p.GAPSpeed }, byTime)
	s.Totals.AvgHR = mean(parts, func(p *Summary) float64 { return p.Totals.AvgHR }, byTime)
	s.MaxHR, s.Totals.MaxHR = math.NaN(), math.NaN()
	for i := range parts {
		s.MaxHR = maxKnown(s.MaxHR, parts[i].MaxHR)
		s.Totals.MaxHR = maxKnown(s.Totals.MaxHR, parts[i].Totals.MaxHR)
	}
}

// borrow sets missing values of the longest part from the other parts.
func (s *Summary) borrow(parts []Summary) {
	for i := range parts {
		p := &parts[i]
		s.Title = cmp.Or(s.Title, p.Title)
		s.Place, s.Device = cmp.Or(s.Place, p.Place), cmp.Or(s.Device, p.Device)
		s.Rating.RPE, s.Rating.Feel = unit.FirstKnown(s.Rating.RPE, p.Rating.RPE), unit.FirstKnown(s.Rating.Feel, p.Rating.Feel)
		w, v := &s.Watch, &p.Watch
		w.MaxHR, w.RestHR = unit.FirstKnown(w.MaxHR, v.MaxHR), unit.FirstKnown(w.RestHR, v.RestHR)
		w.ThresholdHR, w.ThresholdSpeed = unit.FirstKnown(w.ThresholdHR, v.ThresholdHR), unit.FirstKnown(w.ThresholdSpeed, v.ThresholdSpeed)
		if w.HRZones == nil {
			w.HRZones, w.Method = v.HRZones, v.Method
		}
	}
}

// chain concatenates traces, laps, steps and issues.
func (s *Summary) chain(parts []Summary) {
	s.Trace, s.Curves, s.HRSeconds = Trace{}, unknownCurves(), nil
	s.Laps, s.Steps, s.Issues = nil, nil, nil
	end := parts[0].Start
	for i := range parts {
		p := &parts[i]
		if i > 0 {
			s.Trace.pause(max(p.Start.Sub(end).Seconds(), 0))
		}
		if e := p.End(); e.After(end) {
			end = e
		}
		s.Trace.append(&p.Trace)
		s.Curves.merge(&p.Curves)
		s.addHR(p.HRSeconds)
		s.addLaps(p)
		for _, is := range p.Issues {
			s.Issues.Add(is.Severity, is.Code, "%s", is.Text)
		}
	}
}

func (s *Summary) addHR(seconds []uint16) {
	for len(s.HRSeconds) < len(seconds) {
		s.HRSeconds = append(s.HRSeconds, 0)
	}
	for b, n := range seconds {
		s.HRSeconds[b] = uint16(min(uint32(s.HRSeconds[b])+uint32(n), math.MaxUint16))
	}
}

// addLaps appends the laps and steps of a part. It adjusts times and indices to the whole
// session.
func (s *Summary) addLaps(p *Summary) {
	shift, steps := p.Start.Sub(s.Start).Seconds(), len(s.Steps)
	for _, l := range p.Laps {
		l.Start += shift
		if l.Step >= 0 {
			l.Step += steps
		}
		s.Laps = append(s.Laps, l)
	}
	for _, st := range p.Steps {
		if st.Repeat > 0 {
			st.RepeatTo += steps
		}
		s.Steps = append(s.Steps, st)
	}
}

// pause appends a pause to the trace.
func (t *Trace) pause(length float64) {
	t.Breaks = append(t.Breaks, Break{float32(t.Seconds()), float32(length)})
}

// append appends another trace. If only the other trace has a series, the series has 0 for
// the time before: standing still, or no heart rate.
func (t *Trace) append(u *Trace) {
	was, steps := t.Seconds(), u.Seconds()/GAPStep
	for _, b := range u.Breaks {
		t.Breaks = append(t.Breaks, Break{b.At + float32(was), b.Length})
	}
	t.Speed = extend(t.Speed, u.Speed, was, steps*GAPStep)
	t.GAP = extend(t.GAP, u.GAP, was/GAPStep, steps)
	t.HR = extend(t.HR, u.HR, was/HRStep, steps)
	t.Steep = extend(t.Steep, u.Steep, was/GAPStep, steps)
}

// extend returns a series of was values followed by a series of n values. It takes zeros
// for a series that is nil.
func extend(dst, src Series, was, n int) Series {
	if dst == nil && src == nil {
		return nil
	}
	out := make([]uint8, was+n)
	dst.AppendTo(out[:0])
	src.AppendTo(out[was:was])
	return Pack(out)
}
