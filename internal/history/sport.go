package history

import (
	"dayafter/internal/activity"
	"dayafter/internal/stat"
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

// Limits of a ride that is too slow for the limits above. Ours: a race of 20 minutes is run at
// 1.5 times the usual speed at most, and never at the usual heart rate.
const (
	rideRatio = 1.6  // of the runner's usual speed, grade-adjusted
	rideLeast = 1200 // s of moving
	rideRuns  = 10   // runs that show what is usual
	rideSteps = 100  // steps/min; with more, somebody runs
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

// findRides makes a ride of each run that is far faster than this runner's usual run, at a
// heart rate no higher and without steps, unless the runner named it a run.
func findRides(recs []*record) {
	var runs []*record
	var speeds, hearts []float64
	for _, r := range recs {
		if r.copyOf == nil && r.sport == activity.Run && r.hasHR() && r.sum.Moving >= rideLeast && r.sum.GAPSpeed > 0 {
			runs, speeds, hearts = append(runs, r), append(speeds, r.sum.GAPSpeed), append(hearts, r.sum.AvgHR)
		}
	}
	if len(runs) < rideRuns {
		return
	}
	usual, heart := stat.Median(speeds), stat.Median(hearts)
	for _, r := range runs {
		s := r.sum
		calm := s.AvgHR <= heart && !(s.AvgCadence >= rideSteps)
		if r.stated.Sport != activity.Run && calm && s.GAPSpeed >= rideRatio*usual {
			r.sport = activity.Ride
			r.notes.Add(activity.Note, "sport-ride", "recorded as a run, but at %s and %.0f bpm, without steps, while your usual run is at %s and %.0f bpm: counted as a ride",
				unit.Metric.Pace(s.GAPSpeed), s.AvgHR, unit.Metric.Pace(usual), heart)
		}
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
