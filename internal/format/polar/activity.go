package polar

import (
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
)

// activity converts an exercise; it returns nil if the exercise has no time or no
// content.
func (r *reader) activity(e *exercise) *activity.Activity {
	r.inherit(e)
	if !e.start.ok || !e.start.at.Plausible() {
		return nil
	}
	a := activity.New(activity.Unknown, time.Time{})
	offset := r.setStart(a, e)
	r.fill(a, e, offset)
	if a.Samples.Len() == 0 && !(e.duration > 0) && !(e.distance > 0) {
		return nil
	}
	r.setSport(a, e)
	a.Title, a.Device = r.title(e), "Polar "+r.device
	if r.device == "" {
		a.Device = "Polar"
	}
	a.Watch.MaxHR, a.Watch.RestHR, a.Watch.ThresholdHR, a.Watch.HRZones = r.body.maxHR, r.body.restHR, r.body.threshold, e.zones
	a.Totals = activity.Totals{
		Elapsed: math.NaN(), Timer: e.duration, Distance: e.distance,
		Ascent: e.ascent, Descent: e.descent, AvgHR: e.avgHR, MaxHR: e.maxHR, Calories: e.calories,
	}
	if d := e.stop.since(e.start); e.stop.ok && d > 0 && d <= maxSpan {
		a.Totals.Elapsed = d
	}
	a.Indoor = a.Indoor || a.Samples.Lat == nil && a.Samples.Len() > 0
	if a.Sport == activity.Run {
		activity.StepsPerMinute(a.Samples.Cadence)
	}
	setPauses(a, e)
	setLaps(a, e)
	return a
}

// inherit gives the exercise the values that only its session states. An exercise takes the
// totals of its session only if it is the session's only exercise.
func (r *reader) inherit(e *exercise) {
	s := &r.session
	if math.IsNaN(e.offset) {
		e.offset = s.offset
	}
	if len(r.exercises) > 1 {
		return
	}
	if !e.start.ok {
		e.start = s.start
	}
	if !e.stop.ok {
		e.stop = s.stop
	}
	for _, v := range [][2]*float64{
		{&e.duration, &s.duration},
		{&e.distance, &s.distance},
		{&e.ascent, &s.ascent},
		{&e.descent, &s.descent},
		{&e.calories, &s.calories},
		{&e.avgHR, &s.avgHR},
		{&e.maxHR, &s.maxHR},
	} {
		if math.IsNaN(*v[0]) {
			*v[0] = *v[1]
		}
	}
}

// Offsets reach from -12 to +14 h.
const (
	minOffset = -12 * 60 // min
	maxOffset = 14 * 60  // min
)

// setStart sets start and clock. It returns the offset of the clock from UTC in s; 0
// if unknown.
func (r *reader) setStart(a *activity.Activity, e *exercise) (offset float64) {
	known := e.offset >= minOffset && e.offset <= maxOffset
	if known {
		offset = e.offset * 60
		a.Clock = activity.Clock{Offset: time.Duration(offset) * time.Second, Source: activity.ClockExplicit}
	}
	start := e.start.at
	switch {
	case e.start.zoned && !known && start.Zone == instant.Offset:
		a.Clock = activity.Clock{Offset: start.Offset(), Source: activity.ClockExplicit}
		offset = start.Offset().Seconds()
	case !e.start.zoned && known:
		start.Sec -= int64(offset)
	case !e.start.zoned:
		a.Issues.Add(activity.Note, "time-no-zone", "times had no time zone: read as UTC")
	}
	a.Start = start.Time()
	return offset
}

// fill writes the series into the columns.
func (r *reader) fill(a *activity.Activity, e *exercise, offset float64) {
	var b table
	own := false // whether there is an altitude other than the route's
	for _, s := range e.series {
		own = own || s.of == altitude && len(s.v) > 0
	}
	for i := range e.series {
		s := &e.series[i]
		if s.of == routeAltitude && own {
			continue // it has another zero and other times, for unknown reasons
		}
		b.put(s, align(a, e, s, offset))
	}
	b.columns(a)
	dropSettling(a)
	if !ascends(a.Samples.Dist) {
		a.Samples.Dist = nil
		a.Issues.Add(activity.Partial, "polar-distance", "the distances in the file did not add up: left out")
	}
}

// align returns the start of a series, in s after the start of the exercise.
func align(a *activity.Activity, e *exercise, s *series, offset float64) float64 {
	if !s.start.ok {
		return 0
	}
	first := s.start.since(e.start)
	if e.start.zoned != s.start.zoned { // one of the two is certainly in UTC
		if e.start.zoned {
			return first - offset
		}
		return first + offset
	}
	by := shift(first, offset)
	if by != 0 && s.of != longitude && s.of != routeAltitude { // the series of a route share one start
		a.Issues.Add(activity.Repaired, "polar-clock", "a series was written by a clock %g h away from the session's clock: the session's clock was used", math.Abs(by)/3600)
	}
	return first + by
}

// settling is the longest time in s for which an altimeter writes 0 before it knows its
// altitude. settled is the least altitude in m after which such a 0 is not sea level
// (ours).
const (
	settling = 60
	settled  = 10
)

// dropSettling removes the zeros with which the altitude begins.
func dropSettling(a *activity.Activity) {
	ele := a.Samples.Ele
	n := 0
	for n < len(ele) && (ele[n] == 0 || math.IsNaN(ele[n])) {
		n++
	}
	if n == 0 || n == len(ele) || ele[0] != 0 || a.Samples.T[n] > settling || math.Abs(ele[n]) < settled {
		return
	}
	for i := range n {
		ele[i] = math.NaN()
	}
	a.Issues.Add(activity.Repaired, "polar-altitude", "the altitude was 0 until the altimeter had settled: treated as missing")
}

// ascends reports whether distances count from the start. It allows one step back in a
// hundred.
func ascends(dist []float64) bool {
	last, back := math.NaN(), 0
	for _, d := range dist {
		if d < last {
			back++
		}
		if !math.IsNaN(d) {
			last = d
		}
	}
	return back*100 <= len(dist)
}

// setLaps sets the laps that the runner pressed, or else the laps by distance.
func setLaps(a *activity.Activity, e *exercise) {
	laps, trigger := e.laps, activity.TriggerManual
	if len(laps) == 0 {
		laps, trigger = e.auto, activity.TriggerDistance
	}
	for _, l := range laps {
		if !(l.duration > 0 && l.duration <= maxSpan) || !(l.split >= l.duration && l.split <= maxSpan) {
			continue
		}
		start := withPauses(a.Pauses, l.split-l.duration)
		a.Laps = append(a.Laps, activity.Lap{
			Start: start, Elapsed: withPauses(a.Pauses, l.split) - start, Timer: l.duration, Distance: l.distance, AvgHR: l.avgHR, MaxHR: math.NaN(),
			Trigger: trigger, Step: -1,
		})
	}
}

// withPauses converts a time without pauses into the time since the start, in s. A
// pause that begins at that moment is not included.
func withPauses(pauses []activity.Span, t float64) float64 {
	for _, p := range pauses {
		if p.From >= t {
			break
		}
		t += p.To - p.From
	}
	return t
}

// setPauses sets the pauses in order of time.
func setPauses(a *activity.Activity, e *exercise) {
	end := 0.0
	for _, p := range e.pauses {
		from, to := p.from.since(e.start), p.to.since(e.start)
		if p.from.ok && p.to.ok && from >= end && to > from && to <= maxSpan {
			a.Pauses = append(a.Pauses, activity.Span{From: from, To: to})
			end = to
		}
	}
}
