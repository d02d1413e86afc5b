package classify

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// oddSession draws a session in which any value may be missing or absurd.
func oddSession(t *rapid.T, at time.Time) history.Session {
	speed := rapid.SampledFrom([]float64{0, 0.01, 2, 3, 7}).Draw(t, "speed")
	heart := rapid.SampledFrom([]float64{0, 40, 150, 230}).Draw(t, "heart")
	s := sessionOf(at, []leg{{rapid.SampledFrom([]int{0, 1, 4, 30, 600, 4800}).Draw(t, "seconds"), speed, heart}})
	s.Sport = rapid.SampledFrom([]activity.Sport{activity.Run, activity.Run, activity.Run, activity.Ride}).Draw(t, "sport")
	sum, odd := s.Sum, rapid.SampledFrom([]float64{math.NaN(), 0, 1e9})
	if rapid.Bool().Draw(t, "no speed") {
		sum.Trace.Speed, sum.Trace.GAP = nil, nil
	}
	if rapid.Bool().Draw(t, "no series of heart rate") {
		sum.Trace.HR = nil
	}
	for _, v := range []*float64{&sum.Moving, &sum.Elapsed, &sum.Distance, &sum.AvgHR, &sum.HRShare, &sum.GAPSpeed, &sum.HRQuality} {
		if rapid.IntRange(0, 3).Draw(t, "odd") == 0 {
			*v = odd.Draw(t, "value")
		}
	}
	sum.Laps = []activity.Lap{{Timer: 60, Trigger: activity.TriggerManual, Step: 7}, {Trigger: activity.TriggerManual, Kind: activity.LapRest, Distance: math.NaN()}}
	sum.Trace.Breaks = []summary.Break{{At: 1e6, Length: 100}}
	s.Intent = history.Intent{Easy: rapid.Bool().Draw(t, "easy"), Long: rapid.Bool().Draw(t, "long"), Race: rapid.Bool().Draw(t, "race")}
	return s
}

// Every session gets a verdict without NaN in its words, however odd the data.
func TestOddSessions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s []history.Session
		at := monday
		for range rapid.IntRange(0, 12).Draw(t, "sessions") {
			s = append(s, oddSession(t, at))
			at = at.Add(rapid.SampledFrom([]time.Duration{0, time.Second, 10 * time.Hour, 400 * 24 * time.Hour}).Draw(t, "gap"))
		}
		for i, v := range judgeAll(s) {
			if !(v.Confidence >= 0 && v.Confidence <= 1) || v.Class != Unknown && v.RunnerUp == v.Class || v.Stressor == i || v.HoursSince < 0 {
				t.Fatalf("an impossible verdict: %+v", v)
			}
			words := append(v.Marks, v.Missing...)
			for _, e := range v.Evidence {
				words = append(words, Sentence(e, unit.Metric))
			}
			for _, text := range words {
				if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
					t.Fatalf("a text with an unknown number: %q", text)
				}
			}
		}
	})
}

// An empty recording in the same week does not make a long run shorter.
func TestLongBesideARecordingOfNothing(t *testing.T) {
	s, i := with(30, easyLegs(120))
	s[i+1] = sessionOf(s[i+1].Start, nil)
	s[i+1].Sum.Moving = nan
	if v := judgeAll(s)[i]; v.Class != Long {
		t.Errorf("two hours are %v", v.Class)
	}
}
