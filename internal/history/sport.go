package history

import (
	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Limits of speed and cadence that separate sports if a file names none or the wrong one
// (ours). Few runners hold 7.5 m/s for a minute (400 m in 53 s), and few walkers average
// 2 m/s. Runners take 140 steps a minute and more.
const (
	rideMinuteSpeed = 7.5 // m/s, best minute
	rideMeanSpeed   = 6.2 // m/s, mean over moving time; the marathon record is 5.8
	walkMeanSpeed   = 1.9 // m/s
	runCadence      = 135 // steps/min
)

// guessSport sets the sport by speed and cadence if neither the index nor the file names
// one. A named sport that contradicts the speed is only noted.
func (r *record) guessSport() {
	likely := likelySport(r.sum)
	switch {
	case r.sport == activity.Unknown && likely != activity.Unknown:
		r.sport, r.guessed = likely, true
		r.notes.Add(activity.Note, "sport-guessed", "the file names no sport: counted as a %s because of its speed and cadence", likely)
	case r.sport == activity.Run && likely == activity.Ride:
		r.notes.Add(activity.Note, "sport-doubt", "recorded as a run, but as fast as a ride (best minute %.0f km/h)", bestMinute(r.sum)*3.6)
	case r.sport == r.stated.Sport: // the runner chose the sport
	case (r.sport == activity.Walk || r.sport == activity.Hike || r.sport == activity.Ride) && runsLike(r.sum):
		r.notes.Add(activity.Note, "sport-doubt", "recorded as a %s, but at a runner's speed and cadence (%s, %.0f steps/min)",
			r.sport, unit.Metric.Pace(r.sum.Speed()), r.sum.AvgCadence)
	}
}

// likelySport returns the sport that fits speed and cadence, or Unknown without distance.
func likelySport(s *summary.Summary) activity.Sport {
	mean := s.Speed()
	switch {
	case !(s.Distance > 0) || !(s.Moving > 0):
		return activity.Unknown
	case bestMinute(s) > rideMinuteSpeed || mean > rideMeanSpeed:
		return activity.Ride
	case s.AvgCadence >= runCadence:
		return activity.Run
	case mean < walkMeanSpeed:
		return activity.Walk
	}
	return activity.Run
}

// runsLike reports whether both speed and cadence are plausible for a run.
func runsLike(s *summary.Summary) bool {
	mean := s.Speed()
	return mean >= walkMeanSpeed && mean <= rideMeanSpeed && s.AvgCadence >= runCadence
}

// bestMinute returns the highest mean speed over 60 s in m/s, or NaN.
func bestMinute(s *summary.Summary) float64 {
	return float64(s.Curves.Speed[2])
}
