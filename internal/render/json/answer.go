package json

import (
	"strings"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Answer holds the answer as numbers. The printed answer states the same.
type Answer struct {
	From     string `json:"from"`
	To       string `json:"to"`
	LongRuns int    `json:"long_runs"`        // all of the season
	Base     int    `json:"base_week_runs"`   // those of long_runs that are left out because they lie in base weeks
	Away     int    `json:"before_away_days"` // those of long_runs that are left out because the next day was marked as away
	Pending  int    `json:"not_known_yet"`    // those of long_runs whose next day lies after the end of the data
	Known    int    `json:"known"`            // the other long runs: those that the answer counts
	Recorded int    `json:"recorded"`         // those of known whose next day the files show
	Blank    int    `json:"no_record"`        // those of known whose next day has no record
	Unclear  int    `json:"unclear"`          // those of known whose next day cannot be judged

	Easy     int      `json:"easy_running"`   // those of known that were followed by easy running
	Recovery int      `json:"recovery_runs"`  // those of easy_running that were followed by a recovery run
	Share    *float64 `json:"share"`          // easy_running / known: the lower end if days have no record
	Upper    *float64 `json:"share_recorded"` // easy_running / recorded: the upper end
	Low      *float64 `json:"low"`            // 95 % interval of share
	High     *float64 `json:"high"`
	Word     *string  `json:"word"`          // not once, never, rarely, sometimes, usually, each time, always; the word for share
	WordHigh *string  `json:"word_recorded"` // the word for share_recorded; the answer is open if it differs from word
	Small    bool     `json:"small_sample"`  // the word is tentative

	NextDays  []Count `json:"next_days"`      // counts of known, by group
	Kinds     []Count `json:"next_day_kinds"` // counts of all long runs, by kind
	Within24h []Count `json:"within_24h"`     // counts of all long runs, by what started within 24 h of the end

	Enough  EasyEnough   `json:"easy_enough"`
	Trend   Trend        `json:"trend"`
	Weeks   WeekCounts   `json:"weeks"`
	NextKey NextKey      `json:"next_key"`
	Targets TodayTargets `json:"targets"` // for the day after the next long run
	Runs    []LongRun    `json:"runs"`
}

// Count says how often a kind or a group of day came.
type Count struct {
	Kind  string `json:"kind"`
	Times int    `json:"times"`
}

// EasyEnough counts the verdicts on all runs of the days after.
type EasyEnough struct {
	Runs    int      `json:"runs"`
	Easy    int      `json:"truly_easy"`
	Drifted int      `json:"drifted"`
	TooFast int      `json:"too_fast"`
	Hard    int      `json:"hard"` // long, key or a race
	Unclear int      `json:"cannot_tell"`
	Slower  *float64 `json:"slower_share"` // median share by which runs that leave no fatigue were slower than the runner's easy runs
}

// Trend compares the first half of the long runs with the second.
type Trend struct {
	EarlyEasy int      `json:"early_easy_running"`
	EarlyLong int      `json:"early_long_runs"`
	LateEasy  int      `json:"late_easy_running"`
	LateLong  int      `json:"late_long_runs"`
	P         *float64 `json:"p"`
	Direction int      `json:"direction"` // 1 more often, -1 less often, 0 no change shown
}

// WeekCounts counts the weeks by the rule for their number of runs.
type WeekCounts struct {
	Kept    int `json:"kept"`
	NotKept int `json:"not_kept"`
	Unclear int `json:"unclear"`
	Base    int `json:"base"`
	Others  int `json:"not_applicable"` // base weeks excluded
}

// NextKey says how often the next key workout came on schedule.
type NextKey struct {
	Weekdays []string  `json:"usual_weekdays"` // of key workouts; empty if they have none
	GapDays  *float64  `json:"usual_gap_days"` // from a hard run to the next key workout
	Long     []Turnout `json:"after_long_runs"`
	Hard     []Turnout `json:"after_hard_runs"` // long runs, key workouts and races
}

// Turnout counts the next key workouts on schedule after one kind of next day, and
// compares the share with that of the most frequent other kind.
type Turnout struct {
	NextDay  string   `json:"next_day"`
	N        int      `json:"n"` // with a known result
	OnTime   int      `json:"on_time"`
	Late     int      `json:"late"`
	Missed   int      `json:"missed"`
	Low      *float64 `json:"low"` // 95 % interval of on_time / n
	High     *float64 `json:"high"`
	Against  *string  `json:"against"`
	Diff     *float64 `json:"difference"` // this share minus the other kind's
	DiffLow  *float64 `json:"difference_low"`
	DiffHigh *float64 `json:"difference_high"`
}

// LongRun is one long run and its next day.
type LongRun struct {
	Session   string   `json:"session"`
	Day       string   `json:"day"`
	DistanceM *float64 `json:"distance_m"`
	MovingS   *float64 `json:"moving_s"`
	NextDay   string   `json:"next_day"`
	Next      *string  `json:"next_session"`
	Group     string   `json:"group"` // how the answer counts the next day
	HowEasy   *string  `json:"how_easy"`
	NextKey   string   `json:"next_key"` // on schedule, late, missed, not known yet
	DaysToKey *int     `json:"days_to_key"`
}

func newAnswer(s *season.Season) Answer {
	a := &s.Answer
	out := Answer{
		From: s.From.String(), To: s.To.String(), LongRuns: len(s.LongRuns), Base: a.Base, Away: a.Away, Pending: a.Groups[season.NotKnownGroup],
		Known: a.Long, Recorded: a.Recorded, Blank: a.Blank, Unclear: a.Unclear, Easy: a.Easy, Recovery: a.Recovery,
		Share: unit.Optional(a.Share, 4), Upper: unit.Optional(float64(a.Easy)/float64(a.Recorded), 4), Low: unit.Optional(a.Low, 4), High: unit.Optional(a.High, 4),
		Word: unit.OptionalText(a.Word.String()), WordHigh: unit.OptionalText(a.WordRecorded.String()), Small: a.Small,
		NextDays: groups(a.Groups), Kinds: counts(a.Counts), Within24h: counts(a.Within), Enough: newEasyEnough(s), Trend: newTrend(&a.Trend),
		Weeks: countWeeks(s.Weeks), NextKey: newNextKey(&s.Next.Schedule), Runs: []LongRun{},
	}
	advice := s.Advice()
	out.Targets = newTargets(&advice.Targets)
	for i := range s.LongRuns {
		out.Runs = append(out.Runs, newLongRun(s, &s.LongRuns[i]))
	}
	return out
}

// groups lists the groups that the answer counts and that came, in order.
func groups(by map[season.Group]int) []Count {
	out := []Count{}
	for g := range season.Groups {
		if n := by[g]; n > 0 && g.Counted() {
			out = append(out, Count{g.String(), n})
		}
	}
	return out
}

// counts lists the kinds that came, in the order in which they are shown.
func counts(by map[season.Followed]int) []Count {
	out := []Count{}
	for _, kind := range season.FollowedKinds {
		if n := by[kind]; n > 0 {
			out = append(out, Count{kind.String(), n})
		}
	}
	return out
}

func newEasyEnough(s *season.Season) EasyEnough {
	e := &s.Answer.Enough
	return EasyEnough{e.Runs, e.Easy, e.Drifted, e.TooFast, e.Hard, e.NotKnown, unit.Optional(s.Slow.Slower, 4)}
}

func newTrend(t *season.ShareTrend) Trend {
	return Trend{t.Early, t.EarlyN, t.Late, t.LateN, unit.Optional(t.P, 4), t.Direction}
}

func countWeeks(weeks []season.Week) (n WeekCounts) {
	for i := range weeks {
		switch w := &weeks[i]; {
		case w.Kept == season.Met:
			n.Kept++
		case w.Kept == season.NotMet:
			n.NotKept++
		case w.Kept == season.CannotJudge:
			n.Unclear++
		case w.Base:
			n.Base++
		default:
			n.Others++
		}
	}
	return n
}

func newNextKey(s *season.Schedule) NextKey {
	out := NextKey{Weekdays: []string{}, GapDays: unit.Optional(s.Gap, 1), Long: newTurnouts(s.Long), Hard: newTurnouts(s.Hard)}
	for _, w := range s.Weekdays {
		out.Weekdays = append(out.Weekdays, strings.ToLower(w.String()))
	}
	return out
}

func newTurnouts(turnouts []season.Turnout) []Turnout {
	out := []Turnout{}
	for i := range turnouts {
		t := &turnouts[i]
		x := Turnout{NextDay: t.Group.String(), N: t.N, OnTime: t.OnTime, Late: t.Late, Missed: t.Missed, Low: unit.Optional(t.Low, 4), High: unit.Optional(t.High, 4)}
		if t.Against != season.Groups {
			x.Against = unit.OptionalText(t.Against.String())
			x.Diff, x.DiffLow, x.DiffHigh = unit.Optional(t.Diff, 4), unit.Optional(t.DiffLow, 4), unit.Optional(t.DiffHigh, 4)
		}
		out = append(out, x)
	}
	return out
}

func newLongRun(s *season.Season, a *season.Aftermath) LongRun {
	r, next := &s.Runs[a.Run], newAfter(s, &a.Days[0])
	out := LongRun{
		Session: r.Key, Day: r.Day.String(), DistanceM: unit.Optional(r.Sum.Distance, 1), MovingS: unit.Optional(r.Sum.Moving, 1),
		NextDay: next.Kind, Next: next.Session, Group: a.Group.String(), NextKey: a.Next.String(),
	}
	if k := a.Days[0].Run; k >= 0 {
		out.HowEasy = unit.OptionalText(s.Runs[k].Ease().String())
	}
	if a.NextKey >= 0 {
		out.DaysToKey = &a.ToKey
	}
	return out
}
