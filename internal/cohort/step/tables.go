package step

import (
	"errors"

	"dayafter/internal/cohort/judged"
	"dayafter/internal/cohort/table"
)

// The names of the published tables.
const (
	RunsTable     = "runs"
	LongRunsTable = "long_runs"
	RunnersTable  = "runners"
)

// tables are the three tables of a shard of judge while they are written.
type tables struct {
	runs    *table.Writer[table.Run]
	long    *table.Writer[table.LongRun]
	runners *table.Writer[table.Runner]
	files   []*tempFile
}

// write adds the rows of one runner.
func (t *tables) write(r judged.Rows) error {
	return errors.Join(t.runs.Add(r.Runs), t.long.Add(r.LongRuns), t.runners.Add([]table.Runner{r.Runner}))
}

// keep completes the tables and gives them their names.
func (t *tables) keep() error {
	if err := errors.Join(t.runs.Close(), t.long.Close(), t.runners.Close()); err != nil {
		return err
	}
	for _, f := range t.files {
		if err := f.keep(); err != nil {
			return err
		}
	}
	return nil
}
