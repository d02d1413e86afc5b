package history

import (
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format"
	"dayafter/internal/summary"
)

// entryOf returns an index entry with the totals of s.
func entryOf(s *summary.Summary) *summary.IndexEntry {
	n := math.NaN()
	return &summary.IndexEntry{Start: s.Start, Elapsed: s.Elapsed, Timer: n, Moving: s.Moving, Distance: s.Distance, RPE: n, Temp: n}
}

// traced sets the trace of s to an even speed that gives its distance.
func traced(s *summary.Summary) {
	n := int(s.Elapsed) / summary.GAPStep
	speed, gap, hr := make([]uint8, n*summary.GAPStep), make([]uint8, n), make([]uint8, n)
	q := uint8(s.Distance / s.Elapsed / summary.SpeedQuantum)
	for i := range speed {
		speed[i] = q
	}
	for i := range gap {
		gap[i], hr[i] = q, 140
	}
	s.Trace = summary.Trace{Speed: summary.Pack(speed), GAP: summary.Pack(gap), HR: summary.Pack(hr)}
	s.Totals = activity.Totals{Elapsed: s.Elapsed, Timer: s.Timer, Distance: s.Distance}
}

// TestIndexCorrectsTheFile checks each value that a person can correct: which value counts,
// and that one issue states both.
func TestIndexCorrectsTheFile(t *testing.T) {
	for _, tt := range []struct {
		name     string
		change   func(*summary.IndexEntry)
		distance float64
		moving   float64
		issue    string
	}{
		{"as recorded", func(*summary.IndexEntry) {}, 10000, 3590, ""},
		{"another rule of moving", func(e *summary.IndexEntry) { e.Moving = 3480 }, 10000, 3590, ""},
		{"the site's own distance", func(e *summary.IndexEntry) { e.Distance = 10090 }, 10000, 3590, ""},
		{"distance", func(e *summary.IndexEntry) { e.Distance = 11500 }, 11500, 3590, "10.00 km, the export's index 11.50 km"},
		{"time", func(e *summary.IndexEntry) { e.Moving = 3000 }, 10000, 3000, "59:50 of moving time, the export's index 50:00"},
		{"crop", func(e *summary.IndexEntry) { e.Elapsed, e.Moving, e.Distance = 2700, 2700, 7500 }, 7500, 2692, "1:00:00 and 10.00 km, 45:00 and 7.50 km"},
		{"timer time beside the site's moving time", func(e *summary.IndexEntry) { e.Timer, e.Moving = 3600, 2000 }, 10000, 3590, ""},
		{"a longer recording from which the ride home was trimmed", func(e *summary.IndexEntry) { e.Elapsed, e.Moving, e.Distance = 5000, 5000, 25000 }, 10000, 3590, ""},
		{"nothing stated", func(e *summary.IndexEntry) { n := math.NaN(); e.Elapsed, e.Moving, e.Distance = n, n, n }, 10000, 3590, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := with(run("2026-03-01T08:00:00Z"), traced)
			f := file("a.fit", s)
			f.IndexEntry = entryOf(&s)
			tt.change(f.IndexEntry)
			h := build(t, f)
			got := h.Sessions[0].Sum
			if math.Abs(got.Distance-tt.distance) > 0.01*tt.distance || math.Abs(got.Moving-tt.moving) > 0.01*tt.moving {
				t.Errorf("%.0f m in %.0f s, want %.0f m in %.0f s", got.Distance, got.Moving, tt.distance, tt.moving)
			}
			var texts []string
			for _, i := range h.Entries[0].Issues {
				texts = append(texts, i.Text)
			}
			if all := strings.Join(texts, "; "); (tt.issue == "") != (all == "") || !strings.Contains(all, tt.issue) || len(texts) > 1 {
				t.Errorf("issues %q, want one with %q", all, tt.issue)
			}
			if f.Summaries[0].Distance != 10000 {
				t.Error("Build wrote into the caller's Summary")
			}
		})
	}
}

func TestIndexStatesTheSport(t *testing.T) {
	named := func(s activity.Sport) summary.File {
		f := file("a.fit", run("2026-03-01T08:00:00Z"))
		f.Stated.Sport = s
		return f
	}
	for _, s := range []activity.Sport{activity.Ride, activity.Walk, activity.Other} {
		h := build(t, named(s))
		if h.Sessions[0].Sport != s || h.Entries[0].Status != OtherSport || len(h.Entries[0].Issues) != 1 {
			t.Errorf("%s: %s with issues %v", s, h.Sessions[0].Sport, h.Entries[0].Issues)
		}
	}
	if h := build(t, named(activity.Unknown)); h.Sessions[0].Sport != activity.Run || len(h.Entries[0].Issues) != 0 {
		t.Errorf("without a stated sport: %s", h.Sessions[0].Sport)
	}
	triathlon := file("t.fit", with(run("2026-03-01T07:00:00Z"), func(s *summary.Summary) { s.Sport = activity.Swim }), run("2026-03-01T08:30:00Z"))
	triathlon.Stated.Sport = activity.Ride
	if h := build(t, triathlon); h.Sessions[0].Sport != activity.Swim || h.Sessions[1].Sport != activity.Run {
		t.Error("the index of a multisport file names one sport of several")
	}
}

func TestIndexRatesTheRun(t *testing.T) {
	s := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Rating.RPE, s.AvgTemp = math.NaN(), math.NaN() })
	f := file("a.fit", s)
	f.IndexEntry = entryOf(&s)
	f.IndexEntry.RPE, f.IndexEntry.Temp = 7, -3
	if got := build(t, f).Sessions[0].Sum; got.Rating.RPE != 7 || got.AvgTemp != -3 {
		t.Errorf("exertion %v at %v °C, want 7 at -3 °C", got.Rating.RPE, got.AvgTemp)
	}
}

// listFile returns the File of a run that only a list names.
func listFile(name, start string, local bool) summary.File {
	s := with(run(start), func(s *summary.Summary) { s.Format, s.HRShare = format.List, 0 })
	f := file(name, s)
	f.Format, f.SHA256, f.IndexEntry = format.List, [32]byte{}, entryOf(&s)
	f.IndexEntry.Local, f.IndexEntry.ByHand = local, true
	return f
}

// TestRunsEnteredByHand checks that rows of lists count as runs unless there is a
// recording, and that they are never joined.
func TestRunsEnteredByHand(t *testing.T) {
	tokyo := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Place = "Asia/Tokyo" })
	short := with(run("2026-03-06T08:20:00Z"), func(s *summary.Summary) { s.Elapsed, s.Timer, s.Moving, s.Distance = 1200, 1200, 1190, 3300 })
	h := build(
		t, file("a.fit", tokyo), file("b.fit", short),
		listFile("recorded", "2026-03-01T08:00:40Z", false),
		listFile("within the recording", "2026-03-01T08:40:00Z", false),
		listFile("clock, recorded", "2026-03-01T17:00:20Z", true),
		listFile("clock, just before midnight", "2026-03-02T23:50:00Z", true),
		listFile("right after the recording", "2026-03-01T09:10:00Z", false),
		listFile("around a recording", "2026-03-06T08:00:00Z", false),
	)
	want := "a.fit used, around a recording used, b.fit used, clock, just before midnight used, clock, recorded duplicate, " +
		"recorded duplicate, right after the recording used, within the recording duplicate"
	if got := statuses(h); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, s := range h.Sessions {
		if s.Files[0] != "clock, just before midnight" {
			continue
		}
		if s.Start.Format(time.RFC3339) != "2026-03-02T23:50:00+09:00" || s.Day.String() != "2026-03-02" || s.Guessed {
			t.Errorf("%s on %s, guessed %v", s.Start, s.Day, s.Guessed)
		}
	}
	if len(h.Unrecorded) != 0 {
		t.Error("a run entered by hand is listed as unrecorded:", h.Unrecorded)
	}
}
