// Package tcx reads Training Center XML into activities with laps, pauses and samples.
// It reads the tags of any namespace. It repairs the form of a file, never the values
// that a watch measured.
package tcx

import (
	"errors"
	"fmt"

	"dayafter/internal/activity"
)

// Decode reads a TCX file. Every Activity element is one activity, those of a multisport
// session included. An activity without track points has only laps and totals.
//
// A truncated file gives the activities so far with a Partial issue, and no error. The
// error wraps activity.ErrNotActivity for a file that records nothing: courses, workouts,
// an empty history. Decode keeps no reference to data.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	r := newReader(data)
	r.document()
	issues := append(r.scan.Issues(), r.issues...)
	if len(r.out) > 0 {
		return r.out, issues, nil
	}
	if r.root != "TrainingCenterDatabase" {
		return nil, issues, fmt.Errorf("not TCX: its outermost element is %q", r.root)
	}
	if r.scan.Truncated() {
		return nil, issues, errors.New("the file ends before its first point or lap with a time")
	}
	return nil, issues, fmt.Errorf("%w: %s", activity.ErrNotActivity, r.whyNone())
}

// whyNone returns the reason why a file holds no activity.
func (r *reader) whyNone() string {
	switch {
	case r.empty > 0:
		return "an activity without laps, points or times"
	case r.courses > 0:
		return "a course to follow"
	case r.workouts > 0:
		return "a planned workout"
	}
	return "a history without activities"
}
