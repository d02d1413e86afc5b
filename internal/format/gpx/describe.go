package gpx

import (
	"regexp"
	"strings"

	"dayafter/internal/activity"
)

// describe fills in what the document says of the parts' tracks.
func describe(a *activity.Activity, doc document, parts []part) {
	for _, p := range parts {
		t := doc.tracks.of(p)
		a.Title, a.Notes = either(a.Title, t.name), either(a.Notes, t.notes)
	}
	if t := parts[0].track; t == parts[len(parts)-1].track && t >= 0 && t < len(doc.tracks) {
		a.Totals = doc.tracks[t].totals // with several tracks, each claims for itself
	}
	a.Title, a.Notes = either(a.Title, doc.name), either(a.Notes, doc.notes)
	a.Device = doc.creator
	setSport(a, doc, parts)
	if a.Samples.Lat == nil {
		a.Indoor = true
	}
	if a.Sport == activity.Run {
		activity.StepsPerMinute(a.Samples.Cadence)
	}
}

// either is a unless it is empty, then b.
func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// wordOf is the first known sport among the parts' tracks; written is the first
// type that a track has, known or not.
func (ts tracks) wordOf(parts []part) (word activity.Word, written string) {
	for _, p := range parts {
		t := ts.of(p)
		written = either(written, t.kind)
		if t.word.Sport != activity.Unknown {
			return t.word, written
		}
	}
	return word, written
}

// setSport names the sport: by the tracks' type, or by a title that a program
// writes by itself for one sport only.
func setSport(a *activity.Activity, doc document, parts []part) {
	word, written := doc.tracks.wordOf(parts)
	if word.Sport == activity.Unknown {
		word = conventional(a.Title, doc.creator)
	}
	a.Sport, a.Indoor, a.Track = word.Sport, word.Indoor, word.Track
	switch {
	case a.Sport != activity.Unknown:
	case written != "":
		a.Issues.Add(activity.Note, "gpx-sport", "the file names a sport that is not known: %q", written)
	default:
		a.Issues.Add(activity.Note, "gpx-sport", "the file names no sport")
	}
}

// Titles that programs write by themselves: Strava's "Morning Run" and Runkeeper's
// "Running 8/28/14 7:45 am".
var (
	stravaTitle    = regexp.MustCompile(`^(?:Morning|Lunch|Afternoon|Evening|Night) ((?:Trail |Virtual )?(?:Run|Ride|Swim|Walk|Hike))$`)
	runkeeperTitle = regexp.MustCompile(`^(Running|Walking|Cycling|Hiking|Swimming) \d{1,2}/\d{1,2}/\d{2,4} `)
)

// conventional is the sport that a program's convention tells for certain.
func conventional(title, creator string) activity.Word {
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

// submatch is what the pattern's group matches in text; "" without a match.
func submatch(pattern *regexp.Regexp, text string) string {
	if m := pattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
