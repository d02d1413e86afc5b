package json

import (
	"io"
	"math"

	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// TodaySchema names the form of today --json.
const TodaySchema = "dayafter.today/1"

// Today is the JSON form of season.Today, in SI units.
type Today struct {
	Schema      string       `json:"schema"`
	Day         string       `json:"day"`
	Fits        string       `json:"fits"` // unclear, done, race, rest, recovery run, easy run, key workout
	Why         string       `json:"why"`
	Last        *LastSession `json:"last"`
	LastHard    *LastSession `json:"last_hard"` // the last long run, key workout or race
	RunsPerWeek *float64     `json:"runs_per_week"`
	WholeWeeks  int          `json:"whole_weeks"` // behind runs_per_week
	Targets     TodayTargets `json:"targets"`
	Week        *TodayWeek   `json:"week"`
	KeyGapDays  *float64     `json:"key_gap_days"` // usual days between key workouts
	DaysToKey   *int         `json:"days_to_key"`  // negative: overdue
	Race        *TodayRace   `json:"race"`
	Spike       TodaySpike   `json:"spike"`
	Words       []Words      `json:"words"`
}

// LastSession is a session and the time since its end.
type LastSession struct {
	Session   string   `json:"session"`
	Sport     string   `json:"sport"`
	Class     *string  `json:"class"`
	HoursAgo  *float64 `json:"hours_since_end"`
	DistanceM *float64 `json:"distance_m"`
	MovingS   *float64 `json:"moving_s"`
}

// TodayTargets are limits for an easy run on tired legs and the data that they come from.
type TodayTargets struct {
	DurationS    *float64 `json:"duration_s"`
	PaceSlower   *float64 `json:"pace_slower_than_s_per_km"`
	HRBelow      *float64 `json:"hr_below_bpm"`
	NextDayRuns  int      `json:"next_day_runs"` // runs behind duration_s; if 0, duration_s is 30 minutes
	EasyRuns     int      `json:"easy_runs"`     // runs behind the pace
	LTHR         *float64 `json:"lthr_bpm"`      // threshold behind the heart rate
	LTHRStanding *string  `json:"lthr_standing"`
}

// TodayWeek counts this week's sessions.
type TodayWeek struct {
	Start    string `json:"start"`
	Runs     int    `json:"runs"`
	HardRuns int    `json:"hard_runs"`
	Sessions int    `json:"sessions"`
}

// TodayRace is the next race.
type TodayRace struct {
	Name string `json:"name"`
	Day  string `json:"day"`
	Days int    `json:"days_to_race"`
}

// TodaySpike compares runs with the longest run of the 30 days before.
type TodaySpike struct {
	Session  *string  `json:"session"`      // the latest run, if it was more than 10 % longer
	Beyond   *float64 `json:"beyond_share"` // share by which it is longer than the longest run before
	LongestM *float64 `json:"longest_m"`    // of the last 30 days
	LimitM   *float64 `json:"limit_m"`      // a longer run today would be a spike
}

// Words is a heading and its sentences.
type Words struct {
	Heading   string   `json:"heading"`
	Sentences []string `json:"sentences"`
}

// WriteToday writes the state of a day as one object.
func WriteToday(w io.Writer, s *season.Season, t *season.Today, words []report.Paragraph) error {
	out := Today{
		Schema: TodaySchema, Day: t.Day.String(), Fits: t.Fits.String(), Why: t.Why.String(),
		Last: lastSession(s, t.Last, t.Hours), LastHard: lastSession(s, t.Hard, t.HardHours),
		RunsPerWeek: unit.Optional(t.PerWeek, 1), WholeWeeks: t.Weeks, Targets: newTargets(&t.Targets),
		KeyGapDays: unit.Optional(t.Gap, 1), Spike: newSpike(s, &t.Spike),
	}
	if k := t.Week; k != nil {
		out.Week = &TodayWeek{k.Start.String(), k.Runs, k.Stressed, k.Sessions}
	}
	if t.LastKey >= 0 && !math.IsNaN(t.Gap) {
		out.DaysToKey = &t.ToKey
	}
	if t.Race != nil {
		out.Race = &TodayRace{t.Race.Name, t.Race.Day.String(), t.ToRace}
	}
	for _, p := range words {
		out.Words = append(out.Words, Words{p.Heading, p.Sentences})
	}
	enc := NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

func lastSession(s *season.Season, run int, hours float64) *LastSession {
	if run < 0 {
		return nil
	}
	r := &s.Runs[run]
	return &LastSession{r.Key, r.Sport.String(), unit.OptionalText(r.Verdict.Class.String()), unit.Optional(hours, 1), unit.Optional(r.Sum.Distance, 1), unit.Optional(r.Sum.Moving, 1)}
}

func newTargets(t *season.Targets) TodayTargets {
	out := TodayTargets{
		DurationS: unit.Optional(t.Seconds, 0), PaceSlower: pace(t.SlowerThan), HRBelow: unit.Optional(t.BelowHR, 1),
		NextDayRuns: t.ByLength, EasyRuns: t.ByPace, LTHR: unit.Optional(t.LTHR, 1),
	}
	if out.LTHR != nil {
		out.LTHRStanding = unit.OptionalText(t.Standing.String())
	}
	return out
}

func newSpike(s *season.Season, p *season.Spike) TodaySpike {
	out := TodaySpike{Beyond: unit.Optional(p.Beyond, 3), LongestM: unit.Optional(p.Longest, 1), LimitM: unit.Optional(p.Limit, 1)}
	if p.Run >= 0 {
		out.Session = unit.OptionalText(s.Runs[p.Run].Key)
	}
	return out
}
