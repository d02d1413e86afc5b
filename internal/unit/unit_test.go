package unit

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestFormat(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct{ got, want string }{
		{Metric.Distance(12345), "12.3 km"},
		{Imperial.Distance(42195), "26.2 mi"},
		{Metric.Distance(nan), Missing},
		{Metric.Pace(1000.0 / 312), "5:12 /km"},
		{Imperial.Pace(Mile / 480), "8:00 /mi"},
		{Metric.Pace(0), Missing},
		{Metric.Pace(-1), Missing},
		{Metric.Pace(nan), Missing},
		{Metric.Speed(7.5), "27.0 km/h"},
		{Imperial.Speed(Mile / 240), "15.0 mph"},
		{Metric.Speed(0), Missing},
		{Metric.Speed(nan), Missing},
		{Metric.SwimPace(0.8), "2:05 /100 m"},
		{Imperial.SwimPace(0.9144), "1:40 /100 yd"},
		{Imperial.SwimPace(nan), Missing},
		{Clock(59.6), "1:00"},
		{Clock(3599.4), "59:59"},
		{Clock(3599.6), "1:00:00"},
		{Clock(-65), "-1:05"},
		{Clock(nan), Missing},
		{Clock(math.Inf(1)), Missing},
		{Metric.DistanceName() + Metric.HeightName(), "kmm"},
		{Imperial.DistanceName() + Imperial.HeightName(), "mift"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestParsePace(t *testing.T) {
	for text, want := range map[string]float64{"4:00": 1000.0 / 240, "4:00/km": 1000.0 / 240, "6:26 /mi": Mile / 386, " 10:05 ": 1000.0 / 605} {
		if got, err := Metric.ParsePace(text); err != nil || math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: %v, %v; want %v m/s", text, got, err, want)
		}
	}
	if got, err := Imperial.ParsePace("8:00"); err != nil || math.Abs(got-Mile/480) > 1e-9 {
		t.Errorf("8:00 in miles: %v, %v", got, err)
	}
	for _, text := range []string{"", "4", "4:", ":30", "4:60", "-4:00", "4:-5", "0:00", "fast", "4:00/h"} {
		if got, err := Metric.ParsePace(text); err == nil || !math.IsNaN(got) {
			t.Errorf("%q was taken as %v m/s", text, got)
		}
	}
}

// Parsing a formatted pace gives the same pace, to the second.
func TestPaceRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]System{Metric, Imperial}).Draw(t, "system")
		shown := s.Pace(s.Metres() / float64(rapid.IntRange(60, 3599).Draw(t, "seconds")))
		speed, err := s.ParsePace(shown)
		if err != nil || s.Pace(speed) != shown {
			t.Fatalf("%q became %q (%v)", shown, s.Pace(speed), err)
		}
	})
}

func TestParseSystem(t *testing.T) {
	for text, want := range map[string]System{"metric": Metric, "imperial": Imperial} {
		if got, err := ParseSystem(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if _, err := ParseSystem("nautical"); err == nil {
		t.Error("nautical was accepted")
	}
}

func TestDay(t *testing.T) {
	auckland := time.FixedZone("", 13*3600)
	if got := DayOf(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).In(auckland)).String(); got != "2026-03-02" {
		t.Errorf("noon UTC in Auckland lies on %s", got)
	}
	if _, err := ParseDay("1.3.2026"); err == nil {
		t.Error("1.3.2026 was accepted")
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(-1000, 40000).Draw(t, "day"))
		back, err := ParseDay(d.String())
		if err != nil || back != d || DayOf(d.Time()) != d {
			t.Fatalf("%s became %s (%v)", d, back, err)
		}
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
		if w := d.WeekStart(first); w.Weekday() != first || w > d || d-w > 6 {
			t.Fatalf("the week of %s that begins on %s begins on %s", d, first, w)
		}
	})
}

func TestSpoken(t *testing.T) {
	const hour, day = 3600.0, 86400.0
	for want, seconds := range map[string]float64{
		"99 s": 99, "2 min": 100, "1 h 40 min": 6000, "12 h 0 min": 12 * hour, "6 days 3 h": 6*day + 3*hour,
		"70 days": 70 * day, "3 years": 3.2 * 365 * day, "35 years": 12903 * day,
	} {
		if got := Spoken(seconds); got != want {
			t.Errorf("%g s: %q, want %q", seconds, got, want)
		}
	}
}
