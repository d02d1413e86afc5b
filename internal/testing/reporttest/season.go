// Package reporttest makes seasons for the tests of report and xlsx: a runner's
// weeks in a fixed pattern with given classes, without files.
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

// Case is a season before it is analysed.
type Case struct {
	History  *history.History
	Verdicts []classify.Verdict
	Zones    zone.Settings
}

// Analyse computes the season.
func (c *Case) Analyse() *season.Season {
	return season.Analyse(c.History, c.Verdicts, zone.Estimate(c.History.Sessions, c.Zones), c.options())
}

// Ledger computes the part of the season that a scan shows.
func (c *Case) Ledger() *season.Season {
	return season.Ledger(c.History, c.Verdicts, zone.Estimate(c.History.Sessions, c.Zones), c.options())
}

func (c *Case) options() season.Options {
	o := season.Defaults()
	o.Resamples = 50
	if n := len(c.History.Sessions); n > 0 {
		o.From, o.To = c.History.Sessions[0].Day, c.History.Sessions[n-1].Day
	}
	o.Rejudge = func(float64) []classify.Verdict { return c.Verdicts }
	return o
}

// Override gives a session another class, as the runner would.
func (c *Case) Override(session int, class classify.Class) {
	c.Say(session, classify.Override{Class: class})
}

// Say gives a session an override. A later override replaces an earlier one.
func (c *Case) Say(session int, word classify.Override) {
	v := c.Verdicts[session]
	if v.Said != (classify.Override{}) {
		v.Class, v.Kind, v.Override, v.Ignored = v.Judged, v.JudgedKind, false, false
	}
	c.Verdicts[session] = v.With(word)
}

// AddUnrecorded adds a run without a file to every tenth day.
func (c *Case) AddUnrecorded() {
	for i := range c.History.Sessions {
		if x := &c.History.Sessions[i]; x.Day%10 == 0 {
			c.History.Unrecorded = append(c.History.Unrecorded, history.Unrecorded{Start: x.Start.Add(24 * time.Hour), Day: x.Day + 1, Sport: activity.Run})
		}
	}
}

// plan is one session of a week.
type plan struct {
	sport     activity.Sport
	class     classify.Class
	kind      classify.Kind
	intensity classify.Intensity
	title     string
	hour      int
	minutes   float64
	speed, hr float64 // m/s, beats/min
	every     int     // only in weeks whose number it divides
}

// week is what the runner does on each day, Monday first.
var week = [7][]plan{
	{
		{activity.Ride, 0, 0, classify.VeryEasy, "Spin", 17, 60, 7, 115, 3},
		{activity.Run, classify.Recovery, 0, classify.VeryEasy, "Recovery jog", 18, 35, 2.5, 128, 2},
		{activity.Run, classify.Easy, 0, classify.Steady, "", 19, 45, 3.2, 152, 5},
	},
	{{activity.Run, classify.Easy, 0, classify.EasyIntensity, "Easy", 7, 50, 2.9, 139, 1}},
	{{activity.Run, classify.Key, classify.Intervals, classify.Hard, "8 x 400 m", 18, 65, 3.4, 158, 1}},
	{
		{activity.Run, classify.Recovery, 0, classify.VeryEasy, "", 7, 30, 2.6, 130, 1},
		{activity.Yoga, 0, 0, classify.VeryEasy, "Yoga", 20, 40, 0, math.NaN(), 4},
	},
	{{activity.Run, classify.Easy, 0, classify.EasyIntensity, `=HYPERLINK("http://example.com","+cmd")`, 7, 55, 2.9, math.NaN(), 3}},
	{
		{activity.Run, classify.Key, classify.Tempo, classify.Hard, "Tempo", 9, 60, 3.6, 162, 2},
		{activity.Run, classify.Unknown, 0, classify.NoIntensity, "", 15, 12, math.NaN(), math.NaN(), 7},
	},
	{{activity.Run, classify.Long, 0, classify.EasyIntensity, "Long run", 9, 115, 2.95, 146, 1}},
}

// Season returns a season of the given number of weeks that ends on a long run. Two
// weeks are base training, one is without any run, one has a race.
func Season(weeks int) *Case {
	first := unit.DayOf(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC))
	c := &Case{History: &history.History{}, Zones: zone.Defaults()}
	c.Zones.MaxHR, c.Zones.RestHR, c.Zones.LTHR, c.Zones.ThresholdSpeed = 188, 48, 168, 3.6
	for w := range weeks {
		c.addWeek(w, first+unit.Day(7*w))
	}
	h := c.History
	for i := range h.Sessions {
		h.Entries = append(h.Entries, history.Entry{File: h.Sessions[i].Files[0], Session: i, Sum: h.Sessions[i].Sum})
	}
	h.Entries = append(h.Entries, history.Entry{
		File: "broken/empty.fit", Status: history.Failed, Reason: "the file is empty", Session: -1,
	})
	return c
}

// addWeek adds the sessions of a week that begins on the given day.
func (c *Case) addWeek(w int, first unit.Day) {
	for d, plans := range week {
		for _, p := range plans {
			if p.runs(w) {
				c.add(p.session(first+unit.Day(d), w), p.verdict(w))
			}
		}
	}
}

// runs reports whether the plan is followed in the week.
func (p plan) runs(w int) bool {
	switch w % 16 {
	case 5, 6: // base training
		return w%p.every == 0 && p.class != classify.Key
	case 10: // ill
		return false
	}
	return w%p.every == 0
}

func (c *Case) add(s history.Session, v classify.Verdict) {
	c.History.Sessions = append(c.History.Sessions, s)
	c.Verdicts = append(c.Verdicts, v)
}

func (p plan) session(day unit.Day, w int) history.Session {
	start := day.Time().Add(time.Duration(p.hour) * time.Hour)
	seconds := p.minutes * 60 * (1 + 0.01*float64(w%16))
	hr := p.hr + float64(w%5)
	sum := &summary.Summary{
		Sport: p.sport, Title: p.title, Format: "fit", Start: start,
		Elapsed: seconds + 90, Timer: seconds + 10, Moving: seconds, Distance: seconds * p.speed,
		Ascent: 60, Descent: 60, AvgHR: hr, MaxHR: hr + 18, HRShare: 1, HRQuality: 1,
		GAPSpeed: p.speed * 1.01, Decoupling: 2.5 + float64(w%4), AvgCadence: 172, AvgPower: math.NaN(), AvgTemp: math.NaN(),
	}
	if !math.IsNaN(hr) {
		sum.HRSeconds = make([]uint16, 200)
		sum.HRSeconds[int(hr)-4], sum.HRSeconds[int(hr)+4] = uint16(seconds/2), uint16(seconds/2)
	}
	return history.Session{
		Key: fmt.Sprintf("%s-%s", start.Format("20060102T150405Z"), p.sport), Sum: sum, Sport: p.sport, Start: start, Day: day,
		Zone: history.ZoneSetting, Files: []string{fmt.Sprintf("%s-%s.fit", start.Format("2006-01-02-150405"), p.sport)},
		Intent: history.Intent{Title: p.title, Recovery: p.title == "Recovery jog"},
	}
}

func (p plan) verdict(w int) classify.Verdict {
	v := classify.Verdict{
		Class: p.class, Judged: p.class, Kind: p.kind, Intensity: p.intensity,
		Confidence: 0.86, Stressor: -1, HoursSince: math.NaN(),
	}
	if p.class == classify.Key && w%16 == 15 {
		v.Kind = classify.Race
	}
	if p.class == classify.Long && w%8 == 3 {
		v.Kind = classify.LongWithQuality
	}
	if p.class == classify.Long {
		v.RunnerUp = classify.Easy
		v.Evidence = []classify.Evidence{{Rule: "long-duration", Got: p.minutes * 60, Usual: 3300, Limit: 4290, Unit: "s", For: classify.Long}}
	}
	return v
}
