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

// writeTables writes the tables of a shard and its done marker. fill passes the rows
// of each runner, in the order of the manifest, to add.
func (f folder) writeTables(s Shard, fill func(add func(judged.Rows) error) error) (counts Counts, err error) {
	w, err := f.newTables(s)
	defer w.drop()
	if err != nil {
		return counts, err
	}
	err = fill(func(r judged.Rows) error {
		counts.Units++
		counts.Rows += len(r.Runs)
		if r.Runner.Status == table.Failed {
			counts.Failed++
		}
		return w.write(r)
	})
	if err == nil {
		err = w.keep()
	}
	if err != nil {
		return counts, err
	}
	return counts, f.finish(s, marker{Counts: counts}, RunsTable, LongRunsTable, RunnersTable)
}

// tables holds the three tables of a shard of judge while they are written.
type tables struct {
	runs    *table.Writer[table.Run]
	long    *table.Writer[table.LongRun]
	runners *table.Writer[table.Runner]
	files   []*tempFile
}

// newTables creates the temporary files of a shard's tables. Even after an error, the
// caller drops the tables.
func (f folder) newTables(s Shard) (*tables, error) {
	t := &tables{}
	for _, name := range []string{RunsTable, LongRunsTable, RunnersTable} {
		file, err := newTemp(f.file(name, s.Index))
		if err != nil {
			return t, err
		}
		t.files = append(t.files, file)
	}
	t.runs = table.NewWriter[table.Run](t.files[0], f.versions)
	t.long = table.NewWriter[table.LongRun](t.files[1], f.versions)
	t.runners = table.NewWriter[table.Runner](t.files[2], f.versions)
	return t, nil
}

// drop removes the files that were not kept.
func (t *tables) drop() {
	for _, f := range t.files {
		f.drop()
	}
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
