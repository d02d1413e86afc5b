package fit

import (
	"math"
	"slices"
	"sort"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// session is a part of a recording that becomes an activity. Times are in s since FIT's
// epoch; 0 if unknown.
type session struct {
	index      int // number of its session message; -1 when rebuilt from the samples
	start, end uint32
	sport      tormoder.Sport
	sub        tormoder.SubSport
	totals     activity.Totals
	rating     activity.Rating
}

// sessions returns the sessions of the recording in the order of time. If there is no
// session message, it returns one session rebuilt from the samples.
func (r *recording) sessions(issues *activity.Issues) []session {
	var ss []session
	for i, m := range r.summary.Sessions {
		s := sessionOf(m)
		s.index = i
		if i < len(r.ratings) {
			s.rating = r.ratings[i]
		}
		ss = append(ss, s)
	}
	ss = r.dropSummarySessions(ss, issues)
	slices.SortStableFunc(ss, func(a, b session) int { return int(int64(a.start) - int64(b.start)) })
	if uncovered := r.uncoveredFrom(ss); len(r.columns.time) > 0 && uncovered > 0 {
		issues.Add(activity.Repaired, "fit-no-session", "the watch's summary is missing; it was rebuilt from the points")
		ss = append(ss, r.rebuilt(uncovered))
	}
	return ss
}

// sessionOf converts a session message.
func sessionOf(m *tormoder.SessionMsg) session {
	n := math.NaN()
	s := session{
		start: since(m.StartTime), end: since(m.Timestamp), sport: m.Sport, sub: m.SubSport,
		totals: activity.Totals{
			Elapsed: m.GetTotalElapsedTimeScaled(), Timer: m.GetTotalTimerTimeScaled(), Distance: m.GetTotalDistanceScaled(),
			Ascent: n, Descent: n, AvgHR: heartRateOf(m.AvgHeartRate), MaxHR: heartRateOf(m.MaxHeartRate), Calories: n,
		},
		rating: activity.Rating{RPE: n, Feel: n},
	}
	set(&s.totals.Ascent, m.TotalAscent, math.MaxUint16)
	set(&s.totals.Descent, m.TotalDescent, math.MaxUint16)
	set(&s.totals.Calories, m.TotalCalories, math.MaxUint16)
	if s.start == 0 && s.end > 0 && s.totals.Elapsed >= 0 {
		s.start = s.end - uint32(min(s.totals.Elapsed, float64(s.end)))
	}
	if s.start > 0 && s.totals.Elapsed >= 0 {
		s.end = s.start + uint32(min(math.Ceil(s.totals.Elapsed), float64(math.MaxUint32-s.start)))
	}
	return s
}

// set stores v unless it is FIT's invalid value.
func set(to *float64, v, invalid uint16) {
	if v != invalid {
		*to = float64(v)
	}
}

// dropSummarySessions drops sessions that only sum up or repeat others.
func (r *recording) dropSummarySessions(ss []session, issues *activity.Issues) []session {
	if len(ss) < 2 {
		return ss
	}
	var kept []session
	for _, s := range ss {
		if s.sport == tormoder.SportMultisport {
			continue
		}
		copied := slices.ContainsFunc(kept, func(k session) bool {
			return k.start == s.start && k.end == s.end && k.sport == s.sport
		})
		if copied {
			issues.Add(activity.Note, "fit-session-twice", "the file holds a session twice; it was read once")
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// cutOff is the time that samples must go on after the last session to become a session of
// their own, in s. Ours: watches write a few seconds more.
const cutOff = 120

// uncoveredFrom returns the time from which no session covers the samples; 0 if
// sessions cover all of them.
func (r *recording) uncoveredFrom(ss []session) uint32 {
	t := r.columns.time
	switch {
	case len(t) == 0:
		return 0
	case len(ss) == 0:
		return t[0]
	case r.whole || r.summary.Activity != nil:
		return 0
	}
	last := ss[len(ss)-1]
	if last.end == 0 || t[len(t)-1] < last.end+cutOff || len(ss) == 1 && last.end <= t[0] {
		return 0
	}
	return last.end + 1
}

// rebuilt returns a session for the samples from start on, which no session message
// covers.
func (r *recording) rebuilt(start uint32) session {
	n := math.NaN()
	s := session{
		index: -1, start: start, end: r.columns.time[len(r.columns.time)-1],
		sport: r.sport, sub: r.sub,
		totals: activity.New(activity.Unknown, at(start)).Totals,
		rating: activity.Rating{RPE: n, Feel: n},
	}
	for _, l := range r.summary.Laps {
		if s.sport == tormoder.SportInvalid && since(l.StartTime) >= start {
			s.sport, s.sub = l.Sport, l.SubSport
		}
	}
	return s
}

// activities splits the recording into its sessions.
func (r *recording) activities(issues *activity.Issues) []*activity.Activity {
	if n := r.strap.fill(r.columns); n > 0 {
		issues.Add(activity.Note, "fit-strap", "heart rate of %d points comes from the chest strap's own memory", n)
	}
	ss := r.sessions(issues)
	var as []*activity.Activity
	from := 0
	for i, s := range ss {
		to := len(r.columns.time)
		if i+1 < len(ss) {
			next := ss[i+1].start
			to = from + sort.Search(to-from, func(k int) bool { return r.columns.time[from+k] >= next })
		}
		if s.sport == tormoder.SportTransition && len(ss) > 1 {
			issues.Add(activity.Note, "fit-transition", "the changes between the sports of a multisport recording were left out")
		} else if s.start > 0 || to > from {
			as = appendPlausible(as, r.activity(s, from, to, ss), issues)
		}
		from = to
	}
	return as
}

// appendPlausible appends a unless its time is too late to be possible: FIT can count to
// the year 2126.
func appendPlausible(as []*activity.Activity, a *activity.Activity, issues *activity.Issues) []*activity.Activity {
	if a.Start.Unix() >= activity.EndSecond {
		issues.Add(activity.Partial, "fit-date", "a session is dated in the year %d: left out", a.Start.Year())
		return as
	}
	return append(as, a)
}

// activity returns session s with the samples from (inclusive) to (exclusive).
func (r *recording) activity(s session, from, to int, all []session) *activity.Activity {
	var issues activity.Issues
	start := r.start(s, from, to, &issues)
	a := activity.New(r.sportOf(&s), at(start))
	a.Indoor = indoor(s.sub)
	a.Track = a.Sport == activity.Run && s.sub == tormoder.SubSportTrack
	a.Title = r.workout.name
	a.Device, a.Serial, a.Profile = r.device(), r.serial, r.zones.person
	a.Virtual = s.sub == tormoder.SubSportVirtualActivity || r.id.Manufacturer == tormoder.ManufacturerZwift || activity.IsVirtualWorld(a.Device)
	a.Indoor = a.Indoor || a.Virtual
	a.Samples = r.columns.window(from, to, start)
	if a.Samples.Dist != nil {
		r.columns.startAtZero(a.Samples.Dist, from)
	}
	if a.Sport == activity.Run {
		activity.StepsPerMinute(a.Samples.Cadence)
	}
	a.Steps = r.workout.plan()
	a.Totals, a.Rating, a.Watch = s.totals, s.rating, r.zones.watch(s.index)
	end := s.end
	if to > from {
		end = max(end, r.columns.time[to-1])
	}
	a.Laps = r.laps(s, all, start, len(a.Steps))
	a.Pauses = r.pauses(start, end)
	a.Clock = r.clock(&issues)
	a.Issues = issues
	return a
}

// farOff is the longest time in s between a session's start and its first sample.
const farOff = 24 * 3600

// start returns the start of session s: the start in its message or its first sample,
// whichever is earlier.
func (r *recording) start(s session, from, to int, issues *activity.Issues) uint32 {
	if from == to {
		return s.start
	}
	first := r.columns.time[from]
	if s.start == 0 {
		return first
	}
	if d := int64(first) - int64(s.start); d > farOff || d < -farOff {
		issues.Add(activity.Repaired, "fit-start", "the start that the watch gives lies more than a day from the first point; the point decides")
		return first
	}
	return min(first, s.start)
}

// sportOf returns the sport of session s. If its message names none, the profile
// chosen on the watch decides.
func (r *recording) sportOf(s *session) activity.Sport {
	if s.sport == tormoder.SportInvalid {
		s.sport = r.sport
	}
	if s.sub == tormoder.SubSportInvalid && s.sport == r.sport {
		s.sub = r.sub
	}
	return sportOf(s.sport, s.sub)
}
