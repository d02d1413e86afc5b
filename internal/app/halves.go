package app

import (
	"context"

	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/store/decisions"
	"dayafter/internal/summary"
)

// Digest reads the paths and returns one File for each input. It is the half of
// Judge that needs the inputs: it uses no store and no setting of the runner.
func Digest(ctx context.Context, paths []string, jobs int, m Monitor) ([]summary.File, error) {
	return ingest.Read(ctx, paths, ingest.Options{Jobs: jobs, Progress: m.Progress})
}

// JudgeFiles judges every session of the files. It is the half of Judge that
// needs no inputs: its result depends on the arguments alone.
func JudgeFiles(files []summary.File, decided map[string]decisions.Decision, s Settings) *Result {
	return judgeFiles(files, decided, s)
}

// WholeSeason computes the season of all days, or of the days of the settings,
// without resampling: intervals from the bootstrap stay unknown. It is empty if
// there is no activity on these days.
func (r *Result) WholeSeason() *season.Season {
	o := r.wholeDays()
	o.Resamples = 0
	if _, _, ok := season.Span(r.History, o.From, o.To); !ok {
		return season.Ledger(r.History, r.Verdicts, r.Book, o)
	}
	return season.Analyse(r.History, r.Verdicts, r.Book, o)
}

// ActivitiesOf lists every activity together with the season s of the result.
func (r *Result) ActivitiesOf(s *season.Season) (report.Activities, []history.Entry) {
	return report.Activities{
		History: r.History, Verdicts: r.Verdicts, Book: r.Book, Units: r.settings.Units, Ledger: s,
	}, r.History.Entries
}
