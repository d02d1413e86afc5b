package gpx

import (
	"slices"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

func TestTimesInTheFormsOfVendors(t *testing.T) {
	point := func(time string) string { return `<trkpt lat="1.5" lon="2"><time>` + time + `</time></trkpt>` }
	tests := []struct {
		name   string
		times  []string
		start  string
		t      []float64
		clock  time.Duration
		issues string // issues of the file
		own    string // issues of the activity
	}{
		{"UTC", []string{"2024-09-01T06:00:00Z", "2024-09-01T06:00:01.5Z"}, "2024-09-01T06:00:00Z", []float64{0, 1.5}, 0, "", ""},
		{"offset", []string{"2024-09-01T06:00:00.000+09:00", "2024-09-01T06:00:02.000+09:00"}, "2024-08-31T21:00:00Z", []float64{0, 2}, 9 * time.Hour, "", ""},
		{"offset without colon", []string{"2024-09-01T06:00:00-0330"}, "2024-09-01T09:30:00Z", []float64{0}, -210 * time.Minute, "", ""},
		{"offset of zero says no place", []string{"2024-09-01T06:00:00+00:00"}, "2024-09-01T06:00:00Z", []float64{0}, 0, "", ""},
		{"no zone", []string{"2024-09-01T06:00:00", "2024-09-01T06:00:01"}, "2024-09-01T06:00:00Z", []float64{0, 1}, 0, "time-no-zone", ""},
		{"minutes only", []string{"2024-09-01T06:30Z"}, "2024-09-01T06:30:00Z", []float64{0}, 0, "", ""},
		{"small z", []string{"2024-09-01T06:30:00z"}, "2024-09-01T06:30:00Z", []float64{0}, 0, "", ""},
		{"one unreadable", []string{"2024-09-01T06:00:00Z", "soon", "2024-09-01T06:00:02Z"}, "2024-09-01T06:00:00Z", []float64{0, 2}, 0, "time-unreadable gpx-no-time", ""},
		{"one empty", []string{"2024-09-01T06:00:00Z", "", "2024-09-01T06:00:02Z"}, "2024-09-01T06:00:00Z", []float64{0, 2}, 0, "gpx-no-time", ""},
		{"one absurd", []string{"1970-01-01T00:00:00Z", "2024-09-01T06:00:00Z"}, "2024-09-01T06:00:00Z", []float64{0}, 0, "time-absurd gpx-no-time", ""},
		{"seconds a hundred times over", future("2025-03-26T20:38:24Z", 100), "2025-03-26T20:38:24Z", []float64{0, 1, 3, 4, 6, 7}, 0, "time-scale", ""},
		{"and backwards", reversed(future("2025-03-26T20:38:24Z", 100)), "2025-03-26T20:38:24Z", []float64{0, 1, 3, 4, 6, 7}, 0, "time-scale gpx-reversed", ""},
		{"seconds a thousand times over", future("2025-03-26T20:38:24Z", 1000), "2025-03-26T20:38:24Z", []float64{0, 1, 3, 4, 6, 7}, 0, "time-scale", ""},
		{"equal times", []string{"2024-09-01T06:00:00Z", "2024-09-01T06:00:00Z", "2024-09-01T06:00:01Z"}, "2024-09-01T06:00:00Z", []float64{0, 0, 1}, 0, "", ""},
		{"one step back", []string{"2024-09-01T06:00:00Z", "2024-09-01T06:00:05Z", "2024-09-01T06:00:04Z", "2024-09-01T06:00:06Z", "2024-09-01T06:00:07Z"}, "2024-09-01T06:00:00Z", []float64{0, 4, 6, 7}, 0, "", "gpx-time-order"},
		{"one jump ahead", []string{"2024-09-01T06:00:00Z", "2024-09-01T09:00:00Z", "2024-09-01T06:00:02Z", "2024-09-01T06:00:03Z"}, "2024-09-01T06:00:00Z", []float64{0, 2, 3}, 0, "", "gpx-time-order"},
		{"backwards throughout", []string{"2024-09-01T06:00:07Z", "2024-09-01T06:00:03Z", "2024-09-01T06:00:00Z"}, "2024-09-01T06:00:00Z", []float64{0, 3, 7}, 0, "gpx-reversed", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := head
			for _, s := range tt.times {
				doc += point(s)
			}
			a, issues := decodetest.One(t, Decode, doc+tail)
			if got := a.Start.Format(time.RFC3339Nano); got != tt.start {
				t.Errorf("start %s, want %s", got, tt.start)
			}
			if d := decodetest.Diff(tt.t, a.Samples.T); d != "" {
				t.Error(d)
			}
			if a.Clock.Offset != tt.clock || (a.Clock.Source == activity.ClockExplicit) != (tt.clock != 0) {
				t.Errorf("clock %v, want %v", a.Clock, tt.clock)
			}
			if decodetest.Codes(issues) != tt.issues || decodetest.Codes(a.Issues) != tt.own {
				t.Errorf("issues %q and %q, want %q and %q", decodetest.Codes(issues), decodetest.Codes(a.Issues), tt.issues, tt.own)
			}
		})
	}
}

// steps are seconds after a start.
var steps = []int64{0, 1, 3, 4, 6, 7}

// future returns the times after a start, with their seconds since 1970 multiplied by a
// factor.
func future(start string, times int64) []string {
	at, err := time.Parse(time.RFC3339, start)
	if err != nil {
		panic(err)
	}
	var out []string
	for _, s := range steps {
		out = append(out, time.Unix((at.Unix()+s)*times, 0).UTC().Format("2006-01-02T15:04:05Z"))
	}
	return out
}

// shifted returns the same times in a wrong year.
func shifted(start string) []string {
	at, err := time.Parse(time.RFC3339, start)
	if err != nil {
		panic(err)
	}
	var out []string
	for _, s := range steps {
		out = append(out, at.Add(time.Duration(s)*time.Second).Format(time.RFC3339))
	}
	return out
}

func reversed(times []string) []string {
	out := slices.Clone(times)
	slices.Reverse(out)
	return out
}

// join returns a point for each time.
func join(times []string) string {
	out := ""
	for _, s := range times {
		out += `<trkpt lat="1.5" lon="2"><time>` + s + `</time></trkpt>`
	}
	return out
}
