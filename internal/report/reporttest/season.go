// Package reporttest makes seasons out of thin air for the tests of report and
// xlsx: a runner's weeks by a fixed pattern, no files behind them.
package reporttest

import (
	"fmt"
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// session is one planned session of a week.
type session struct {
	sport      activity.Sport
	class      classify.Class
	kind       classify.Kind
	title      string
	hour       int
	minutes    float64
	speed, hr  float64 // m/s, beats/min
	everyWeeks int     // only in weeks whose number it divides
}

// week is what the runner does on each day, Monday first.
var week = [7][]session{
	{
		{activity.Run, classify.Recovery, 0, "Recovery jog", 18, 35, 2.5, 128, 2},
		{activity.Ride, 0, 0, "Spin", 18, 60, 7, 115, 3},
	},
	{{activity.Run, classify.Easy, 0, "Easy", 7, 50, 2.9, 139, 1}},
	{{activity.Run, classify.Key, classify.Intervals, "8 x 400 m", 18, 65, 3.4, 158, 1}},
	{{activity.Run, classify.Recovery, 0, "", 7, 30, 2.6, 130, 1}, {activity.Yoga, 0, 0, "Yoga", 20, 40, 0, 90, 4}},
	{{activity.Run, classify.Easy, 0, "=HYPERLINK(\"http://example.com\",\"+cmd\")", 7, 55, 2.9, 140, 1}},
	{{activity.Run, classify.Key, classify.Tempo, "Tempo", 9, 60, 3.6, 162, 2}},
	{{activity.Run, classify.Long, 0, "Long run", 9, 115, 2.95, 146, 1}},
}

// Season is a season of the given number of weeks that ends on a long run.
func Season(weeks int) (*history.History, *season.Season) {
	first := unit.DayOf(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC))
	h := &history.History{}
	s := &season.Season{From: first, To: first + unit.Day(7*weeks) - 1, WeekStart: time.Monday}
	var verdicts []classify.Verdict
	for w := range weeks {
		s.Weeks = append(s.Weeks, season.Week{Start: first + unit.Day(7*w)})
		for d, plans := range week {
			for _, p := range plans {
				if w%p.everyWeeks == 0 {
					h.Sessions = append(h.Sessions, p.session(first+unit.Day(7*w+d), w))
					verdicts = append(verdicts, p.verdict())
				}
			}
		}
	}
	for i := range h.Sessions {
		x := &h.Sessions[i]
		h.Entries = append(h.Entries, history.Entry{File: x.Files[0], Session: i, Sum: x.Sum})
		s.Runs = append(s.Runs, season.Run{Session: x, Verdict: verdicts[i], Zones: zones(), DaysTo: -1})
		if verdicts[i].Class == classify.Long {
			s.LongRuns = append(s.LongRuns, season.Aftermath{Run: i, NextKey: -1, ToKey: -1})
		}
	}
	h.Entries = append(h.Entries, history.Entry{File: "broken/empty.fit", Status: history.Failed, Reason: "the file is empty", Session: -1})
	return h, s
}

func (p session) session(day unit.Day, w int) history.Session {
	start := day.Time().Add(time.Duration(p.hour) * time.Hour)
	grow := 1 + 0.01*float64(w%16)
	seconds := p.minutes * 60 * grow
	sum := &summary.Summary{
		Sport: p.sport, Title: p.title, Format: "fit", Start: start,
		Elapsed: seconds + 90, Timer: seconds + 10, Moving: seconds, Distance: seconds * p.speed,
		Ascent: 60, Descent: 60, AvgHR: p.hr + float64(w%5), MaxHR: p.hr + 18, HRShare: 1, HRQuality: 1,
		GAPSpeed: p.speed * 1.01, Decoupling: 2.5, AvgCadence: 172, AvgPower: math.NaN(), AvgTemp: math.NaN(),
	}
	return history.Session{
		Key: fmt.Sprintf("%s-%s", start.Format("20060102T150405Z"), p.sport), Sum: sum, Sport: p.sport, Start: start, Day: day,
		Zone: history.ZoneSetting, Files: []string{fmt.Sprintf("%s-%s.fit", start.Format("2006-01-02-150405"), p.sport)},
		Intent: history.Intent{Title: p.title},
	}
}

func (p session) verdict() classify.Verdict {
	v := classify.Verdict{Class: p.class, Kind: p.kind, Confidence: 0.86, Stressor: -1, HoursSince: math.NaN(), Judged: p.class}
	if p.class == classify.Long {
		v.Evidence = []classify.Evidence{{Rule: "long-duration", Got: p.minutes * 60, Usual: 3300, Limit: 4290, Unit: "s", For: classify.Long}}
	}
	return v
}

func zones() zone.Set {
	n := math.NaN()
	return zone.Set{
		LTHR:  zone.Threshold{Value: 168, Standing: zone.Confirmed, Effort: "0.95 × best 20 min (177 bpm)"},
		MaxHR: zone.Threshold{Value: 188, Standing: zone.LowerBound}, RestHR: zone.Threshold{Value: n},
		CriticalSpeed: zone.Threshold{Value: 3.7, Standing: zone.Confirmed}, ThresholdSpeed: zone.Threshold{Value: 3.6, Standing: zone.Confirmed},
		HR: zone.Zones{System: "Friel % LTHR", Names: []string{"Z1", "Z2", "Z3", "Z4", "5a", "5b", "5c"}, Lower: []float64{0, 143, 151, 160, 168, 172, 179}, EasyTop: 143},
	}
}
