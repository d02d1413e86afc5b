package gpx

import (
	"regexp"
	"strings"

	"dayafter/internal/activity"
)

// describe sets the values that the document holds for the tracks of the parts.
func describe(a *activity.Activity, doc document, parts []part) {
	for _, p := range parts {
		t := doc.tracks.of(p)
		a.Title = firstOf(a.Title, t.name)
	}
	if t := parts[0].track; t == parts[len(parts)-1].track && t >= 0 && t < len(doc.tracks) {
		a.Totals = doc.tracks[t].totals // if there are several tracks, these are the totals of one of them
	}
	a.Title = firstOf(a.Title, doc.name)
	a.Device = doc.creator
	setSport(a, doc, parts)
	if a.Samples.Lat == nil {
		a.Indoor = true
	}
	if a.Sport == activity.Run {
		activity.StepsPerMinute(a.Samples.Cadence)
	}
}

// firstOf returns a, or b if a is empty.
func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// wordOf returns the first known sport among the tracks of the parts, and the first type
// that a track states, even if it is unknown.
func (ts tracks) wordOf(parts []part) (word activity.Word, written string) {
	for _, p := range parts {
		t := ts.of(p)
		written = firstOf(written, t.kind)
		if t.word.Sport != activity.Unknown {
			return t.word, written
		}
	}
	return word, written
}

// setSport sets the sport by the type of the tracks, or by a title that a program
// writes only for one sport.
func setSport(a *activity.Activity, doc document, parts []part) {
	word, written := doc.tracks.wordOf(parts)
	if word.Sport == activity.Unknown {
		word = sportOfTitle(a.Title, doc.creator)
	}
	a.Sport, a.Indoor, a.Track = word.Sport, word.Indoor, word.Track
	a.Virtual = word.Virtual || activity.IsVirtualWorld(a.Device)
	a.Indoor = a.Indoor || a.Virtual
	switch {
	case a.Sport != activity.Unknown:
	case written != "":
		a.Issues.Add(activity.Note, "gpx-sport", "the file names a sport that is not known: %q", written)
	default:
		a.Issues.Add(activity.Note, "gpx-sport", "the file names no sport")
	}
}

// Titles that programs generate: Strava's "Morning Run" and Runkeeper's "Running 8/28/14
// 7:45 am".
var (
	stravaTitle    = regexp.MustCompile(`^(?:Morning|Lunch|Afternoon|Evening|Night) ((?:Trail |Virtual )?(?:Run|Ride|Swim|Walk|Hike))$`)
	runkeeperTitle = regexp.MustCompile(`^(Running|Walking|Cycling|Hiking|Swimming) \d{1,2}/\d{1,2}/\d{2,4} `)
)

// sportOfTitle returns the sport that a title implies by the convention of the
// program that wrote it.
func sportOfTitle(title, creator string) activity.Word {
	creator = strings.ToLower(creator)
	var name string
	switch {
	case strings.Contains(creator, "strava"):
		name = submatch(stravaTitle, title)
	case strings.Contains(creator, "runkeeper"):
		name = submatch(runkeeperTitle, title)
	case strings.Contains(creator, "joyrun"), strings.Contains(strings.ToLower(title), "joyrun"):
		name = "run" // Joyrun records runs only
	}
	word, _ := activity.SportOf(name)
	return word
}

// submatch returns the text that the group of a pattern matches; "" without a match.
func submatch(pattern *regexp.Regexp, text string) string {
	if m := pattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
