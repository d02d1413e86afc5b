// Package polar reads the training sessions of Polar Flow's data export,
// training-session-*.json, into activities. Two forms are in use, and neither is documented
// by Polar. We took them from public programs that read real exports:
//
//   - until 2025, "exportVersion" 1.x: exercises[].samples is an object of series
//     {dateTime, value}, positions are in recordedRoute (AlexanderFabisch/slither,
//     MarcRotsaert/TrainingData, juho1337/polar-to-strava);
//   - since 2026, export version 2.x: samples.samples is a list of {type,
//     intervalMillis, values}, with NaN for a dropout, positions are in
//     routes.route.wayPoints with elapsedMillis (kevingrillet/PolarToStrava,
//     docs/polar-export.md; fortysix2ahead/tracs; johnzastrow/garminview).
//
// Nearly all agree on units (km/h, m, beats/min) and on this: startTime is the
// runner's clock, and timezoneOffset, in minutes, lies east of UTC. Polar's own
// interface (AccessLink) has the same pair, and there a session's FIT file confirms
// it (the-momentum/open-wearables, pull request 1679). tracs takes it for UTC.
//
// The zone of the series is less certain: MarcRotsaert found route and samples in different
// zones in his sessions of 2014 and 2015. So the start of each series is compared with the
// session's start. If the offset explains the difference, the series is moved by it, and an
// issue says so.
package polar

import (
	"errors"
	"fmt"

	"dayafter/internal/activity"
	"dayafter/internal/scan/jsonscan"
)

// Limits for one file. Polar's longest session takes 99 hours ("Device and service data",
// polar.com), with about eight series of one value each second. The numbers of exercises
// and laps are ours.
const (
	maxSpan      = 99 * 3600 // s
	maxValues    = 1 << 22
	maxExercises = 64
	maxLaps      = 1 << 12
	maxSeries    = 64 // in an exercise
)

// Decode reads a training session. Each exercise is one activity, including those of a
// multisport session. An exercise without samples gives an activity with totals only. A
// session without exercises is itself an activity.
//
// A truncated file gives the activities so far with a Partial issue, and no error. The
// error wraps activity.ErrNotActivity for a session that records nothing, such as a planned
// session. Decode keeps no reference to data.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	r := reader{scan: jsonscan.New(data), session: newExercise()}
	r.document()
	if r.scan.Broken() {
		r.issues.Add(activity.Partial, "json-cut", "the file breaks off or is damaged: the part before was read")
	}
	if len(r.exercises) == 0 {
		r.exercises = []exercise{r.session}
	}
	var out []*activity.Activity
	for i := range r.exercises {
		if a := r.activity(&r.exercises[i]); a != nil {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return nil, r.issues, r.whyNone()
	}
	return out, r.issues, nil
}

// whyNone returns the reason why a file holds no activity.
func (r *reader) whyNone() error {
	switch {
	case r.scan.Broken():
		return errors.New("the file breaks off before its first exercise with a time")
	case r.members == 0:
		return errors.New("not a training session of Polar Flow")
	case !r.session.start.ok:
		return fmt.Errorf("%w: a session without a start, such as a planned one", activity.ErrNotActivity)
	case !r.session.start.at.Plausible():
		return fmt.Errorf("a session in the year %d, in which no watch can have recorded", r.session.start.at.Time().Year())
	}
	return fmt.Errorf("%w: a session without duration, distance or points", activity.ErrNotActivity)
}

// reader holds a session as the file states it. The members of a session come in any order,
// so activities are built at the end.
type reader struct {
	scan      *jsonscan.Scanner
	issues    activity.Issues
	members   int      // number of members of the session
	values    int      // number of values in all series
	session   exercise // the values that the session states for all its exercises together
	name      string
	device    string
	body      body
	exercises []exercise
}
