package synth

import (
	"bytes"
	"slices"
	"strings"

	"dayafter/internal/activity"
)

// polarDamages returns faults of sessions of Polar Flow's export, in both of its
// forms.
func polarDamages() []damage {
	return []damage{
		{"polar-session.json", "used", "", "", polarOf(Polar, same)},
		{"polar-series.json", "used", "", "", polarOf(PolarSeries, same)},
		{"polar-cut.json", "used", "json-cut", "breaks off", polarOf(PolarSeries, func(s string) string {
			return s[:strings.Index(s, `"routes"`)+40]
		})},
		{"polar-clocks-apart.json", "used", "polar-clock", "clock", func(s sound) ([]byte, int, error) {
			inUTC := *s.act // all series are an hour off, as in files of 2014 and 2015
			inUTC.Clock = activity.Clock{}
			local, err := Polar(s.act)
			if err != nil {
				return nil, 0, err
			}
			utc, err := Polar(&inUTC)
			head, _, _ := bytes.Cut(local, []byte(`"samples"`))
			_, tail, _ := bytes.Cut(utc, []byte(`"samples"`))
			return slices.Concat(head, []byte(`"samples"`), tail), s.n, err
		}},
		{"polar-planned.json", "not-activity", "", "JSON", nothing(func(sound) []byte {
			return []byte(`{"exportVersion":"1.6","startTime":"2025-06-01T18:00:00.000","name":"Intervals","done":false,"exercises":[{"sport":"RUNNING","phases":[]}]}`)
		})},
	}
}

func same(s string) string { return s }

// polarOf writes the run in one of Polar's forms and damages the text.
func polarOf(write func(*activity.Activity) ([]byte, error), change func(string) string) func(sound) ([]byte, int, error) {
	return func(s sound) ([]byte, int, error) {
		data, err := write(s.act)
		return []byte(change(string(data))), s.n, err
	}
}
