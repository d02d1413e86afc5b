package judged

import (
	"dayafter/internal/app"
	"dayafter/internal/cohort/table"
	"dayafter/internal/season"
	"dayafter/internal/stat"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Runner returns the figures of a runner in a season of the result. s is empty if the
// runner has no activity.
func Runner(runner string, r *app.Result, s *season.Season) table.Runner {
	t := r.History.Totals()
	row := table.Runner{
		Runner: runner, Status: table.NoActivity,
		Inputs: int32(t.Read), Runs: int32(t.Runs), OtherSports: int32(t.OtherSports), Duplicates: int32(t.Duplicates),
		NotActivities: int32(t.NotActivities), FailedInputs: int32(t.Failed),
	}
	if len(s.Runs) == 0 {
		return row
	}
	last := s.Runs[len(s.Runs)-1].Day
	row.Status, row.FirstDay, row.LastDay = table.Judged, day(s.Runs[0].Day), day(last)
	setThresholds(&row, r.Book.On(last))
	countHabit(&row, s)
	countEase(&row, &s.Answer.Enough)
	countSchedule(&row, s)
	return row
}

func setThresholds(row *table.Runner, z zone.Set) {
	row.MaxHR, row.LTHR = unit.Optional(z.MaxHR.Value, 1), unit.Optional(z.LTHR.Value, 1)
	if row.LTHR != nil {
		row.LTHRStanding = unit.OptionalText(z.LTHR.Standing.String())
	}
	if v := z.ThresholdSpeed.Value; v > 0 {
		row.ThresholdPace = unit.Optional(1000/v, 1)
	}
}

// countHabit counts the days after long runs by kind.
func countHabit(row *table.Runner, s *season.Season) {
	a := &s.Answer
	row.LongRuns, row.BaseRuns, row.AwayRuns = int32(a.Long), int32(a.Base), int32(a.Away)
	row.Recorded, row.NoRecord, row.Unclear = int32(a.Recorded), int32(a.Blank), int32(a.Unclear)
	row.Easy, row.Recovery = int32(a.Easy), int32(a.Recovery)
	row.Word, row.WordRecorded = unit.OptionalText(a.Word.String()), unit.OptionalText(a.WordRecorded.String())
	low, high := stat.Wilson(a.Easy, a.Recorded)
	row.EasyShare, row.EasyLow, row.EasyHigh = unit.Optional(float64(a.Easy)/float64(a.Recorded), 4), unit.Optional(low, 4), unit.Optional(high, 4)
	if n := len(s.LongRuns); n > 0 {
		row.LastLong = day(s.Runs[s.LongRuns[n-1].Run].Day)
	}
}

// countEase counts the runs on days after by how easy they were.
func countEase(row *table.Runner, e *season.EasyEnough) {
	row.NextRuns, row.TrulyEasy, row.Drifted = int32(e.Runs), int32(e.Easy), int32(e.Drifted)
	row.TooFast, row.Hard, row.CannotTell = int32(e.TooFast), int32(e.Hard), int32(e.NotKnown)
}

// countSchedule counts whether the next key workouts came on their usual days.
func countSchedule(row *table.Runner, s *season.Season) {
	for _, t := range s.Next.Schedule.Long {
		row.Scheduled += int32(t.N)
		row.OnTime += int32(t.OnTime)
		row.Late += int32(t.Late)
		row.Missed += int32(t.Missed)
	}
}

// day returns a day as Parquet stores it.
func day(d unit.Day) *int32 {
	v := int32(d)
	return &v
}
