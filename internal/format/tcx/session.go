package tcx

import (
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
	"dayafter/internal/scan/trackpoint"
)

// session is one Activity element being read. Times are s since base.
type session struct {
	*reader
	a       *activity.Activity
	points  *trackpoint.Reader
	base    int64 // s since 1970 of the first time read
	based   bool
	clock   activity.Clock
	laps    []lap
	breaks  []activity.Span // breaks between the tracks of a lap
	reached float64         // m, distance at the end of the laps so far
}

// activity reads the current Activity element to its end and keeps it.
func (r *reader) activity() {
	if len(r.out)+r.empty == maxActivities {
		r.issues.Add(activity.Partial, "tcx-activities", "the file holds more than %d activities: the rest was left out", maxActivities)
		r.scan.Skip()
		return
	}
	s := &session{reader: r, a: activity.New(activity.Unknown, time.Time{})}
	s.points = s.pointReader()
	sport := r.scan.String(r.scan.Attr("Sport"))
	for depth := r.scan.Depth(); r.scan.StartInside(depth); {
		s.element(string(r.scan.Name()))
	}
	if !s.based {
		r.empty++
		return
	}
	s.setSport(sport)
	s.finish()
	r.out = append(r.out, s.a)
}

// element reads an element inside the activity.
func (s *session) element(name string) {
	switch name {
	case "Lap":
		s.lap()
	case "Track": // some programs write no Lap around it
		s.track()
	case "Name":
		s.a.Title = s.text()
	case "Training":
		if plan := s.readName(); plan != "" {
			s.a.Title = plan
		}
	case "Creator":
		s.a.Device = s.readName()
	}
}

// finish completes the activity after its element was read.
func (s *session) finish() {
	a := s.a
	a.Issues.ReportRejoined(s.rejoinClock())
	if n := a.Samples.DropBackwards(); n > 0 {
		a.Issues.AddCount(activity.Partial, "tcx-time-order", n, "points ran backwards in time: left out")
	}
	if n := a.Samples.DropStrays(); n > 0 {
		a.Issues.AddCount(activity.Partial, "time-stray", n, "points lay weeks away from all others: left out")
	}
	s.placeLaps()
	s.startLaps()
	start := s.start()
	a.Samples.Rebase(start)
	for i := range s.breaks {
		s.breaks[i].From, s.breaks[i].To = s.breaks[i].From-start, s.breaks[i].To-start
	}
	a.Start = instant.After(s.base, start)
	a.Clock = s.clock
	a.Pauses = activity.Pauses(a.Samples.T, s.breaks)
	s.setLaps(start)
	s.setTotals()
	if a.Samples.Lat == nil && a.Samples.Len() > 0 {
		a.Indoor = true
	}
	if a.Sport == activity.Run {
		activity.StepsPerMinute(a.Samples.Cadence)
	}
}

// rejoinClock corrects the times of samples and laps after a clock was set back. It returns the
// seconds by which the clock was set back.
func (s *session) rejoinClock() float64 {
	t := s.a.Samples.T
	moved := s.a.Samples.RejoinClock()
	if moved == 0 {
		return 0
	}
	for i := range s.laps {
		if l := &s.laps[i]; l.start > t[len(t)-1] {
			l.start, l.firstT, l.lastT = l.start+moved, l.firstT+moved, l.lastT+moved
		}
	}
	return moved
}

// placeLaps corrects laps that start, by the file, on another day than the samples.
func (s *session) placeLaps() {
	t := s.a.Samples.T
	if len(t) == 0 {
		return
	}
	const day = 86400
	first, last := t[0], t[len(t)-1]
	for i := range s.laps {
		l := &s.laps[i]
		if l.start < first-day || l.start > last+day {
			s.a.Issues.Add(activity.Repaired, "tcx-lap-start", "a lap claimed to start on another day than its points: it now starts at its first point")
			l.start = min(max(l.firstT, first), last)
		} else if l.start > last && l.lastT >= first && l.lastT <= last { // its first points were dated too late
			l.start = first
		}
	}
}

// startLaps lets a lap without a start and without points begin at the end of the lap
// before it.
func (s *session) startLaps() {
	end := s.start()
	for i := range s.laps {
		l := &s.laps[i]
		if math.IsNaN(l.start) {
			s.a.Issues.Add(activity.Repaired, "tcx-lap-no-start", "a lap had no start: it was placed after the lap before it")
			l.start = end
		}
		end = max(end, l.start)
		for _, t := range [...]float64{l.lastT, l.start + l.timer} {
			if t > end { // not NaN
				end = t
			}
		}
	}
}

// start returns the start of the first sample or the first lap, whichever is earlier.
func (s *session) start() float64 {
	start := math.Inf(1)
	if len(s.a.Samples.T) > 0 {
		start = s.a.Samples.T[0]
	}
	for _, l := range s.laps {
		if l.start < start {
			start = l.start
		}
	}
	if math.IsInf(start, 1) {
		return 0
	}
	return start
}

// setSport sets the sport that the Sport attribute names.
func (s *session) setSport(written string) {
	word, ok := activity.SportOf(written)
	s.a.Sport, s.a.Indoor, s.a.Track = word.Sport, word.Indoor, word.Track
	s.a.Virtual = word.Virtual
	switch {
	case ok:
	case written == "":
		s.a.Issues.Add(activity.Note, "tcx-sport", "the file names no sport")
	default:
		s.a.Issues.Add(activity.Note, "tcx-sport", "the file names a sport that is not known: %q", written)
	}
}

// since returns t in s since the base of the session, which is the first time read.
func (s *session) since(t instant.Instant) float64 {
	if !s.based {
		s.base, s.based = t.Sec, true
		if t.Zone == instant.Offset {
			s.clock = activity.Clock{Offset: t.Offset(), Source: activity.ClockExplicit}
		}
	}
	return t.Since(s.base)
}
