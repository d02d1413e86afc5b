package main

import (
	"fmt"
	"io"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// follow finds what came after what, and how easy it was, on the days of o; on
// all days where o names none.
func (j *judged) follow(o season.Options) {
	if o.From == 0 {
		o.From = math.MinInt32
	}
	if o.To == 0 {
		o.To = math.MaxInt32
	}
	j.ledger = season.Ledger(j.history, j.verdicts, j.book, o)
}

// followAround does so for the days around the entries.
func (j *judged) followAround(entries []history.Entry, o season.Options) {
	for _, e := range entries {
		if e.Session >= 0 {
			day := j.history.Sessions[e.Session].Day
			if o.From == 0 || day-around < o.From {
				o.From = day - around
			}
			o.To = max(o.To, day+around)
		}
	}
	j.follow(o)
}

// answer is the answer in words for the season that is asked for; nil when it has
// no long run.
func (j *judged) answer(s settings) []string {
	l := j.ledger
	first, last, ok := season.Span(j.history, s.season.From, s.season.To)
	if ok && (first != l.From || last != l.To) {
		l = season.Ledger(j.history, j.verdicts, j.book, s.season)
	}
	if !ok || len(l.LongRuns) == 0 {
		return nil
	}
	return report.Words(l, report.Options{Units: s.units})
}

// after is what the session came after and how easy it was, in short; "" for none.
func (j *judged) after(session int) string {
	if run := j.ledger.RunOf(session); run >= 0 {
		return report.After(j.ledger, run)
	}
	return ""
}

// explainWake prints what a run came after and how easy it was, and what came
// after it.
func explainWake(w io.Writer, l *season.Season, run int, u unit.System) {
	if run < 0 {
		return
	}
	if after := report.After(l, run); after != "" {
		fmt.Fprintf(w, "  %s\n", after)
		if r := &l.Runs[run]; !r.Stresses() {
			for _, why := range report.EaseReasons(&r.Audit, u) {
				fmt.Fprintf(w, "    %s\n", why)
			}
		}
	}
	if a := l.Aftermath(run); a != nil {
		for _, line := range report.NextDays(l, a, u) {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
}

// auditJ says how easy a run was that is no stressor.
type auditJ struct {
	Verdict    string   `json:"verdict"` // truly easy, drifted, too fast, cannot tell
	Reasons    []string `json:"reasons"`
	ByPace     bool     `json:"by_pace"`               // heart rate is missing or doubtful
	Ceiling    *float64 `json:"ceiling_bpm"`           // the easy ceiling of the day
	Above      *float64 `json:"above_s"`               // at or above it
	Share      *float64 `json:"above_share"`           // of the seconds with heart rate
	OfLTHR     *float64 `json:"of_lthr"`               // mean heart rate as a share of LTHR
	HRQuality  *float64 `json:"hr_quality"`            // 0 to 1
	DriftPct   *float64 `json:"drift_pct"`             // aerobic decoupling
	LimitSPkm  *float64 `json:"pace_limit_s_per_km"`   // where Friel's pace zone 3 begins
	UsualSPkm  *float64 `json:"usual_gap_s_per_km"`    // grade-adjusted, of the runner's easy runs around that day
	SlowerThan *float64 `json:"slower_than_usual_pct"` // negative: faster
}

func newAuditJ(a *season.Audit, u unit.System) *auditJ {
	return &auditJ{
		Verdict: a.Verdict.String(), Reasons: append([]string{}, report.EaseReasons(a, u)...), ByPace: a.ByPace,
		Ceiling: number(a.Ceiling, 1), Above: number(a.Above, 0), Share: number(a.Share, 3), OfLTHR: number(a.OfLTHR, 3),
		HRQuality: number(a.HRQuality, 2), DriftPct: number(a.Drift, 1),
		LimitSPkm: pace(a.PaceLimit), UsualSPkm: pace(a.Usual), SlowerThan: number(100*a.Slower, 1),
	}
}

// aftermathJ is what followed a long run, key workout or race.
type aftermathJ struct {
	Days      [3]afterJ `json:"days"`        // local day +1, +2, +3
	Within    afterJ    `json:"within_24h"`  // what started within 24 h of its end
	NextKey   *string   `json:"next_key"`    // session of the next key run
	DaysToKey *int      `json:"days_to_key"` // until it
}

// afterJ is one day after a stressor. The hardest session decides the kind.
type afterJ struct {
	Kind    string   `json:"kind"` // recovery run, easy run, active recovery, no record, ...
	Session *string  `json:"session"`
	Sport   *string  `json:"sport"`
	Hours   *float64 `json:"hours"`  // from the stressor's end
	Others  []string `json:"others"` // the other sessions
}

func newAftermathJ(s *season.Season, a *season.Aftermath) *aftermathJ {
	out := &aftermathJ{Within: newAfterJ(s, &a.Within)}
	for i := range a.Days {
		out.Days[i] = newAfterJ(s, &a.Days[i])
	}
	if a.NextKey >= 0 {
		out.NextKey, out.DaysToKey = text(s.Runs[a.NextKey].Key), &a.ToKey
	}
	return out
}

func newAfterJ(s *season.Season, a *season.After) afterJ {
	out := afterJ{Kind: a.Kind.String(), Hours: number(a.Hours, 2), Others: []string{}}
	if a.Run >= 0 {
		out.Session, out.Sport = text(s.Runs[a.Run].Key), text(a.Sport.String())
	}
	for _, k := range a.Others {
		out.Others = append(out.Others, s.Runs[k].Key)
	}
	return out
}

// setLedger adds what the session came after, how easy it was and what followed it.
func (r *record) setLedger(s *season.Season, run int, u unit.System) {
	if run < 0 {
		return
	}
	x := &s.Runs[run]
	if x.DaysTo >= 0 {
		r.DaysToRace = &x.DaysTo
	}
	if x.DayAfter >= 0 {
		r.DayAfter = text(s.Runs[x.DayAfter].Key)
	}
	if x.Sport == activity.Run && !x.Stresses() {
		r.Audit = newAuditJ(&x.Audit, u)
	}
	if a := s.Aftermath(run); a != nil {
		r.Aftermath = newAftermathJ(s, a)
	}
}
