package history

import (
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// clocked returns a run of a device whose clock has an offset from UTC. The run's place may
// be "".
func clocked(start, device, place string, offset time.Duration, source activity.ClockSource) summary.Summary {
	return with(run(start), func(s *summary.Summary) {
		s.Device, s.Place = device, place
		s.Clock = activity.Clock{Offset: offset, Source: source}
	})
}

// TestWhoseClock checks which clock gives the start of the last file.
func TestWhoseClock(t *testing.T) {
	const device, explicit = activity.ClockDevice, activity.ClockExplicit
	virtual := clocked("2025-04-28T17:30:00Z", "Zwift", "Pacific/Guadalcanal", 2*time.Hour, device)
	virtual.Indoor = true
	course := clocked("2025-04-29T16:03:00Z", "Zwift", "Pacific/Guadalcanal", 0, activity.ClockNone)
	berlin := clocked("2025-04-28T06:00:00Z", "watch", "Europe/Berlin", 2*time.Hour, device)
	for _, tt := range []struct {
		name   string
		sums   []summary.Summary
		want   string
		source ZoneSource
		issues int
	}{
		{"a virtual island beside the watch's own time", []summary.Summary{virtual}, "2025-04-28T19:30:00+02:00", ZoneDevice, 0},
		{"a virtual island without a local time", []summary.Summary{berlin, course}, "2025-04-29T18:03:00+02:00", ZoneNeighbour, 0},
		{
			"UTC as local time, disproved by the same watch's positions",
			[]summary.Summary{clocked("2025-05-06T23:30:00Z", "zepp", "Asia/Bangkok", 0, device), clocked("2025-05-07T23:30:00Z", "zepp", "", 0, device)},
			"2025-05-08T06:30:00+07:00", ZoneNeighbour, 1,
		},
		{
			"UTC as local time of another watch",
			[]summary.Summary{clocked("2025-05-06T23:30:00Z", "zepp", "Asia/Bangkok", 0, device), clocked("2025-05-07T23:30:00Z", "other", "", 0, device)},
			"2025-05-07T23:30:00Z", ZoneDevice, 0,
		},
		{
			"UTC as local time of a watch that follows the runner",
			[]summary.Summary{clocked("2025-05-06T06:30:00Z", "watch", "Europe/Berlin", 2*time.Hour, device), clocked("2025-05-07T06:30:00Z", "watch", "", 0, device)},
			"2025-05-07T06:30:00Z", ZoneDevice, 0,
		},
		{"London in winter", []summary.Summary{clocked("2026-01-06T06:30:00Z", "watch", "Europe/London", 0, device)}, "2026-01-06T06:30:00Z", ZoneDevice, 0},
		{"London in summer by a clock at UTC", []summary.Summary{clocked("2025-07-06T23:30:00Z", "watch", "Europe/London", 0, device)}, "2025-07-07T00:30:00+01:00", ZonePosition, 1},
		{
			"no summer time, at a position",
			[]summary.Summary{clocked("2025-05-06T22:41:00Z", "app", "Europe/Warsaw", time.Hour, explicit)},
			"2025-05-07T00:41:00+02:00", ZonePosition, 1,
		},
		{
			"no summer time of half an hour",
			[]summary.Summary{clocked("2025-01-14T13:20:00Z", "app", "Australia/Lord_Howe", 10*time.Hour+30*time.Minute, explicit)},
			"2025-01-15T00:20:00+11:00", ZonePosition, 1,
		},
		{
			"no summer time, beside a recording with a position",
			[]summary.Summary{clocked("2025-05-04T17:41:00Z", "watch", "Europe/Warsaw", 0, activity.ClockNone), clocked("2025-05-06T22:41:00Z", "app", "", time.Hour, explicit)},
			"2025-05-07T00:41:00+02:00", ZoneNeighbour, 1,
		},
		{
			"an hour west, by a clock that knows summer time",
			[]summary.Summary{
				clocked("2025-01-04T17:41:00Z", "watch", "", 0, device), clocked("2025-05-04T17:41:00Z", "phone", "Europe/Warsaw", 0, activity.ClockNone),
				clocked("2025-05-06T22:41:00Z", "watch", "", time.Hour, device),
			},
			"2025-05-06T23:41:00+01:00", ZoneDevice, 0,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var files []summary.File
			for i, s := range tt.sums {
				files = append(files, file(string(rune('a'+i))+".fit", s))
			}
			h := build(t, files...)
			s := h.Sessions[len(h.Sessions)-1]
			if got := s.Start.Format(time.RFC3339); got != tt.want || s.Zone != tt.source {
				t.Errorf("%s by %s, want %s by %s", got, s.Zone, tt.want, tt.source)
			}
			clock := 0
			for _, i := range h.Entries[len(h.Entries)-1].Issues {
				if i.Code != "day-guessed" {
					clock++
				}
			}
			if clock != tt.issues {
				t.Errorf("issues %v, want %d", h.Entries[len(h.Entries)-1].Issues, tt.issues)
			}
		})
	}
}
