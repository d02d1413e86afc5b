// Package gpx reads GPX 1.0 and 1.1 into activities. The library gpxgo reads the
// document: its tracks, names, types and the program that wrote it. Track points never
// reach the library; they go straight into columns. Package gpx repairs the form of a
// file, never the values that a watch measured.
package gpx

import (
	"errors"
	"fmt"
	"slices"

	"dayafter/internal/activity"
)

// Decode reads a GPX file. One file holds several activities when its tracks lie far apart
// in time or are of different sports; otherwise its tracks and segments form one activity,
// and the breaks between them are its pauses.
//
// A file without points that names a sport and a time gives an activity without samples. A
// truncated file gives the activity so far with a Partial issue, and no error. The error
// wraps activity.ErrNotActivity for a file that records nothing: routes, waypoints, tracks
// without times. Decode keeps no reference to data.
func Decode(data []byte) ([]*activity.Activity, activity.Issues, error) {
	r := newReader(data)
	doc := r.document(data)
	activities, reason := r.content(doc)
	issues := append(r.scan.Issues(), r.issues...)
	switch {
	case r.root != "gpx":
		return nil, issues, fmt.Errorf("not GPX: its outermost element is %q", r.root)
	case activities == nil && r.scan.Truncated():
		return nil, issues, errors.New("the file ends before its first point with a time")
	case activities == nil:
		return nil, issues, fmt.Errorf("%w: %s", activity.ErrNotActivity, reason)
	}
	return activities, issues, nil
}

// content returns the activities of the file, or the reason why there are none.
func (r *reader) content(doc document) (activities []*activity.Activity, reason string) {
	if a := r.withoutPoints(doc); a != nil {
		return []*activity.Activity{a}, ""
	}
	if reason := r.whyNone(); reason != "" {
		return nil, reason
	}
	return r.activities(doc), ""
}

// withoutPoints returns the activity of a file that names a sport and a time but has
// no points, as Garmin exports indoor activities; nil for other files.
func (r *reader) withoutPoints(doc document) *activity.Activity {
	parts := []part{{track: 0}}
	if r.points > 0 || r.created == nil || doc.tracks.sport(parts[0]) == activity.Unknown || r.scan.Truncated() {
		return nil
	}
	at, ok := r.scan.DateTime(r.created)
	if !ok {
		return nil
	}
	a := activity.New(activity.Unknown, at.Time())
	a.Clock = clockOf(at)
	describe(a, doc, parts)
	a.Issues.Add(activity.Note, "gpx-no-points", "no points: only the start and the sport are known")
	return a
}

// minDrawn is the number of points, all with the same time, from which a track counts as
// drawn and not recorded. Ours.
const minDrawn = 10

// whyNone returns the reason why a file holds no activity; "" if it holds one.
func (r *reader) whyNone() string {
	t := r.samples.T
	switch {
	case len(t) >= minDrawn && slices.Min(t) == slices.Max(t):
		return fmt.Sprintf("a track whose points all have the same time: drawn, not recorded (%d points)", r.points)
	case len(t) > 0:
		return ""
	case r.points > 0 && r.timed > 0:
		return fmt.Sprintf("a track whose times cannot be read or cannot be true (%d points)", r.points)
	case r.points > 0:
		return fmt.Sprintf("a track without times (%d points)", r.points)
	case r.routes > 0 || r.routePoints > 0:
		return fmt.Sprintf("a route without times (%d points)", r.routePoints)
	case r.waypoints > 0:
		return fmt.Sprintf("waypoints only (%d)", r.waypoints)
	case r.track >= 0:
		return "a track without points, sport or time"
	}
	return "no track points"
}
