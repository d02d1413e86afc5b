package json

import (
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Answer is the answer as numbers.
type Answer struct {
	From      string   `json:"from"`
	To        string   `json:"to"`
	LongRuns  int      `json:"long_runs"`
	Known     int      `json:"known"`         // long runs whose next day is known
	Recovery  int      `json:"recovery_runs"` // of known: a recovery run came the next day
	Share     *float64 `json:"share"`         // recovery_runs / known
	Low       *float64 `json:"low"`           // 95 % interval of share
	High      *float64 `json:"high"`
	Word      *string  `json:"word"`         // not once, never, rarely, sometimes, usually, each time, always
	Small     bool     `json:"small_sample"` // the word is tentative
	NextDays  []Count  `json:"next_days"`    // of all long runs
	Within24h []Count  `json:"within_24h"`   // of all long runs, by what started within 24 h of the end

	Easy    EasyEnough   `json:"easy_enough"`
	Trend   Trend        `json:"trend"`
	Weeks   WeekCounts   `json:"weeks"`
	NextKey NextKey      `json:"next_key"`
	Targets TodayTargets `json:"targets"` // for the day after the next long run
	Runs    []LongRun    `json:"runs"`
}

// Count is how many times something came.
type Count struct {
	Kind  string `json:"kind"`
	Times int    `json:"times"`
}

// EasyEnough counts the verdicts on next-day runs.
type EasyEnough struct {
	Runs   int      `json:"runs"`
	Counts []Count  `json:"counts"`
	Slower *float64 `json:"slower_share"` // median, than the runner's easy runs
}

// Trend compares the first half of the long runs with the second.
type Trend struct {
	EarlyRecovery int      `json:"early_recovery_runs"`
	EarlyLong     int      `json:"early_long_runs"`
	LateRecovery  int      `json:"late_recovery_runs"`
	LateLong      int      `json:"late_long_runs"`
	P             *float64 `json:"p"`
	Direction     int      `json:"direction"` // 1 more often, -1 less often, 0 no change shown
}

// WeekCounts counts the weeks by the rule for their number of runs.
type WeekCounts struct {
	Kept    int `json:"kept"`
	NotKept int `json:"not_kept"`
	Unclear int `json:"unclear"`
	Base    int `json:"base"`
	Others  int `json:"not_applicable"` // base weeks excluded
}

// NextKey tells whether the next key workout came on schedule.
type NextKey struct {
	GapDays   *float64 `json:"usual_gap_days"`
	LimitDays *float64 `json:"limit_days"` // a longer gap is late
	Known     int      `json:"known"`      // long runs whose next key workout can be judged
	Late      int      `json:"late"`
}

// LongRun is one long run and its next day.
type LongRun struct {
	Session   string   `json:"session"`
	Day       string   `json:"day"`
	DistanceM *float64 `json:"distance_m"`
	MovingS   *float64 `json:"moving_s"`
	NextDay   string   `json:"next_day"`
	Next      *string  `json:"next_session"`
	HowEasy   *string  `json:"how_easy"`
	DaysToKey *int     `json:"days_to_key"`
}

func newAnswer(s *season.Season) Answer {
	a := &s.Answer
	out := Answer{
		From: s.From.String(), To: s.To.String(), LongRuns: len(s.LongRuns), Known: a.Long, Recovery: a.Recovery,
		Share: number(a.Share, 4), Low: number(a.Low, 4), High: number(a.High, 4), Word: text(a.Word.String()), Small: a.Small,
		NextDays: counts(a.Counts), Within24h: counts(a.Within), Easy: newEasyEnough(&s.Slow), Trend: newTrend(&a.Trend),
		Weeks: countWeeks(s.Weeks), NextKey: newNextKey(&s.Next.Gap), Runs: []LongRun{},
	}
	targets := s.Targets(s.LastKnown + unit.Day(1))
	out.Targets = newTargets(&targets)
	for i := range s.LongRuns {
		out.Runs = append(out.Runs, newLongRun(s, &s.LongRuns[i]))
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

func newEasyEnough(s *season.SlowEnough) EasyEnough {
	out := EasyEnough{Runs: s.Runs, Counts: []Count{}, Slower: number(s.Slower, 4)}
	for e := season.TrulyEasy; e <= season.CannotTell; e++ {
		out.Counts = append(out.Counts, Count{e.String(), s.Counts[e]})
	}
	return out
}

func newTrend(t *season.ShareTrend) Trend {
	return Trend{t.Early, t.EarlyN, t.Late, t.LateN, number(t.P, 4), t.Direction}
}

func countWeeks(weeks []season.Week) (n WeekCounts) {
	for i := range weeks {
		switch w := &weeks[i]; {
		case w.Base:
			n.Base++
		case w.Kept == season.Met:
			n.Kept++
		case w.Kept == season.NotMet:
			n.NotKept++
		case w.Kept == season.CannotJudge:
			n.Unclear++
		default:
			n.Others++
		}
	}
	return n
}

func newNextKey(g *season.KeyGap) NextKey {
	return NextKey{number(g.Days, 1), number(g.Limit, 1), g.Known, len(g.Overdue)}
}

func newLongRun(s *season.Season, a *season.Aftermath) LongRun {
	r, next := &s.Runs[a.Run], newAfter(s, &a.Days[0])
	out := LongRun{Session: r.Key, Day: r.Day.String(), DistanceM: number(r.Sum.Distance, 1), MovingS: number(r.Sum.Moving, 1), NextDay: next.Kind, Next: next.Session}
	if k := a.Days[0].Run; k >= 0 {
		out.HowEasy = text(s.Runs[k].Audit.Verdict.String())
	}
	if a.NextKey >= 0 {
		out.DaysToKey = &a.ToKey
	}
	return out
}
