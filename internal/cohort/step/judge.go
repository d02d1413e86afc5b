package step

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"dayafter/internal/app"
	"dayafter/internal/cohort/judged"
	"dayafter/internal/cohort/table"
	"dayafter/internal/disk"
	"dayafter/internal/roster"
	"dayafter/internal/summary"
)

// Judge turns the digests below store into the tables of the shard's runners
// below out. It refuses to start while a shard of extract is missing.
func Judge(ctx context.Context, store string, s Shard, out string, o Options) (Counts, error) {
	from, err := find(store, extractStep, o.Versions)
	if err != nil {
		return Counts{}, err
	}
	markers, err := from.allDone()
	if err != nil {
		return Counts{}, err
	}
	manifest, err := disk.Read(from.at(manifestFile), manifestLimit)
	if err != nil {
		return Counts{}, err
	}
	entries, err := from.entries(manifest)
	if err != nil {
		return Counts{}, err
	}
	to := newFolder(out, judgeStep, from.hash, s.Of, o.Versions)
	if m, err := to.done(s.Index); m != nil || err != nil {
		return countsOf(m), err
	}
	if err := to.create(manifest); err != nil {
		return Counts{}, err
	}
	j := judge{ctx: ctx, reader: reader{folder: from, markers: markers}, to: to, entries: entries, lines: linesOf(entries)}
	defer j.reader.close()
	if err := j.run(s); err != nil {
		return j.counts, err
	}
	return j.counts, to.finish(s, marker{Counts: j.counts}, RunsTable, LongRunsTable, RunnersTable)
}

// judge writes the tables of one shard.
type judge struct {
	ctx     context.Context
	reader  reader
	to      folder
	entries []roster.Entry
	lines   map[string][]int // of each runner in the manifest
	counts  Counts
}

// linesOf returns the lines of each runner.
func linesOf(entries []roster.Entry) map[string][]int {
	out := map[string][]int{}
	for i, e := range entries {
		out[e.Runner] = append(out[e.Runner], i)
	}
	return out
}

// run writes the three tables. A runner belongs to the shard of the runner's first
// line, so that with as many shards as extract had, a shard reads one table.
func (j *judge) run(s Shard) error {
	var w tables
	for _, t := range []struct {
		name  string
		start func(*os.File)
	}{
		{RunsTable, func(f *os.File) { w.runs = table.NewWriter[table.Run](f, j.to.versions) }},
		{LongRunsTable, func(f *os.File) { w.long = table.NewWriter[table.LongRun](f, j.to.versions) }},
		{RunnersTable, func(f *os.File) { w.runners = table.NewWriter[table.Runner](f, j.to.versions) }},
	} {
		file, err := newTemp(j.to.file(t.name, s.Index))
		if err != nil {
			return err
		}
		defer file.drop()
		w.files = append(w.files, file)
		t.start(file.File)
	}
	for line, e := range j.entries {
		if !s.has(line) || j.lines[e.Runner][0] != line {
			continue
		}
		if err := j.runner(&w, e.Runner); err != nil {
			return fmt.Errorf("runner %q: %w", e.Runner, err)
		}
	}
	return w.keep()
}

// runner judges one runner and writes the runner's rows.
func (j *judge) runner(w *tables, name string) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	files, reasons, err := j.files(name)
	if err != nil {
		return err
	}
	entries := make([]roster.Entry, 0, len(j.lines[name]))
	for _, line := range j.lines[name] {
		entries = append(entries, j.entries[line])
	}
	rows, err := JudgeRunner(entries, files, reasons)
	if err != nil {
		return err
	}
	j.counts.Units++
	j.counts.Rows += len(rows.Runs)
	if rows.Runner.Status == table.Failed {
		j.counts.Failed++
	}
	return w.write(rows)
}

// JudgeRunner judges the files of one runner, whose order does not matter. The
// entries are the runner's lines of the manifest; reasons tell why lines failed.
func JudgeRunner(entries []roster.Entry, files []summary.File, reasons []string) (judged.Rows, error) {
	s, err := entries[0].AppSettings()
	if err != nil {
		return judged.Rows{}, err
	}
	slices.SortStableFunc(files, func(a, b summary.File) int { return strings.Compare(a.Name, b.Name) })
	rows := judged.Of(entries[0].Runner, app.JudgeFiles(files, roster.Decisions(entries), s))
	if len(reasons) == 0 {
		return rows, nil
	}
	slices.Sort(reasons)
	reason := strings.Join(slices.Compact(reasons), "; ")
	rows.Runner.Reason = &reason
	if len(files) == 0 {
		rows.Runner.Status = table.Failed
	}
	return rows, nil
}

// files returns the digested files of a runner and why lines of the runner failed.
func (j *judge) files(name string) (files []summary.File, reasons []string, err error) {
	for _, line := range j.lines[name] {
		rows, err := j.reader.line(line)
		if err != nil {
			return nil, nil, err
		}
		for _, row := range rows {
			if row.Failed != "" {
				reasons = append(reasons, row.Failed)
				continue
			}
			f, err := summary.DecodeFile(row.Summary)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", row.File, err)
			}
			files = append(files, f)
		}
	}
	return files, reasons, nil
}
