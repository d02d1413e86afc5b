// Package judged turns one runner's judged history into rows of the cohort's tables. It
// does not judge.
package judged

import (
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/app"
	"dayafter/internal/cohort/table"
	"dayafter/internal/history"
	"dayafter/internal/render/json"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Rows are the rows of one runner.
type Rows struct {
	Runs     []table.Run
	LongRuns []table.LongRun
	Runner   table.Runner
}

// Of returns the rows of a runner's result.
func Of(runner string, r *app.Result) Rows {
	s := r.WholeSeason()
	a, entries := r.ActivitiesOf(s)
	rows := Rows{Runner: Runner(runner, r, s)}
	for _, e := range entries {
		rows.Runs = append(rows.Runs, runRow(runner, &a, e))
	}
	for i := range s.LongRuns {
		rows.LongRuns = append(rows.LongRuns, longRow(runner, s, i))
	}
	return rows
}

// issueMark separates several issues of a file.
const issueMark = " | "

// runRow returns the row of an entry. It takes its values from the record that
// scan --json prints.
func runRow(runner string, a *report.Activities, e history.Entry) table.Run {
	rec := json.NewRecord(a, e)
	row := table.Run{
		Runner: runner, File: rec.File, Part: int32(e.Part), Status: rec.Status, Reason: rec.Reason, Issues: joined(rec.Issues),
		Session: rec.Session, Title: rec.Title, ZoneSource: rec.ZoneSource, Sport: rec.Sport, Class: rec.Class, Kind: rec.Kind,
		Intensity: rec.Intensity, Confidence: rec.Confidence, RunnerUp: rec.RunnerUp, Intent: rec.Intent, HoursSince: rec.HoursSince,
		DayAfter: rec.DayAfter, DistanceM: rec.DistanceM, ElapsedS: rec.ElapsedS, TimerS: rec.TimerS, MovingS: rec.MovingS,
		AscentM: rec.AscentM, AvgHR: rec.AvgHR, MaxHR: rec.MaxHR, PaceSPerKm: rec.AvgPaceSPkm, GAPSPerKm: rec.GAPSPkm,
	}
	if rec.Audit != nil {
		row.HowEasy, row.ByPace = &rec.Audit.Verdict, &rec.Audit.ByPace
		row.CeilingBPM, row.AboveShare, row.SlowerPct = rec.Audit.Ceiling, rec.Audit.Share, rec.Audit.SlowerThan
	}
	if e.Sum != nil {
		start := e.Sum.Start.UnixMilli()
		row.Start, row.Device, row.TemperatureC = &start, unit.OptionalText(e.Sum.Device), unit.Optional(e.Sum.AvgTemp, 1)
	}
	if e.Session >= 0 {
		setSession(&row, a, e.Session)
	}
	return row
}

func setSession(row *table.Run, a *report.Activities, session int) {
	row.Day = day(a.History.Sessions[session].Day)
	if run := a.Ledger.RunOf(session); run >= 0 {
		x := &a.Ledger.Runs[run]
		row.StressTSS, row.FormTSB = unit.Optional(x.Stress.TSS, 1), unit.Optional(x.Form.TSB, 1)
	}
}

// longRow returns the row of the i-th long run.
func longRow(runner string, s *season.Season, i int) table.LongRun {
	after, next := &s.LongRuns[i], &s.Next.Outcomes[i]
	run := &s.Runs[after.Run]
	row := table.LongRun{
		Runner: runner, Session: run.Key, Day: int32(run.Day), Confidence: unit.Optional(run.Verdict.Confidence, 2),
		DistanceM: unit.Optional(run.Sum.Distance, 1), MovingS: unit.Optional(run.Sum.Moving, 1), AvgHR: unit.Optional(run.Sum.AvgHR, 1),
		StressTSS: unit.Optional(run.Stress.TSS, 1), FormTSB: unit.Optional(run.Form.TSB, 1),
		NextDay: after.Days[0].Kind.String(), SecondDay: after.Days[1].Kind.String(), ThirdDay: after.Days[2].Kind.String(),
		Within24h: after.Within.Kind.String(), Group: after.Group.String(), Arm: unit.OptionalText(next.Arm.String()), NextHours: unit.Optional(after.Days[0].Hours, 2),
		Schedule: unit.OptionalText(next.Next.String()), Compared: next.Compared,
		EarlyHeart: unit.Optional(next.Values[season.EarlyHeart], 3), Efficiency: unit.Optional(next.Values[season.Efficiency], 3),
		WorkPace: unit.Optional(next.Values[season.WorkPace], 3), Decoupling: unit.Optional(next.Values[season.Decoupling], 3),
		Effort: unit.Optional(next.Values[season.Effort], 1),
	}
	if k := after.Days[0].Run; k >= 0 {
		row.NextRun = unit.OptionalText(s.Runs[k].Key)
		if x := &s.Runs[k]; x.Sport == activity.Run {
			row.HowEasy, row.SlowerPct = unit.OptionalText(x.Ease().String()), unit.Optional(100*x.Audit.Slower, 1)
		}
	}
	if after.NextKey >= 0 {
		key, days := &s.Runs[after.NextKey], int32(after.ToKey)
		row.NextKey, row.NextKeyKind, row.DaysToKey = unit.OptionalText(key.Key), unit.OptionalText(key.Verdict.Kind.String()), &days
	}
	return row
}

// joined returns the texts joined by issueMark; nil if there are none.
func joined(texts []string) *string { return unit.OptionalText(strings.Join(texts, issueMark)) }
