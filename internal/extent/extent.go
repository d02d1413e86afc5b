// Package extent finds the stretch of a recording in which somebody was out running. It
// runs before all other stages. It trims stray heads and tails, corrects the times of
// samples that a wrong clock misplaced, and splits a recording that holds two runs. It
// works on decoded activities, so the same rules hold for FIT, TCX, GPX and Polar. It does
// not judge the run.
package extent

import "dayafter/internal/activity"

// Find returns the activities of a recording: a single one, or one for each run if
// a pause of hours separates them. It changes a in place and reports each change
// as an issue.
func Find(a *activity.Activity) []*activity.Activity {
	if a.Samples.Len() < 2 {
		return []*activity.Activity{a}
	}
	spreadRounded(a)
	moveStrayFixes(a)
	correctClock(a)
	reportNoDate(a)
	dropEmptyHead(a)
	endTotals(a)
	smoothCoarse(a)
	settleFixes(a)
	parts := splitAtLongGaps(a)
	for _, p := range parts {
		trim(p)
	}
	return parts
}

// trim removes the parts of a recording before and after the run.
func trim(a *activity.Activity) {
	if !travels(a.Sport) || a.Samples.Len() < 2 {
		return
	}
	m := minutesOf(a)
	if a.Sport.OnFoot() && isRide(a, m) {
		a.Issues.Add(activity.Repaired, "ride", "recorded as %s, but as fast as a bike or a car: not counted as a run", recordedAs(a.Sport))
		a.Sport = activity.Ride
	}
	for range endings {
		if a.Sport.OnFoot() && trimRides(a, m) {
			m = minutesOf(a)
		}
		if !trimStill(a, m) {
			break
		}
		m = minutesOf(a)
	}
	if a.Sport.OnFoot() {
		pauseRides(a, m)
	}
}

// endings limits how many rides, each with a rest after it, are removed from the end of one
// run. Ours.
const endings = 3

// recordedAs returns a phrase for the sport that a file names, for the text of an issue.
func recordedAs(s activity.Sport) string {
	if s == activity.Unknown {
		return "a sport without a name"
	}
	return "a " + s.String()
}

// travels reports whether the sport is one that moves across land.
func travels(s activity.Sport) bool { return s.OnFoot() || s == activity.Ride }
