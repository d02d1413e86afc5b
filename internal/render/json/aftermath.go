package json

import (
	"dayafter/internal/activity"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Audit says how easy a run was. Long runs, key workouts and races have none.
type Audit struct {
	Verdict    string   `json:"verdict"` // truly easy, drifted, too fast, cannot tell
	Reasons    []string `json:"reasons"`
	ByPace     bool     `json:"by_pace"`               // heart rate is missing or doubtful
	Ceiling    *float64 `json:"ceiling_bpm"`           // the easy ceiling of the day
	Above      *float64 `json:"above_s"`               // s at or above the ceiling
	Share      *float64 `json:"above_share"`           // of the seconds with heart rate
	OfLTHR     *float64 `json:"of_lthr"`               // mean heart rate as a share of LTHR
	HRQuality  *float64 `json:"hr_quality"`            // 0 to 1
	DriftPct   *float64 `json:"drift_pct"`             // aerobic decoupling
	LimitSPkm  *float64 `json:"pace_limit_s_per_km"`   // where Friel's pace zone 3 begins
	UsualSPkm  *float64 `json:"usual_gap_s_per_km"`    // grade-adjusted, of the runner's easy runs around that day
	SlowerThan *float64 `json:"slower_than_usual_pct"` // negative: faster
}

func newAudit(a *season.Audit, u unit.System) *Audit {
	return &Audit{
		Verdict: a.Verdict.String(), Reasons: append([]string{}, report.EaseReasons(a, u)...), ByPace: a.ByPace,
		Ceiling: unit.Optional(a.Ceiling, 1), Above: unit.Optional(a.Above, 0), Share: unit.Optional(a.Share, 3), OfLTHR: unit.Optional(a.OfLTHR, 3),
		HRQuality: unit.Optional(a.HRQuality, 2), DriftPct: unit.Optional(a.Drift, 1),
		LimitSPkm: pace(a.PaceLimit), UsualSPkm: pace(a.Usual), SlowerThan: unit.Optional(100*a.Slower, 1),
	}
}

// Aftermath lists what followed a long run, key workout or race.
type Aftermath struct {
	Days      [3]After `json:"days"`        // local day +1, +2, +3
	Within    After    `json:"within_24h"`  // sessions that started within 24 h of its end
	NextKey   *string  `json:"next_key"`    // session of the next key run
	DaysToKey *int     `json:"days_to_key"` // until it
}

// After is one day after a hard run. A recovery run decides the kind of the day if there
// was one, otherwise the hardest session.
type After struct {
	Kind    string   `json:"kind"`    // recovery run, easy run, active recovery, no record, ...
	Hardest *string  `json:"hardest"` // the kind of the hardest session
	Session *string  `json:"session"` // the session that decided kind
	Sport   *string  `json:"sport"`
	Hours   *float64 `json:"hours"`  // from the end of the hard run
	Others  []string `json:"others"` // the other sessions
}

func newAftermath(s *season.Season, a *season.Aftermath) *Aftermath {
	out := &Aftermath{Within: newAfter(s, &a.Within)}
	for i := range a.Days {
		out.Days[i] = newAfter(s, &a.Days[i])
	}
	if a.NextKey >= 0 {
		out.NextKey, out.DaysToKey = unit.OptionalText(s.Runs[a.NextKey].Key), &a.ToKey
	}
	return out
}

func newAfter(s *season.Season, a *season.After) After {
	out := After{Kind: a.Kind.String(), Hours: unit.Optional(a.Hours, 2), Others: []string{}}
	if a.Run >= 0 {
		out.Hardest, out.Session, out.Sport = unit.OptionalText(a.Hardest.String()), unit.OptionalText(s.Runs[a.Run].Key), unit.OptionalText(a.Sport.String())
	}
	for _, k := range a.Others {
		out.Others = append(out.Others, s.Runs[k].Key)
	}
	return out
}

// setLedger adds the session before, the audit and the aftermath of a run.
func (r *Record) setLedger(s *season.Season, run int, u unit.System) {
	if run < 0 {
		return
	}
	x := &s.Runs[run]
	if x.DaysTo >= 0 {
		r.DaysToRace = &x.DaysTo
	}
	if x.DayAfter >= 0 {
		r.DayAfter = unit.OptionalText(s.Runs[x.DayAfter].Key)
	}
	if x.Sport == activity.Run && !x.Stresses() {
		r.Audit = newAudit(&x.Audit, u)
	}
	if a := s.Aftermath(run); a != nil {
		r.Aftermath = newAftermath(s, a)
	}
}
